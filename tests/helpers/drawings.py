"""What the server sent to the drawings of a page, as AppTest keeps it, and what they send back."""

from __future__ import annotations

import contextvars
import json
from typing import Any

from nnviz.core.i18n import activate
from tests.helpers.streamlit_private import send_trigger, sent_to_components


def components_of(app, module: str) -> list[Any]:
    """Return the components of a page that show ``static/<module>.js``, in the page's order."""
    return sent_to_components(app, f"nnviz_{module.replace('/', '_')}")


def all_data_of(app, module: str) -> list[dict[str, Any]]:
    """Return what was told to each drawing that a module makes."""
    sent = [json.loads(component.json) for component in components_of(app, module)]
    return [data.get("payload", data) for data in sent]


def data_of(app, module: str) -> dict[str, Any]:
    """Return what was told to the one drawing that a module makes."""
    (data,) = all_data_of(app, module)
    return data


def ask(app, module: str, message: object, *, lang: str = "en", place: int = 0):
    """Run the page after a drawing has asked something."""
    component = components_of(app, module)[place]
    reply = json.loads(component.json)["reply"]
    return send(app, component, "ask", {"seq": reply + 1, "message": message}, lang=lang)


def send(app, component, event: str, value: object, *, lang: str = "en"):
    """Run the page after a component has sent a value with an event."""
    # AppTest looks for what a widget shows among its options, which it names in the test's own language.
    return contextvars.copy_context().run(_send, app, component, event, value, lang)


def _send(app, component, event, value, lang):
    activate(lang)
    send_trigger(app, component.id, event, value)
    assert not app.exception
    return app
