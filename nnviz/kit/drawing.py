"""Drawings: a module under ``static`` as a Streamlit component.

What is dragged or lit is drawn by the browser. As for the stage, the modules have an address that
changes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nnviz.core.assets import asset_address
from nnviz.kit.streamlit_private import component_script, register_component

__all__ = ["mount_drawing"]


def mount_drawing(module: str, key: str, data: Mapping[str, Any], on_change: Callable[[], None] | None = None) -> None:
    """Show a drawing.

    Parameters
    ----------
    module : str
        Name of a module under ``static``, as in ``"neuron/firing"``, that exports ``mount(component)``.
    key : str
        Key of the component; `read_trigger` gives what the browser sends with "change".
    data : mapping
        What JSON can hold: texts, numbers, lists of them.
    on_change : callable or None
        Called when the browser sends something with ``setTriggerValue("change", ...)``.
    """
    listener = {} if on_change is None else {"on_change_change": on_change}
    script = component_script(asset_address(f"{module}.js"))
    register_component(f"nnviz_{module.replace('/', '_')}", script)(key=key, data=dict(data), **listener)
