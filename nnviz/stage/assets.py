"""The stage's modules as the browser gets them: under an address that changes with them.

A module imports its neighbours by relative address. So the mark of the version stands in the path and not
behind a question mark: one address then names one set of modules that fit together, and a browser may
keep them for ever.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

__all__ = ["module_addresses", "stage_address", "stage_routes"]

STAGE_FOLDER = Path(__file__).parent.parent.parent / "static" / "stage"
FOREVER = "public, max-age=31536000, immutable"


class _Serving:
    """Whether this process serves `stage_routes`; a host that runs ``app.py`` as a plain script does not."""

    versioned = False


@functools.lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted(STAGE_FOLDER.iterdir()):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def stage_address() -> str:
    """Return the address of the stage's first module, relative to the server's base."""
    if _Serving.versioned:
        return f"app/stage/{_version()}/main.js"
    return f"app/static/stage/main.js?v={_version()}"


def module_addresses() -> list[str]:
    """Return the addresses of all modules, so that a page can ask for them before one names the next."""
    return [f"app/stage/{_version()}/{file.name}" for file in sorted(STAGE_FOLDER.glob("*.js"))]


def stage_routes() -> list[Route]:
    """Return the route that serves the modules and the style sheet under the current version."""
    files = {file.name: file for file in STAGE_FOLDER.iterdir()}

    async def serve_file(request: Request) -> FileResponse:
        file = files.get(request.path_params["name"])
        if file is None or request.path_params["version"] != _version():
            raise HTTPException(404)
        return FileResponse(file, headers={"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"})

    _Serving.versioned = True
    return [Route("/app/stage/{version}/{name}", serve_file)]
