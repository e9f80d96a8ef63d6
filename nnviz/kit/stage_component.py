"""The stage as a Streamlit component: bytes go in, requests come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from nnviz.core.assets import asset_address
from nnviz.kit.streamlit_private import component_script, read_trigger, register_component

__all__ = ["StageKind", "mount_stage", "read_sent"]

StageKind = Literal["whole", "small"]
REQUEST = "request"


def mount_stage(kind: StageKind, key: str, packet: bytes, on_request: Callable[[], None]) -> None:
    """Show a stage with `packet`; `on_request` is called when the browser asks for something."""
    script = component_script(asset_address("live/main.js"), kind)
    # The browser keeps one stage for each name of a component.
    register_component(f"nnviz_stage_{kind}", script)(key=key, data=packet, on_request_change=on_request)


def read_sent(key: str) -> Any:
    """Return what the browser sent with its request; None when it sent none."""
    return read_trigger(key, REQUEST)
