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

from nnviz.app.server import tune_server
from nnviz.core.assets import asset_routes, import_addresses
from nnviz.kit.streamlit_private import ignore_pages_folder, page_html

__all__ = ["page_routes", "warm_up"]

PAGES_FOLDER = Path(__file__).parent.parent.parent / "pages"
HOME = "home"
PAGES_WITH_STAGE = frozenset({"playground", "distributions"})


def page_routes() -> list[Route]:
    """Return a route for each file in ``pages/``, under the file's name, and one for the browser's half.

    Where Streamlit's own HTML is not found, Streamlit serves the pages itself.
    """
    assets = asset_routes()  # before the pages, which name the addresses that these give
    names = sorted(page.stem for page in PAGES_FOLDER.glob("*.py") if page.stem != HOME)
    pages = {name: page_html(_preloads() if name in PAGES_WITH_STAGE else "") for name in names}
    served = [Route(f"/{name}", _page_server(html)) for name, html in pages.items() if html]
    return [*assets, Route(f"/{HOME}", _lead_home), *served]


def _preloads() -> str:
    return "".join(f'<link rel="modulepreload" href="{address}">' for address in import_addresses("live/main.js"))


async def _lead_home(request: Request) -> RedirectResponse:
    """Lead to the server's base, where the first page lives; under its own name Streamlit does not find it."""
    query = request.url.query
    return RedirectResponse(f".?{query}" if query else ".")


def _page_server(html: str) -> Callable[[Request], Coroutine[Any, Any, HTMLResponse]]:
    async def serve_page(_request: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return serve_page


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncGenerator[dict[str, Any] | None]:
    """Tune the server once it listens and before it answers."""
    tune_server(serves=True)
    ignore_pages_folder()
    yield None
