"""Partial derivatives in a browser: the point that is dragged, the slice, and the way downhill."""

from __future__ import annotations

import re

import pytest
import torch
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations, wait_until_drawn

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NAMES = ("x", "y")


def open_partial(visit, **options) -> Page:
    page = visit("calculus", **({"lang": "en"} | options))
    expect(page.get_by_test_id("partial-verdict")).to_have_class(re.compile("agree"))
    return page


def number(page: Page, name: str) -> float:
    return float(page.get_by_test_id(f"partial-{name}").inner_text().replace("−", "-"))


def place(page: Page) -> list[float]:
    sliders = (page.get_by_test_id(f"partial-{name}") for name in NAMES)
    return [float(one.get_attribute("aria-valuetext").split("= ")[1].replace("−", "-")) for one in sliders]


def type_function(page: Page, text: str) -> None:
    field = page.get_by_label("f(x, y) =", exact=True).first
    field.fill(text)
    field.press("Enter")


def test_the_point_is_dragged_and_the_gradient_is_that_of_autograd(visit):
    page = open_partial(visit)
    page.get_by_test_id("partial-map").scroll_into_view_if_needed()
    box = page.get_by_test_id("partial-map").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.25, steps=4)
    x, y = (torch.tensor(at, dtype=torch.float64, requires_grad=True) for at in place(page))
    (x**2 + y**2).backward()
    assert x < 0 < y
    assert number(page, "dx") == pytest.approx(x.grad.item(), abs=1e-6)
    assert number(page, "dy") == pytest.approx(y.grad.item(), abs=1e-6)

    page.mouse.up()
    expect(page.get_by_test_id("partial-verdict")).to_have_class(re.compile("agree"))
    expect(page.get_by_test_id("partial").get_by_text("torch.autograd: −").first).to_be_visible()


def test_the_keyboard_moves_the_point_and_chooses_the_slice(visit):
    page = open_partial(visit)
    page.get_by_test_id("partial-map").focus()
    page.keyboard.press("ArrowUp")
    assert place(page) == pytest.approx([1.5, 1.1])
    page.get_by_test_id("partial-hold-x").press("Enter")
    expect(page.get_by_test_id("partial-hold-x")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("partial").locator("tr.lit")).to_contain_text("∂f/∂y")


def test_a_step_downhill_goes_against_the_gradient_and_can_go_too_far(visit):
    page = open_partial(visit)
    page.get_by_test_id("partial-step").click()
    assert place(page) == pytest.approx([1.5 - 0.1 * 3, 1.0 - 0.1 * 2])
    expect(page.get_by_test_id("partial-told")).to_have_text("Step 1: f falls from 3.25 to 2.08.")

    page.get_by_test_id("partial-back").click()
    assert place(page) == [1.5, 1.0]
    page.get_by_test_id("partial-rate").fill("0.3")
    page.get_by_test_id("partial-step").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("too far! f grew from 3.25")
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()


def test_played_it_comes_to_level_ground(visit):
    page = open_partial(visit)
    page.get_by_test_id("partial-rate").fill("-0.35")
    page.get_by_test_id("partial-play").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("level ground")
    point, image = page.get_by_test_id("partial-point"), page.locator("[data-testid=partial-map] image")
    for across, size in (("x", "width"), ("y", "height")):
        middle = float(image.get_attribute(across)) + float(image.get_attribute(size)) / 2
        assert float(point.get_attribute(f"c{across}")) == pytest.approx(middle, abs=0.1)
    expect(page.get_by_test_id("partial-play")).to_have_text("Play")


def test_where_there_is_no_slope_the_page_says_so(visit):
    page = open_partial(visit)
    type_function(page, "sqrt(x - 2) + y")
    expect(page.get_by_test_id("partial-verdict")).to_have_text(
        "f(x, y) is not a finite number here, so it has no slope."
    )
    page.get_by_test_id("partial-step").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("There is no slope to follow")

    type_function(page, "x + y + w")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("w")
    expect(page.get_by_test_id("partial-dx")).to_have_text("–")


def test_on_a_phone_it_fits(visit):
    page = open_partial(visit, lang="hi", profile=PHONE)
    assert page.get_by_test_id("partial").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_in_hindi_and_in_the_dark_there_is_no_serious_violation(visit):
    page = open_partial(visit, lang="hi", profile={"color_scheme": "dark"})
    wait_until_drawn(page)
    assert violations(page) == []
