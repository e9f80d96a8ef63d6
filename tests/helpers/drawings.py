"""What the server sent to the drawings of a page, as AppTest keeps it."""

from __future__ import annotations

import json
from typing import Any


def components_of(app, module: str) -> list[Any]:
    """Return the components of a page that show ``static/<module>.js``, in the page's order."""
    name = f"nnviz_{module.replace('/', '_')}"
    return [one.proto for one in app.get("bidi_component") if one.proto.component_name == name]


def all_data_of(app, module: str) -> list[dict[str, Any]]:
    """Return what was sent to each drawing that a module makes."""
    return [json.loads(component.json) for component in components_of(app, module)]


def data_of(app, module: str) -> dict[str, Any]:
    """Return what was sent to the one drawing that a module makes."""
    (data,) = all_data_of(app, module)
    return data
