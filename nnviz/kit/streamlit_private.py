"""What nnviz relies on in Streamlit 1.67 although Streamlit does not document it, in one place.

Each function degrades where the thing is missing: it says so once in the log and the page goes without. The
browser's half of this is ``static/streamlit/``. ``tests/kit/test_streamlit_assumptions.py`` asserts each
assumption by itself, and docs/decisions.md lists them with what degrades.
"""

from __future__ import annotations

import functools
import json
from typing import Any, Protocol

import streamlit as st

__all__ = ["component_script", "read_trigger", "register_component"]


class MountComponent(Protocol):
    """Shows a component; the keyword ``on_NAME_change`` takes what is called when it sends the trigger NAME."""

    def __call__(self, *, key: str, data: Any, **listeners: Any) -> Any:
        """Show the component under `key`, with `data`: bytes, or what JSON can hold."""


def component_script(address: str, *arguments: Any) -> str:
    """Return the script of a component that hands itself over to ``mount`` of a module.

    Streamlit sends the script along with every change of the component's data, so it is short, and the module
    has an address of its own. It has more than one line: one line Streamlit takes for the name of a file.

    Parameters
    ----------
    address : str
        The module's, relative to the server's base.
    *arguments : what JSON can hold
        What ``mount`` is given after the component.
    """
    given = ", ".join(["component", *map(json.dumps, arguments)])
    return f"""
export default async function (component) {{
  const {{ mount }} = await import(new URL({json.dumps(address)}, document.baseURI));
  return mount({given});
}}
"""


@functools.cache
def register_component(name: str, script: str) -> MountComponent:
    """Make a component known to Streamlit, once for a process.

    Parameters
    ----------
    name : str
        The browser's side keeps what ``mount`` holds by this name.
    script : str
        See `component_script`.
    """
    mount: MountComponent = st.components.v2.component(name, js=script)
    return mount


def read_trigger(key: str, name: str) -> Any:
    """Return what the component under `key` sent with the trigger `name` in this run; None when it sent nothing."""
    state = st.session_state.get(key)
    return None if state is None else state.get(name)
