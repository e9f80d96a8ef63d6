"""Drawings of the chapters: a module under ``static/lessons`` as a Streamlit component.

What is dragged or lit is drawn by the browser. As for the stage, the component's own script is three
lines, and the modules have an address that changes with them. Modules of a chapter may import those of
the stage (``../stage/dom.js``), so both folders stand side by side under one version.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

__all__ = ["drawing_address", "drawing_routes", "mount_drawing"]

STATIC_FOLDER = Path(__file__).parent.parent.parent / "static"
FOLDERS = ("lessons", "stage")
FOREVER = "public, max-age=31536000, immutable"
SCRIPT = """
export default async function (component) {{
  const {{ mount }} = await import(new URL("{address}", document.baseURI));
  return mount(component);
}}
"""


class _Serving:
    """Whether this process serves `drawing_routes`; a host that runs ``app.py`` as a plain script does not."""

    versioned = False


@functools.lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    return {f"{folder}/{file.name}": file for folder in FOLDERS for file in sorted((STATIC_FOLDER / folder).iterdir())}


@functools.lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for name, file in _files().items():
        digest.update(name.encode() + file.read_bytes())
    return digest.hexdigest()


def drawing_address(module: str) -> str:
    """Return the address of ``static/lessons/<module>.js``, relative to the server's base."""
    if _Serving.versioned:
        return f"app/drawings/{_version()}/lessons/{module}.js"
    return f"app/static/lessons/{module}.js?v={_version()}"


def drawing_routes() -> list[Route]:
    """Return the route that serves the modules and style sheets under the current version."""

    async def serve_file(request: Request) -> FileResponse:
        file = _files().get(f"{request.path_params['folder']}/{request.path_params['name']}")
        if file is None or request.path_params["version"] != _version():
            raise HTTPException(404)
        return FileResponse(file, headers={"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"})

    _Serving.versioned = True
    return [Route("/app/drawings/{version}/{folder}/{name}", serve_file)]


@functools.cache
def _component(module: str) -> Any:
    script = SCRIPT.format(address=drawing_address(module))
    return st.components.v2.component(f"nnviz_{module}", js=script)


def mount_drawing(module: str, key: str, data: Mapping[str, Any], on_change: Callable[[], None] | None = None) -> None:
    """Show a drawing of a chapter.

    Parameters
    ----------
    module : str
        Name of a module in ``static/lessons`` that exports ``mount(component)``.
    key : str
        Key of the component; what the browser sends is at ``st.session_state[key]["change"]``.
    data : mapping
        What JSON can hold: texts, numbers, lists of them.
    on_change : callable or None
        Called when the browser sends something with ``setTriggerValue("change", ...)``.
    """
    listener = {} if on_change is None else {"on_change_change": on_change}
    _component(module)(key=key, data=dict(data), **listener)
