"""A field for an expression: ready ones to choose from, what was typed as it was read, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from nnviz.calculus.expressions import Reading, Tree, parse, read, to_latex, to_text
from nnviz.core.i18n import _
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.markdown import escape_markdown

__all__ = ["ask_expression"]

FIELD_WIDTH = 460
"""Pixels; an expression that is longer scrolls in its box."""


def ask_expression(
    label: str,
    name: str,
    variables: Sequence[str],
    first: str,
    presets: Sequence[str] = (),
    accept: Callable[[Tree], None] | None = None,
) -> Tree:
    """Show the field and return what is typed; when that can't be used, say why and return the last that could.

    Beside the field stands what was typed, typeset as it was read; below it, where another reading is usual too, a word
    on which was taken.

    Parameters
    ----------
    label : str
        What stands above the text box.
    name : str
        Unique in the application.
    variables : sequence of str
        The variables that may be typed.
    first : str
        What stands there at first.
    presets : sequence of str
        Ready expressions.
    accept : callable, optional
        Raises InputError for an expression that can be read but not used here.
    """
    key = session.widget_key(f"expression_{name}")
    kept = session.study().expressions
    if key not in st.session_state:
        st.session_state[key] = kept.get(name, first)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(label, key=key, width=FIELD_WIDTH)
        echo = st.container(width="content")
        if presets:
            _offer(name, key, presets)
    try:
        reading = read(text, variables, field=name)
        if accept is not None:
            accept(reading.tree)
    except InputError as error:
        last = parse(kept.get(name, first), variables, field=name)
        stays = _("The picture stays with {expression}.").format(expression=f"**{escape_markdown(to_text(last))}**")
        st.warning(f"{escape_markdown(str(error))} {stays}", icon=":material/info:")
        return last
    with echo:
        # In a line of text a long formula is wrapped; a block of its own would scroll, out of reach of the keyboard.
        st.markdown(f"${label} {to_latex(reading.tree)}$")
    _tell(reading)
    kept[name] = text
    return reading.tree


def _tell(reading: Reading) -> None:
    """Say where another reading is usual too."""
    for note in reading.notes:
        st.markdown(f":material/info: {escape_markdown(note)}")


def _offer(name: str, key: str, presets: Sequence[str]) -> None:
    chosen = session.widget_key(f"presets_{name}")
    st.session_state[chosen] = st.session_state[key] if st.session_state[key] in presets else None
    st.pills(_("Ready expressions"), list(presets), key=chosen, on_change=_take, args=(chosen, key), wrap=True)


def _take(chosen: str, key: str) -> None:
    """Write a ready expression into the text box."""
    if st.session_state[chosen]:
        st.session_state[key] = st.session_state[chosen]
