"""Uncertainty in a browser: a place by mouse and by keyboard, its histogram, and dropout that is added."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessibility import violations, wait_until_drawn

PHONE = {"width": 390, "height": 844}


def opened(visit, **options) -> Page:
    page = visit("uncertainty", **options)
    expect(drawing(page)).to_have_attribute("data-passes", "50")
    wait_until_drawn(page)
    return page


def drawing(page: Page) -> Locator:
    return page.get_by_test_id("uncertainty")


def counted(page: Page) -> str:
    return page.get_by_test_id("answer-0").inner_text()


def test_a_click_counts_the_answers_there_and_pointing_reads_the_map(visit):
    page = opened(visit)
    before = counted(page)
    chart = drawing(page).locator("svg").first
    box = chart.bounding_box()
    corner = {"x": box["width"] * 0.8, "y": box["height"] * 0.15}
    chart.hover(position=corner)
    expect(page.get_by_test_id("said")).to_contain_text(re.compile(r"x₁ = \d.*Class 1 \d\.\d\d ± \d\.\d\d"))
    chart.click(position=corner)
    expect(drawing(page)).not_to_have_attribute("data-place", "0.0000,0.0000")
    assert counted(page) != before
    expect(drawing(page).locator(".strip rect")).to_have_count(20)


def test_a_place_is_chosen_by_keyboard_and_passes_are_added(visit):
    page = opened(visit)
    page.get_by_test_id("place-1").focus()
    page.keyboard.press("Home")
    expect(drawing(page)).to_have_attribute("data-place", re.compile(r"^0\.0000,-3\."))
    page.get_by_role("slider", name="Passes n").focus()
    page.keyboard.press("ArrowRight")
    expect(drawing(page)).to_have_attribute("data-passes", "55")
    expect(page.get_by_test_id("counts")).to_contain_text("answers of 55 passes")


def test_dropout_is_added_to_the_playgrounds_network(visit):
    page = opened(visit)
    page.get_by_text("From the playground").click()
    expect(page.get_by_text("This network has no dropout")).to_be_visible()
    page.get_by_role("button", name="Add dropout").click()
    expect(drawing(page)).to_have_attribute("data-passes", "50")
    expect(page.get_by_text("has not been trained yet")).to_be_visible()


def test_everybody_can_use_it(visit):
    assert violations(opened(visit, lang="en")) == []


def test_everybody_can_use_it_in_hindi_and_on_a_phone(visit):
    page = opened(visit, lang="hi", profile={"color_scheme": "dark"})
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    expect(page.get_by_test_id("stMain")).to_have_css("width", f"{PHONE['width']}px")
    drawing(page).locator("svg").nth(1).click()
    expect(page.get_by_test_id("counts")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth") == 0
