"""The seam between a page and what the browser draws: what a drawing is told, what it asks, and how that is read.

An exhibit names its module under ``static``, its payload, and the message that its drawing may send. Both are types:
``python -m tools.payloads`` writes them out for the JavaScript, so the two halves can't drift apart. What the
browser sends is read by one reader (`msgspec.convert`), which knows the message's type, lengths and ranges; anything
else is passed over. The browser's half of the seam is ``static/kit/drawing.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import msgspec
import streamlit as st

from nnviz.core.assets import asset_address
from nnviz.kit import session
from nnviz.kit.language import activate_language
from nnviz.kit.streamlit_private import component_script, read_trigger, register_component

__all__ = ["Exhibit", "read_message", "show_exhibit"]

P = TypeVar("P", bound=Mapping[str, Any])
M = TypeVar("M")

EVENT = "ask"
Seq = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]


class _Envelope(msgspec.Struct, frozen=True):
    """What travels from the browser: a message and its number; one that got lost is sent again under the same."""

    seq: Seq
    message: Any


@dataclass(frozen=True, slots=True)
class Exhibit(Generic[P, M]):
    """A drawing, as the two halves know it.

    Attributes
    ----------
    module : str
        Name of a module under ``static``, as in ``"neuron/firing"``, that exports ``mount(component)``.
    payload : type
        The `TypedDict` that the drawing is told.
    message : type or None
        What the drawing may ask: a frozen `msgspec.Struct`, or a union of tagged ones. None for one that asks nothing.
    """

    module: str
    payload: type[P]
    message: type[M] | None = None


def show_exhibit(
    exhibit: Exhibit[P, M], payload: P, key: str | None = None, on_message: Callable[[M], None] | None = None
) -> None:
    """Show a drawing, or tell the one that is there something new.

    Parameters
    ----------
    exhibit : Exhibit
    payload : mapping
        What the drawing is told; JSON can hold it.
    key : str or None
        Tells the exhibits of a page apart; needed where one is shown twice.
    on_message : callable or None
        Called with each message, before the script runs. The learner's language is spoken then.
    """
    name = session.widget_key(f"exhibit_{key or exhibit.module}")

    def answer() -> None:
        message = _take_message(exhibit, name)
        if message is not None and on_message is not None:
            activate_language()
            on_message(message)

    data = {"reply": st.session_state.get(_reply_key(name), 0), "payload": payload}
    listener = {} if on_message is None else {f"on_{EVENT}_change": answer}
    script = component_script(asset_address(f"{exhibit.module}.js"))
    register_component(f"nnviz_{exhibit.module.replace('/', '_')}", script)(key=name, data=data, **listener)


def read_message(exhibit: Exhibit[P, M], sent: object) -> M | None:
    """Return what the browser sent, if it is a message of this exhibit; None for anything else."""
    if exhibit.message is None:
        return None
    try:
        return msgspec.convert(sent, exhibit.message)
    except msgspec.ValidationError:
        return None


def _take_message(exhibit: Exhibit[P, M], name: str) -> M | None:
    """Return the message that has come, and note that it is answered; None for one that was answered before."""
    try:
        envelope = msgspec.convert(read_trigger(name, EVENT), _Envelope)
    except msgspec.ValidationError:
        return None
    if envelope.seq <= st.session_state.get(_reply_key(name), 0):
        return None
    st.session_state[_reply_key(name)] = envelope.seq
    return read_message(exhibit, envelope.message)


def _reply_key(name: str) -> str:
    return f"{name}_reply"
