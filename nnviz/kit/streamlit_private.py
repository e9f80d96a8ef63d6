"""What nnviz relies on in Streamlit 1.67 although Streamlit does not document it, in one place.

Each function degrades where the thing is missing: it says so once in the log and the page goes without. The
browser's half of this is ``static/streamlit/``. ``tests/kit/test_streamlit_assumptions.py`` asserts each
assumption by itself, and docs/decisions.md lists them with what degrades.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import json
import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import streamlit as st

from nnviz.core.assets import STATIC_FOLDER

__all__ = [
    "Place",
    "adapt_browser",
    "component_script",
    "goes_through_history",
    "ignore_pages_folder",
    "in_server",
    "page_html",
    "read_trigger",
    "register_component",
    "send_at_once",
]

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator as Place
else:
    # The name is for type checkers only, so nothing fails where it is gone.
    Place = Any

LOG = logging.getLogger("nnviz")
SCRIPTS = STATIC_FOLDER / "streamlit"


@functools.cache
def _warn(missing: str, consequence: str) -> None:
    LOG.warning("Streamlit no longer has %s: %s.", missing, consequence)


def _find(module: str, name: str, consequence: str) -> Any:
    """Return what `module` calls `name`; None, and a line in the log, where there is no such thing."""
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        _warn(f"{module}.{name}", consequence)
        return None


def in_server() -> bool:
    """Return whether this is a run of the script in a Streamlit server; else the server has still to be made."""
    exists = _find("streamlit.runtime", "exists", "whether a script runs is told by its thread")
    if exists is None:
        return threading.current_thread() is not threading.main_thread()
    return bool(exists())


def page_html(head: str) -> str | None:
    """Return the HTML that Streamlit serves for a page; None where it is not found.

    Parameters
    ----------
    head : str
        HTML that stands before everything else in its head, but for what tells Streamlit where its server is.
    """
    consequence = "the browser asks a page's own address for the server before it finds it"
    find_folder = _find("streamlit.file_util", "get_static_dir", consequence)
    if find_folder is None:
        return None
    index = Path(find_folder(), "index.html")
    before, tag, after = (index.read_text(encoding="utf-8") if index.is_file() else "").partition("<head>")
    if not tag:
        _warn("an index.html with a <head>", consequence)
        return None
    return f"{before}{tag}<script>{_script('base.js')}</script>{head}{after}"


def ignore_pages_folder() -> None:
    """Do what `st.navigation` does on its first call: let ``app.py`` run for every page.

    Until then Streamlit takes each file in ``pages/`` for a page that runs without ``app.py``, and a link to a
    page as the very first request would show that for a moment.
    """
    consequence = "a link to a page as the first request runs the page alone for a moment"
    manager = _find("streamlit.runtime.pages_manager", "PagesManager", consequence)
    if hasattr(manager, "uses_pages_directory"):
        manager.uses_pages_directory = False
    elif manager is not None:
        _warn("PagesManager.uses_pages_directory", consequence)


def goes_through_history() -> bool:
    """Return whether the learner brought this run about by Back or Forward."""
    consequence = "Back to one of the last addresses changes nothing but the address"
    find_context = _find("streamlit.runtime.scriptrunner", "get_script_run_ctx", consequence)
    context = None if find_context is None else find_context(suppress_warning=True)
    if context is None:
        return False
    if not hasattr(context, "is_history_navigation"):
        _warn("is_history_navigation in a run's context", consequence)
        return False
    return bool(context.is_history_navigation)


def adapt_browser(language: str) -> None:
    """Give the page its style sheet, keep the browser's history short, and say in which language the page is.

    Streamlit's own page says it is English, also to screen readers.
    """
    st.html(SCRIPTS / "page.css")
    name_language = f"document.documentElement.lang = {json.dumps(language)};"
    scripts = "\n".join([name_language, _script("history.js"), _script("looks.js")])
    st.html(f"<script>{scripts}</script>", unsafe_allow_javascript=True)


@functools.cache
def _script(name: str) -> str:
    return (SCRIPTS / name).read_text(encoding="utf-8")


def send_at_once(*, serves: bool) -> None:
    """Switch Nagle's algorithm off on the process's TCP sockets.

    Streamlit binds its listening socket with protocol 0, which asyncio does not take for TCP, so
    asyncio leaves Nagle's algorithm on. A connection inherits the option from the socket it was
    accepted on; the ones that are open already are set by hand.

    Parameters
    ----------
    serves : bool
        Whether the server listens, so that there is a socket to be found.
    """
    found = list(_tcp_sockets())
    for tcp_socket in found:
        # A socket closed meanwhile by the thread that owns it needs nothing any more.
        with contextlib.suppress(OSError):
            tcp_socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if serves and not found:
        _warn("a TCP socket that can be found", "an answer to the stage may wait for 40 ms")


def _tcp_sockets() -> Iterator[socket.socket]:
    # The collector knows every socket on every system. `type` and not `isinstance`, since the latter
    # asks the object for its class, and lazy proxies answer by importing what they stand for.
    for thing in gc.get_objects():
        if issubclass(type(thing), socket.socket) and thing.type == socket.SOCK_STREAM and _is_internet(thing):
            yield thing


def _is_internet(found: socket.socket) -> bool:
    return found.family in {socket.AF_INET, socket.AF_INET6}


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
