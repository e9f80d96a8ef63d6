"""Gives files to a page as the browser does; AppTest runs no JavaScript, so what it would send is sent here."""

from __future__ import annotations

import base64
import itertools

from tests.helpers.drawings import components_of, data_of
from tests.helpers.drawings import send as send_value

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
    return send_value(app, component(app), "change", sent, lang=shown(app)["lang"])


def give(app, content, name):
    """Run the page after a file was given to it."""
    return send(app, kind="file", name=name, content=base64.b64encode(content).decode())
