"""Partial derivatives in a browser: the point that is dragged, the slice, and the way downhill."""

from __future__ import annotations

import re

import pytest
import torch
from playwright.sync_api import Page, expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import put_away_news, show_in, show_on_phone, sideways
from tests.helpers.streamlit_private import Part, wait_for_run

NAMES = ("x", "y")


def open_partial(keep_open, **options) -> Page:
    page = keep_open("calculus", **({"lang": "en"} | options))
    expect(page.get_by_test_id("partial-map")).to_be_visible()
    return page


def begin(page: Page) -> None:
    """Bring about what a visitor sees first: x² + y², the point where each function's point begins, η = 0.1."""
    type_function(page, "9x + y")
    expect(page.get_by_test_id("partial-dx")).to_have_text("9")
    type_function(page, "x^2 + y^2")
    expect(page.get_by_test_id("partial-dx")).to_have_text("3")
    page.get_by_test_id("partial-rate").fill("-1")
    expect(page.get_by_test_id("partial-verdict")).to_have_class(re.compile("agree"))
    assert place(page) == [1.5, 1.0]


def number(page: Page, name: str) -> float:
    return float(page.get_by_test_id(f"partial-{name}").inner_text().replace("−", "-"))


def place(page: Page) -> list[float]:
    sliders = (page.get_by_test_id(f"partial-{name}") for name in NAMES)
    return [float(slider.get_attribute("aria-valuetext").split("= ")[1].replace("−", "-")) for slider in sliders]


def type_function(page: Page, text: str) -> None:
    field = page.get_by_label("f(x, y) =", exact=True).first
    field.fill(text)
    field.press("Enter")


# The first test finds the experiment as it is at first.
def test_the_point_is_dragged_and_the_gradient_is_that_of_autograd(keep_open):
    page = open_partial(keep_open)
    expect(page.get_by_test_id("partial-verdict")).to_have_class(re.compile("agree"))
    expect(page.get_by_test_id("partial-rate")).to_have_value("-1")
    assert place(page) == [1.5, 1.0]
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


def test_the_keyboard_moves_the_point_and_chooses_the_slice(keep_open):
    page = open_partial(keep_open)
    begin(page)
    page.get_by_test_id("partial-map").focus()
    page.keyboard.press("ArrowUp")
    assert place(page) == pytest.approx([1.5, 1.1])
    page.get_by_test_id("partial-hold-y").click()
    expect(page.get_by_test_id("partial-hold-x")).to_have_attribute("aria-pressed", "false")
    page.get_by_test_id("partial-hold-x").press("Enter")
    expect(page.get_by_test_id("partial-hold-x")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("partial").locator("tr.lit")).to_contain_text("∂f/∂y")


def test_a_step_downhill_goes_against_the_gradient_and_can_go_too_far(keep_open):
    page = open_partial(keep_open)
    begin(page)
    page.get_by_test_id("partial-step").click()
    assert place(page) == pytest.approx([1.5 - 0.1 * 3, 1.0 - 0.1 * 2])
    expect(page.get_by_test_id("partial-told")).to_have_text("Step 1: f falls from 3.25 to 2.08.")

    page.get_by_test_id("partial-back").click()
    assert place(page) == [1.5, 1.0]
    page.get_by_test_id("partial-rate").fill("0.3")
    page.get_by_test_id("partial-step").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("too far! f grew from 3.25")
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()
    put_away_news(page)


def test_played_it_comes_to_level_ground(keep_open):
    page = open_partial(keep_open)
    begin(page)
    page.get_by_test_id("partial-rate").fill("-0.35")
    page.get_by_test_id("partial-play").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("level ground")
    point, image = page.get_by_test_id("partial-point"), page.locator("[data-testid=partial-map] image")
    for across, size in (("x", "width"), ("y", "height")):
        middle = float(image.get_attribute(across)) + float(image.get_attribute(size)) / 2
        assert float(point.get_attribute(f"c{across}")) == pytest.approx(middle, abs=0.1)
    expect(page.get_by_test_id("partial-play")).to_have_text("Play")


def test_a_rate_that_is_too_large_diverges(keep_open):
    page = open_partial(keep_open)
    type_function(page, "x^2 + 8y^2")
    expect(page.get_by_test_id("partial-dy")).to_have_text("16")
    page.get_by_test_id("partial-rate").fill("0")
    page.get_by_test_id("partial-play").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("it diverges")
    expect(page.get_by_test_id("partial-told")).to_contain_text("f grew from")
    expect(page.get_by_test_id("partial-verdict")).to_contain_text("outside the map")


def test_where_f_has_no_value_none_is_printed(keep_open):
    page = open_partial(keep_open)
    type_function(page, "1/(x - 1.5) + y")
    expect(page.get_by_test_id("partial-f")).to_have_text("–")


def test_where_there_is_no_slope_the_page_says_so(keep_open):
    page = open_partial(keep_open)
    type_function(page, "sqrt(x - 2) + y")
    expect(page.get_by_test_id("partial-verdict")).to_have_text("f has no value here, so it has no slope here.")
    wait_for_run(page)
    page.get_by_test_id("partial-step").click()
    expect(page.get_by_test_id("partial-told")).to_contain_text("There is no slope to follow")

    type_function(page, "x + y + w")
    expect(page.get_by_test_id(Part.ALERT).first).to_contain_text("w")
    expect(page.get_by_test_id("partial-dx")).to_have_text("–")


def test_in_hindi_and_in_the_dark_there_is_no_serious_violation(keep_open):
    page = open_partial(keep_open, lang="hi")
    expect(page.get_by_test_id("partial-verdict")).to_have_class(re.compile("agree"))
    show_in(page, "dark")
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_on_a_phone_it_fits(keep_open, lang):
    page = open_partial(keep_open, lang=lang)
    show_on_phone(page)
    assert sideways(page) == 0
    assert page.get_by_test_id("partial").evaluate("drawing => drawing.scrollWidth <= drawing.clientWidth")
