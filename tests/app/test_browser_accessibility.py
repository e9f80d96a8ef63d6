"""No serious violation of WCAG that axe-core can find, on each page, light and dark, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import show_in
from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part


@pytest.mark.parametrize("lang", ["en", "hi"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home(keep_open, lang, scheme):
    page = keep_open("", lang=lang)
    show_in(page, scheme)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="1. ").first).to_be_visible()
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_practice(keep_open, lang, scheme):
    page = keep_open.anew("practice", lang=lang)
    show_in(page, scheme)
    panel = page.get_by_role("tabpanel").first
    panel.get_by_role("radiogroup").first.get_by_role("radio").first.check(force=True)
    panel.get_by_test_id(Part.FORM_SUBMIT_BUTTON).first.get_by_role("button").click()
    expect(panel.get_by_test_id(Part.ALERT).first).to_be_visible()
    wait_until_drawn(page)
    assert violations(page) == []


def open_playground(keep_open, lang: str, scheme: str) -> Stage:
    """Return the stage of a page that stays open, at its first weights."""
    page = keep_open("playground", lang=lang)
    show_in(page, scheme)
    stage = Stage.on(page)
    stage.begin_again()
    wait_until_drawn(page)
    return stage


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("en", "dark"), ("hi", "light")])
def test_playground(keep_open, lang, scheme):
    stage = open_playground(keep_open, lang, scheme)
    stage.play(beyond=20)
    stage.pause()
    assert violations(stage.page) == []
    stage.press("neuron-0-0")
    assert violations(stage.page) == []


@pytest.mark.parametrize("tab", ["Network", "Train"])
def test_tabs(keep_open, tab):
    stage = open_playground(keep_open, "en", "light")
    Sidebar(stage.page).tab(tab)
    assert violations(stage.page) == []
    Sidebar(stage.page).tab("Data")
