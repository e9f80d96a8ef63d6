"""A field in which a learner types a number: what can't be used is explained, and the last good number stays."""

from __future__ import annotations

import streamlit as st

from nnviz.core.accepts import Accepts
from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.markdown import escape_markdown
from nnviz.lessons.numerals import parse_number

__all__ = ["number_field"]

MAX_CHARACTERS = 60


def number_field(name: str, label: str, value: float, accepted: Accepts, *, unit: str = "", about: str = "") -> float:
    """Ask for a number, and return the last one that could be used.

    Parameters
    ----------
    name : str
        Name of the widget, unique in the application.
    label : str
        Plain text, in the active language.
    value : float
        The number to begin with.
    accepted : Number or Whole
        What is accepted.
    unit : str
        Shown behind the label; may be typed behind the number.
    about : str
        A tooltip.
    """
    good = session.study().good
    key = session.widget_key(name)
    written = st.session_state.get(key, f"{good.get(name, value):g}")
    shown = f"{label} ({unit})" if unit else label
    written = st.text_input(shown, written, key=key, max_chars=MAX_CHARACTERS, help=about or None)
    try:
        good[name] = _read(written, label, accepted, unit)
    except InputError as error:
        kept = _("{value} stays in use.").format(value=write_setting(good.get(name, value)))
        st.warning(f"{escape_markdown(str(error))} {kept}", icon=":material/info:")
    return good.get(name, value)


def _read(written: str, label: str, accepted: Accepts, unit: str) -> float:
    number = parse_number(written, field=label, unit=unit)
    fitting = int(number) if number.is_integer() and accepted.holds(int(number)) else number
    if not accepted.holds(fitting):
        message = _("{label} takes {wants}.").format(label=label, wants=accepted.wants())
        raise InputError([Problem(label, message)])
    return fitting
