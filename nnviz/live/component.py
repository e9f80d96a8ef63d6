"""The stage as a Streamlit component: bytes go in, requests come out.

The component's own script is three lines; the browser fetches the modules under ``static/live`` once
and keeps them. (A script given inline would travel with every packet.)
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from nnviz.core.assets import asset_address

__all__ = ["StageKind", "mount_stage", "read_sent"]

StageKind = Literal["whole", "small"]

SCRIPT = """
export default async function (component) {{
  const {{ mount }} = await import(new URL("{address}", document.baseURI));
  return mount(component, "{kind}");
}}
"""


@functools.cache
def _component(kind: StageKind) -> Any:
    # The browser keeps one stage for each name of a component.
    script = SCRIPT.format(address=asset_address("live/main.js"), kind=kind)
    return st.components.v2.component(f"nnviz_stage_{kind}", js=script)


def mount_stage(kind: StageKind, key: str, packet: bytes, on_request: Callable[[], None]) -> None:
    """Show a stage with `packet`; `on_request` is called when the browser asks for something."""
    _component(kind)(key=key, data=packet, on_request_change=on_request)


def read_sent(key: str) -> Any:
    """Return what the browser sent with its request; None when it sent none."""
    state = st.session_state.get(key)
    return None if state is None else state.get("request")
