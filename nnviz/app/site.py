"""Serves the pages' HTML and warms the server up, before any script of the application runs.

Streamlit's browser side does not know the path its server lives under. On a page such as
``/playground`` it first asks ``/playground/_stcore/health``, is refused, and then asks the parent: a
round trip, and two errors in the console. The HTML that is served here tells it at once. A page with a
stage also names the stage's modules, so that they travel beside Streamlit's own and not after them.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager

from nnviz.app.server import tune_server
from nnviz.core.assets import asset_routes, import_addresses

__all__ = ["page_routes", "warm_up"]

PAGES_FOLDER = Path(__file__).parent.parent.parent / "pages"
# A page lies directly under the server's base, so the base is the page's folder, also under a prefix.
TELL_BASE = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>'


HOME = "home"
PAGES_WITH_STAGE = frozenset({"playground", "distributions"})


def page_routes() -> list[Route]:
    """Return a route for each file in ``pages/``, under the file's name, and one for the browser's half."""
    assets = asset_routes()  # before the pages, which name the addresses that these give
    names = sorted(page.stem for page in PAGES_FOLDER.glob("*.py") if page.stem != HOME)
    pages = [Route(f"/{name}", _page_server(name)) for name in names]
    return [*assets, Route(f"/{HOME}", _lead_home), *pages]


async def _lead_home(request: Request) -> RedirectResponse:
    """Lead to the server's base, where the first page lives; under its own name Streamlit does not find it."""
    query = request.url.query
    return RedirectResponse(f".?{query}" if query else ".")


def _page_server(name: str) -> Callable[[Request], Coroutine[Any, Any, HTMLResponse]]:
    index = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    preloads = "".join(f'<link rel="modulepreload" href="{address}">' for address in import_addresses("live/main.js"))
    head = TELL_BASE + (preloads if name in PAGES_WITH_STAGE else "")
    html = index.replace("<head>", "<head>" + head, 1)

    async def serve_page(_request: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return serve_page


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncGenerator[dict[str, Any] | None]:
    """Tune the server once it listens and before it answers."""
    tune_server()
    # What `st.navigation` does on its first call. Until then Streamlit takes each file in pages/ for a page that
    # runs without app.py, and a link to a page as the very first request would show that for a moment.
    PagesManager.uses_pages_directory = False
    yield None
