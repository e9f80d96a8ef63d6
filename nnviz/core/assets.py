"""The browser's half as the browser gets it: modules and style sheets under an address that changes with them.

A module imports its neighbours by relative address. So the mark of the version stands in the path and not
behind a question mark: one address then names one set of modules that fit together, and a browser may
keep them for ever. All folders under ``static/`` share one version, so a module has one address, whoever
imports it.
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

__all__ = ["STATIC_FOLDER", "asset_address", "asset_routes", "import_addresses"]

STATIC_FOLDER = Path(__file__).parent.parent.parent / "static"
SUFFIXES = (".js", ".css")
FOREVER = "public, max-age=31536000, immutable"
IMPORT = re.compile(r'^(?:import|export)\b[^"();]*"(\.{1,2}/[^"]+)"', re.MULTILINE)


class _Serving:
    """Whether this process serves `asset_routes`; a host that runs ``app.py`` as a plain script does not."""

    versioned = False


@functools.lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """Return what is served, by its name relative to ``static/``."""
    found = sorted(file for file in STATIC_FOLDER.rglob("*") if file.suffix in SUFFIXES)
    return {file.relative_to(STATIC_FOLDER).as_posix(): file for file in found}


@functools.lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for name, file in _files().items():
        digest.update(name.encode() + file.read_bytes())
    return digest.hexdigest()


def asset_address(name: str) -> str:
    """Return the address of ``static/<name>``, relative to the server's base.

    Raises
    ------
    KeyError
        When there is no such module or style sheet.
    """
    if name not in _files():
        raise KeyError(f"static/{name} is no module or style sheet")
    return f"app/assets/{_version()}/{name}" if _Serving.versioned else f"app/static/{name}?v={_version()}"


def import_addresses(name: str) -> list[str]:
    """Return the addresses of a module and of all that it imports, so that a page can ask for them at once."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.append(module)
            source = _files()[module].read_text(encoding="utf-8")
            waiting += [posixpath.normpath(posixpath.join(module, "..", near)) for near in IMPORT.findall(source)]
    return [asset_address(module) for module in sorted(found)]


def asset_routes() -> list[Route]:
    """Return the route that serves modules and style sheets under the current version."""

    async def serve_file(request: Request) -> FileResponse:
        file = _files().get(request.path_params["name"])
        if file is None or request.path_params["version"] != _version():
            raise HTTPException(404)
        return FileResponse(file, headers={"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"})

    _Serving.versioned = True
    return [Route("/app/assets/{version}/{name:path}", serve_file)]
