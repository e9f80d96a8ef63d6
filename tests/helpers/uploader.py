"""Gives files to a page as the browser does; AppTest runs no JavaScript, so what it would send is sent here."""

from __future__ import annotations

import base64
import contextvars
import itertools
import json

from streamlit.components.v2.bidi_component.main import _make_trigger_id

from nnviz.core.i18n import activate
from tests.helpers.drawings import components_of, data_of

SEQ = itertools.count(1)


def component(app):
    """Return the one uploader of a page, as the server sent it."""
    (found,) = components_of(app, "kit/uploader")
    return found


def shown(app):
    """Return what the uploader was told to show."""
    return data_of(app, "kit/uploader")


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
