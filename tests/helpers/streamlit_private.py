"""What the tests rely on in Streamlit 1.67 although Streamlit does not document it, in one place.

The names of a page's parts, the messages between browser and server, and what AppTest keeps to itself. Should one go,
tests fail here and in ``tests/kit/test_streamlit_assumptions.py``, each for itself: so what is not documented is
imported where it is used. What nnviz itself relies on is in ``nnviz/kit/streamlit_private.py``.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

SAME_INSTANT = "Multiple different fragmentIds detected in a single batch"
"""What the browser's console says when a widget and the stage send in the same instant; the page heals that itself."""


class Part(StrEnum):
    """Parts of a page, by the test ids that Streamlit gives them."""

    ALERT = "stAlert"
    APP = "stApp"
    BUTTON_GROUP = "stButtonGroup"
    CAPTION_CONTAINER = "stCaptionContainer"
    CODE = "stCode"
    ELEMENT_CONTAINER = "stElementContainer"
    EXPAND_SIDEBAR_BUTTON = "stExpandSidebarButton"
    FORM = "stForm"
    FORM_SUBMIT_BUTTON = "stFormSubmitButton"
    HEADER = "stHeader"
    MAIN = "stMain"
    PLOTLY_CHART = "stPlotlyChart"
    PROGRESS = "stProgress"
    RADIO_GROUP = "stRadioGroup"
    SIDEBAR = "stSidebar"
    SIDEBAR_NAV_LINK = "stSidebarNavLink"
    TEXT_INPUT = "stTextInput"
    TOAST = "stToast"
    TOOLTIP_CONTENT = "stTooltipContent"
    TOP_NAV = "stTopNav"
    TOP_NAV_DROPDOWN_LINK = "stTopNavDropdownLink"
    TOP_NAV_POPOVER = "stTopNavPopover"
    TOP_NAV_SECTION = "stTopNavSection"


def wait_for_run(page: Page) -> None:
    """Wait until no script runs."""
    expect(page.get_by_test_id(Part.APP)).to_have_attribute("data-test-script-state", "notRunning")


def expect_nothing_faded(page: Page) -> None:
    """Wait until no element is faded because the script has not come to it yet."""
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


# The messages between the browser and the server.


def is_stream(address: str) -> bool:
    """Return whether an address is that of the socket on which browser and server talk."""
    return "/_stcore/stream" in address


def read_request(message: bytes) -> Any:
    """Return what the browser asks a script to be run for; None when it asks for something else."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    asked = BackMsg.FromString(message)
    return asked.rerun_script if asked.HasField("rerun_script") else None


def ends_run(message: bytes) -> bool:
    """Return whether a message of the server is the last one of a run."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    return ForwardMsg.FromString(message).HasField("script_finished")


def streamlits_html() -> str:
    """Return the HTML that Streamlit serves for each page."""
    from streamlit import file_util

    return Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")


# What AppTest keeps to itself.


def let_app_run_for_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make AppTest run ``app.py`` for each page, as the server does once it is warm.

    AppTest forgets before each run that the application has its own navigation; here it forgets so for
    a class that nobody asks.
    """
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.testing.v1 import app_test

    class Forgetful(PagesManager):
        pass

    monkeypatch.setattr(app_test, "PagesManager", Forgetful)
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)


def look_through_packages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for Streamlit components among the installed packages once: each AppTest spent most of its time on it."""
    from streamlit.components.v2 import manifest_scanner

    found = cache(manifest_scanner.scan_component_manifests)
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", found)


def sent_to(app, kind: str) -> list[Any]:
    """Return what the server sent to each element of a kind, in the page's order."""
    return [sent_to_element(element) for element in app.get(kind)]


def sent_to_element(element) -> Any:
    """Return what the server sent to an element that AppTest found."""
    return element.proto


def sent_to_components(app, name: str) -> list[Any]:
    """Return what the server sent to each component called `name`, in the page's order."""
    return [sent for sent in sent_to(app, "bidi_component") if sent.component_name == name]


def send_trigger(app, component_id: str, name: str, value: object) -> None:
    """Run the page after a component has sent a value with the trigger `name`."""
    from streamlit.components.v2.bidi_component.main import _make_trigger_id

    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _make_trigger_id(component_id, "events")
    state.json_trigger_value = json.dumps([{"event": name, "value": value}])
    app._run(states)
