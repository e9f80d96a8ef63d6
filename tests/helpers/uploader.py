"""Gives files to a page as the browser does; AppTest runs no JavaScript, so what it would send is sent here."""

from __future__ import annotations

import base64

from nnviz.kit.session import SETUP
from tests.helpers.drawings import ask, data_of

UPLOADER = "kit/uploader"


def shown(app):
    """Return what the uploader was told to show."""
    return data_of(app, UPLOADER)


def send(app, **message):
    """Run the page after its uploader sent something."""
    return ask(app, UPLOADER, message, lang=app.session_state[SETUP].view.lang or "en")


def give(app, content, name):
    """Run the page after a file was given to it."""
    return send(app, kind="file", name=name, content=base64.b64encode(content).decode())
