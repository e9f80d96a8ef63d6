"""What the widgets on a page show: each is given its value as its default, and nothing is written into its state.

What a script writes into a widget's state goes to the browser, where the learner may be further by now. The default
must be given at each run: the browser can have forgotten a widget that the server still knows, as when the stage asks
for something while its tab is closed. It then shows the default, and sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from nnviz.kit import session

__all__ = ["bound_key", "is_bound", "kept_choice"]

BOUND = session.widget_key("bound")


@dataclass(slots=True)
class Bound:
    """The widget that stands for a field of the set-up.

    Attributes
    ----------
    key : str
    options : tuple of str
        What its options are called.
    renewed : int
        How many stood there before it.
    """

    key: str
    options: tuple[str, ...]
    renewed: int = 0


def bound_key(name: str, value: Any, options: Sequence[str] = ()) -> str:
    """Return the key under which the widget called `name` shows `value`, when that is its default too.

    Where it shows something else, or another page or tab stood there meanwhile, a new widget takes its place, under
    another key. Requests on their way still carry what the old one showed: under the same key Streamlit would take
    that for what the learner wants now.

    Parameters
    ----------
    name : str
    value : Any
    options : sequence of str
        What its options are called now. The browser names an option by these words, so there is a new widget when
        they change.
    """
    bound = _bound().get(name)
    if bound is None:
        bound = _bound()[name] = Bound(session.widget_key(name), tuple(options))
    elif not _shows(bound, value, tuple(options)):
        renewed = bound.renewed + 1
        bound = _bound()[name] = Bound(f"{session.widget_key(name)}#{renewed}", tuple(options), renewed)
    return bound.key


def kept_choice(key: str, options: Sequence[str], usual: str) -> str:
    """Return what the widget with this key shows of these options, else the usual one: its default at each run."""
    shown = st.session_state.get(key)
    return str(shown) if shown in options else usual


def is_bound(key: str) -> bool:
    """Return whether the widget with this key still stands in its place (see `bound_key`)."""
    return any(bound.key == key for bound in _bound().values())


def _bound() -> dict[str, Bound]:
    return cast("dict[str, Bound]", st.session_state.setdefault(BOUND, {}))


def _shows(bound: Bound, value: Any, options: tuple[str, ...]) -> bool:
    """Return whether a widget is there still and shows this value of these options."""
    return bound.options == options and bound.key in st.session_state and _is_same(st.session_state[bound.key], value)


def _is_same(shown: Any, value: Any) -> bool:
    """Return whether a widget that shows one value shows the other; several choices have no order."""
    if isinstance(shown, list) and isinstance(value, list):
        return sorted(shown) == sorted(value)
    return bool(shown == value)
