"""Uncertainty in a browser: a place by mouse and by keyboard, its histogram, and dropout that is added."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import show_in, show_on_phone, sideways


def opened(keep_open, lang: str = "en") -> Page:
    page = keep_open("uncertainty", lang=lang)
    expect(drawing(page)).to_be_visible()
    wait_until_drawn(page)
    return page


def drawing(page: Page) -> Locator:
    return page.get_by_test_id("uncertainty")


def counted(page: Page) -> str:
    return page.get_by_test_id("answer-0").inner_text()


def test_a_click_counts_the_answers_there_and_pointing_reads_the_map(keep_open):
    page = opened(keep_open)
    there, before = drawing(page).get_attribute("data-place"), counted(page)
    chart = drawing(page).locator("svg").first
    box = chart.bounding_box()
    corner = {"x": box["width"] * 0.8, "y": box["height"] * 0.15}
    chart.hover(position=corner)
    expect(page.get_by_test_id("said")).to_contain_text(re.compile(r"x₁ = \d.*Class 1 \d\.\d\d ± \d\.\d\d"))
    chart.click(position=corner)
    expect(drawing(page)).not_to_have_attribute("data-place", there)
    assert counted(page) != before
    expect(drawing(page).locator(".strip rect")).to_have_count(20)


def test_a_place_is_chosen_by_keyboard_and_passes_are_added(keep_open):
    page = opened(keep_open)
    x1 = drawing(page).get_attribute("data-place").split(",")[0]
    passes = int(drawing(page).get_attribute("data-passes"))
    page.get_by_test_id("place-1").focus()
    page.keyboard.press("Home")
    expect(drawing(page)).to_have_attribute("data-place", re.compile(rf"^{re.escape(x1)},-3\."))
    page.get_by_role("slider", name="Passes n").focus()
    page.keyboard.press("ArrowRight")
    expect(drawing(page)).to_have_attribute("data-passes", str(passes + 5))
    expect(page.get_by_test_id("counts")).to_contain_text(f"answers of {passes + 5} passes")


# A fresh visit: the playground's network has no dropout yet, and there are as many passes as at first.
def test_dropout_is_added_to_the_playgrounds_network(visit):
    page = visit("uncertainty")
    expect(drawing(page)).to_have_attribute("data-passes", "50")
    expect(drawing(page)).to_have_attribute("data-place", "0.0000,0.0000")
    page.get_by_text("From the playground").click()
    expect(page.get_by_text("This network has no dropout")).to_be_visible()
    page.get_by_role("button", name="Add dropout").click()
    expect(drawing(page)).to_have_attribute("data-passes", "50")
    expect(page.get_by_text("has not been trained yet")).to_be_visible()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_everybody_can_use_it_on_a_phone_too(keep_open, lang, scheme):
    page = opened(keep_open, lang)
    show_in(page, scheme)
    wait_until_drawn(page)
    assert violations(page) == []
    show_on_phone(page)
    drawing(page).locator("svg").nth(1).click()
    expect(page.get_by_test_id("counts")).to_be_visible()
    assert sideways(page) == 0
