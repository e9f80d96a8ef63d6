"""Keys on a page opened from the menu: Space plays for those who came by mouse, and a keyboard keeps its place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part


def section(page: Page, name: str) -> Locator:
    return page.get_by_test_id(Part.TOP_NAV).get_by_role("button", name=name)


def entry(page: Page, name: str) -> Locator:
    return page.get_by_test_id(Part.TOP_NAV_DROPDOWN_LINK).filter(has_text=name)


@pytest.mark.parametrize(("menu", "name"), [("Play", "Playground"), ("See inside", "Distributions")])
def test_space_plays_on_a_page_opened_by_mouse(visit, menu, name):
    page = visit("home")
    section(page, menu).click()
    entry(page, name).click()
    stage = Stage.on(page)
    stage.key("Space")
    stage.wait_for_state("running")
    expect(page.get_by_test_id(Part.TOP_NAV_POPOVER)).to_have_count(0)


def test_space_opens_the_menu_again_for_those_who_opened_the_page_by_keyboard(visit):
    page = visit("home")
    section(page, "Play").focus()
    page.keyboard.press("Enter")
    expect(entry(page, "Home")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(entry(page, "Playground")).to_be_focused()
    page.keyboard.press("Enter")
    stage = Stage.on(page)
    expect(section(page, "Play")).to_be_focused()
    stage.key("Space")
    expect(entry(page, "Home")).to_be_visible()
    stage.wait_for_state("idle")
