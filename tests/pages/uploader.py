"""Gives files to a page as the browser does; AppTest runs no JavaScript, so what it would send is sent here."""

from __future__ import annotations

import base64
import contextvars
import itertools
import json

from streamlit.components.v2.bidi_component.main import _make_trigger_id

from nnviz.i18n import activate

SEQ = itertools.count(1)


def component(app, name="uploader"):
    """Return the one component of a name on a page, as the server sent it."""
    (found,) = [one for one in app.get("bidi_component") if one.proto.component_name == f"nnviz_{name}"]
    return found.proto


def shown(app):
    """Return what the uploader was told to show."""
    return json.loads(component(app).json)


def send(app, **sent):
    """Run the page after its uploader sent something."""
    return send_raw(app, {"seq": next(SEQ), **sent})


def send_raw(app, sent):
    # AppTest looks for what a widget shows among its options, which it names in the test's own language.
    return contextvars.copy_context().run(_send_raw, app, sent)


def _send_raw(app, sent):
    activate(shown(app)["lang"])
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _make_trigger_id(component(app).id, "events")
    state.json_trigger_value = json.dumps([{"event": "change", "value": sent}])
    app._run(states)
    assert not app.exception
    return app


def give(app, content, name):
    """Run the page after a file was given to it."""
    return send(app, kind="file", name=name, content=base64.b64encode(content).decode())
