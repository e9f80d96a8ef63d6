"""Drawings: a module under ``static`` as a Streamlit component.

What is dragged or lit is drawn by the browser. As for the stage, the component's own script is three
lines, and the modules have an address that changes with them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from nnviz.core.assets import asset_address

__all__ = ["mount_drawing"]

SCRIPT = """
export default async function (component) {{
  const {{ mount }} = await import(new URL("{address}", document.baseURI));
  return mount(component);
}}
"""


@functools.cache
def _component(module: str) -> Any:
    script = SCRIPT.format(address=asset_address(f"{module}.js"))
    return st.components.v2.component(f"nnviz_{module.replace('/', '_')}", js=script)


def mount_drawing(module: str, key: str, data: Mapping[str, Any], on_change: Callable[[], None] | None = None) -> None:
    """Show a drawing.

    Parameters
    ----------
    module : str
        Name of a module under ``static``, as in ``"neuron/firing"``, that exports ``mount(component)``.
    key : str
        Key of the component; what the browser sends is at ``st.session_state[key]["change"]``.
    data : mapping
        What JSON can hold: texts, numbers, lists of them.
    on_change : callable or None
        Called when the browser sends something with ``setTriggerValue("change", ...)``.
    """
    listener = {} if on_change is None else {"on_change_change": on_change}
    _component(module)(key=key, data=dict(data), **listener)
