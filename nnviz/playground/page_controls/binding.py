"""Widgets bound to the set-up: each shows the value of a field and, when used, makes a new set-up.

The set-up is the one truth. A widget that shows something else is replaced by one that shows it, so that the widgets
follow presets, links and refused changes. Ranges and choices come from what the field accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import numpy as np
import streamlit as st

from nnviz.core.accepts import Accepts, Choice, Number, Whole
from nnviz.core.edits import next_seed
from nnviz.core.i18n import _
from nnviz.core.spec import RunSpec
from nnviz.kit import changes, session
from nnviz.kit.widgets import bound_key, is_bound

__all__ = [
    "Change",
    "choose",
    "enter_number",
    "enter_whole",
    "labels_of",
    "render_seed",
    "slide_number",
    "slide_whole",
    "take",
    "widget_value",
]

Change = Callable[[RunSpec, Any], RunSpec]
"""Makes a new set-up from the current one and the widget's value."""


def widget_value(key: str) -> Any:
    """Return what was chosen in the widget with this key; None when nothing, or when another stands there by now."""
    return st.session_state[key] if is_bound(key) else None


def take(key: str, change: Change) -> None:
    """Take over the value of the widget with this key into the set-up."""
    value = widget_value(key)
    if value is not None:
        changes.change_run(lambda run: change(run, value))


def labels_of(registry: Mapping[str, Any]) -> Callable[[str], str]:
    """Return what shows the translated label of a registry's name."""
    return lambda name: _(registry[name].label)


def choose(
    name: str,
    label: str,
    value: str,
    accepted: Choice,
    change: Change,
    *,
    show: Callable[[str], str] | None = None,
    options: Sequence[str] | None = None,
    **widget: Any,
) -> None:
    """Offer the names of a registry, or only `options` of them."""
    names = list(accepted.names) if options is None else list(options)
    say = show or labels_of(accepted.names)
    key = bound_key(name, value, list(map(say, names)))
    st.selectbox(
        label,
        names,
        index=names.index(value),
        key=key,
        format_func=say,
        on_change=take,
        args=(key, change),
        **widget,
    )


def slide_whole(name: str, label: str, value: int, accepted: Whole, change: Change, **widget: Any) -> None:
    """Offer a whole number on a slider."""
    key = bound_key(name, value)
    st.slider(label, accepted.low, accepted.high, value, key=key, on_change=take, args=(key, change), **widget)


def enter_whole(name: str, label: str, value: int, accepted: Whole, change: Change, **widget: Any) -> None:
    """Offer a whole number to type or to step; one that is not accepted is refused by the set-up, in its words."""
    key = bound_key(name, value)
    st.number_input(label, value=value, step=1, key=key, on_change=take, args=(key, change), **widget)


def enter_number(name: str, label: str, value: float, accepted: Number, change: Change, **widget: Any) -> None:
    """Offer a number to type or to step; one that is not accepted is refused by the set-up, in its words."""
    key = bound_key(name, float(value))
    st.number_input(
        label,
        value=float(value),
        key=key,
        format="%g",
        on_change=take,
        args=(key, change),
        **widget,
    )


def slide_number(
    name: str, label: str, value: float, accepted: Accepts, change: Change, sensible: Sequence[float], **widget: Any
) -> None:
    """Offer `sensible` numbers on a slider, and the current one among them wherever it came from."""
    options = _keep_options(name, value, tuple(option for option in sensible if accepted.holds(option)))
    key = bound_key(name, value, list(map(_write, options)))
    st.select_slider(
        label,
        options,
        value,
        key=key,
        format_func=_write,
        on_change=take,
        args=(key, change),
        **widget,
    )


def _keep_options(name: str, value: float, sensible: tuple[float, ...]) -> tuple[float, ...]:
    """Return the numbers on a slider; one that was in use stays, as without it the slider would be another."""
    key = session.widget_key(f"{name}_options")
    before, options = st.session_state.get(key, ((), ()))
    if before != sensible or value not in options:
        options = tuple(sorted({*sensible, value}))
        st.session_state[key] = (sensible, options)
    return cast("tuple[float, ...]", options)


def _write(number: float) -> str:
    """Return a number on a slider without an exponent, as the field for numbers beside it does."""
    return _("off") if number == 0 else np.format_float_positional(number, trim="-")


def render_seed(
    name: str, label: str, read: Callable[[RunSpec], int], accepted: Whole, change: Change, about: str
) -> None:
    """Offer a seed to type, and a button that takes the one after that which `read` finds, click after click."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", wrap=False):
        enter_whole(name, label, read(session.setup().run), accepted, change, help=about)
        st.button(
            _("New"),
            key=session.widget_key(f"new_{name}"),
            icon=":material/casino:",
            help=_("Take the next seed"),
            on_click=changes.change_run,
            args=(lambda run: change(run, next_seed(read(run))),),
        )
