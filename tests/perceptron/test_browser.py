"""The chapter on the perceptron in a browser: runs to their end, a cycle, drawn points, keys, two languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from nnviz.perceptron.exhibit import DOMAIN, ETAS
from nnviz.perceptron.rule import GATES, train_trace
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.printed import equations
from tests.helpers.screens import put_away_news, show_in, show_on_phone, sideways

TOUCH = {"has_touch": True}


def open_chapter(keep_open, lang: str = "en") -> Page:
    return keep_open("perceptron", profile=TOUCH, lang=lang)


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def begin(page: Page, gate: str) -> Locator:
    """Choose a gate, begin its run anew with η = 1, and return the experiment."""
    choose(page, gate)
    answers = [str(answer) for answer, *_place in GATES[gate.lower()]]
    expect(page.get_by_test_id("table").locator("td:nth-child(3)")).to_have_text(answers)
    page.get_by_test_id("rate").fill(str(ETAS.index(1.0)))
    page.get_by_test_id("pace").select_option("middle")
    page.get_by_test_id("moment").press("Home")
    root = page.get_by_test_id("perceptron")
    expect(root).to_have_attribute("data-state", "ready")
    expect(root).to_have_attribute("data-step", "0")
    expect(root).to_have_attribute("data-eta", "1")
    return root


def run_to_end(page: Page) -> None:
    page.get_by_test_id("pace").select_option("fast")
    page.get_by_test_id("play").click()


# The first test finds the experiment as it is at first.
def test_and_is_learnt_one_example_a_click_and_then_by_itself(keep_open):
    page = open_chapter(keep_open)
    root = page.get_by_test_id("perceptron")
    expect(root).to_have_attribute("data-state", "ready")
    page.get_by_test_id("next").click()
    expect(root).to_have_attribute("data-mistakes", "1")
    expect(page.get_by_test_id("sum")).to_contain_text("y − ŷ = 0 − 1 = −1")
    expect(page.get_by_test_id("sum")).to_contain_text("b: 0 → −1")
    page.get_by_test_id("back").click()
    expect(root).to_have_attribute("data-step", "0")

    run_to_end(page)
    expect(root).to_have_attribute("data-state", "solved")
    expect(page.get_by_test_id("counts")).to_contain_text("Mistakes: 11. Bound (R/γ)² ≈ (1.7321 / 0.2425)² ≈ 51.0.")
    expect(page.get_by_test_id("log").locator("tbody tr")).to_have_count(11)
    expect(page.get_by_text("These points need 11 mistakes; the bound allows 51.")).to_be_visible()


def test_xors_cycle_is_found_explained_and_counted(keep_open):
    page = open_chapter(keep_open)
    root = begin(page, "XOR")
    expect(page.get_by_test_id("table")).to_contain_text("✗")
    run_to_end(page)
    expect(root).to_have_attribute("data-state", "cycle")
    expect(page.get_by_test_id("status")).to_contain_text("just as they were at example 6")
    expect(page.get_by_role("heading", name="Why no line can do it")).to_be_visible()
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()
    expect(root).to_have_attribute("data-state", "cycle")
    put_away_news(page)


def test_a_line_outside_of_the_picture_is_spoken_of(keep_open):
    """Of each moment of XOR it is said whether there is a line and whether it is in the picture."""
    page = open_chapter(keep_open)
    begin(page, "XOR")
    unseen, line = page.get_by_test_id("unseen"), page.get_by_test_id("plane").locator("line.after")
    expect(unseen).to_have_text("w₁ and w₂ are 0, so there is no line: every point is taken for class 1.")
    outside = 0
    for example in train_trace(GATES["xor"], 1.0).examples:
        page.get_by_test_id("next").click()
        w1, w2, b = example.after
        corners = [w1 * x1 + w2 * x2 + b for x1 in DOMAIN for x2 in DOMAIN]
        if (w1, w2) == (0, 0):
            expect(unseen).to_contain_text("there is no line")
        elif min(corners) > 0 or max(corners) < 0:
            outside += 1
            label = int(max(corners) >= 0)
            expect(unseen).to_have_text(
                f"The line lies outside of this picture: here every point is taken for class {label}."
            )
            expect(line).to_have_count(0)
        else:
            expect(unseen).to_be_empty()
            expect(line).to_have_count(1)
    assert outside > 0


def test_the_hidden_layer_solves_xor(keep_open):
    page = open_chapter(keep_open)
    begin(page, "XOR")
    hidden = page.get_by_test_id("hidden")
    expect(hidden).to_have_attribute("data-right", "2")
    page.get_by_test_id("moment").focus()
    page.keyboard.press("End")
    expect(hidden).to_have_attribute("data-right", "4")


def test_keys_step_back_and_play(keep_open):
    page = open_chapter(keep_open)
    root = begin(page, "AND")
    page.get_by_test_id("next").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "2")
    page.keyboard.press("ArrowLeft")
    expect(root).to_have_attribute("data-step", "1")
    page.get_by_test_id("play").focus()
    page.keyboard.press("Space")
    expect(root).to_have_attribute("data-state", "running")
    page.keyboard.press("Space")
    expect(root).to_have_attribute("data-state", "paused")


def test_the_arrow_keys_work_wherever_the_mouse_was_but_not_in_a_field(keep_open):
    page = open_chapter(keep_open)
    root = begin(page, "AND")
    page.get_by_test_id("next").click()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "2")
    for place in (page.get_by_role("heading", level=1), page.get_by_test_id("plane"), page.get_by_test_id("log")):
        step = int(root.get_attribute("data-step"))
        place.click()
        page.keyboard.press("ArrowRight")
        expect(root).to_have_attribute("data-step", str(step + 1))
    page.get_by_test_id("rate").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-eta", "2")
    expect(root).to_have_attribute("data-step", "0")
    page.get_by_role("textbox", name="Your answer").first.focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "0")


@pytest.mark.parametrize("gate", ["AND", "XOR"])
def test_every_printed_sum_closes_with_the_printed_numbers(keep_open, gate):
    page = open_chapter(keep_open)
    begin(page, gate)
    page.get_by_test_id("rate").fill("0")
    found = []
    for _example in range(8):
        page.get_by_test_id("next").click()
        found += equations(page.get_by_test_id("sum").inner_text())
    assert len(found) >= 8 * 3
    assert [equation for equation in found if not equation.closes] == []


def test_points_are_placed_and_taken_out_by_mouse_and_by_keyboard(keep_open):
    page = open_chapter(keep_open)
    root = page.get_by_test_id("perceptron")
    choose(page, "Your own points")
    rows = page.get_by_test_id("table").locator("tbody tr")
    expect(rows).to_have_count(6)
    page.get_by_test_id("clear").click()
    expect(rows).to_have_count(0)
    expect(page.get_by_test_id("next")).to_be_disabled()
    plane = page.get_by_test_id("plane")
    plane.click(position={"x": 150, "y": 150})
    expect(rows).to_have_count(1)
    plane.click(position={"x": 150, "y": 150})
    expect(rows).to_have_count(0)

    plane.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("0.125")
    expect(root).to_have_attribute("data-state", "ready")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(0)


def test_after_a_click_into_the_plane_the_arrow_keys_walk_and_by_keyboard_they_draw(keep_open):
    page = open_chapter(keep_open)
    root = page.get_by_test_id("perceptron")
    choose(page, "Your own points")
    rows = page.get_by_test_id("table").locator("tbody tr")
    page.get_by_test_id("clear").click()
    expect(rows).to_have_count(0)
    page.get_by_test_id("plane").click(position={"x": 150, "y": 150})
    expect(rows).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "1")


def test_a_learning_rate_reaches_the_sums_and_the_code(keep_open):
    page = open_chapter(keep_open)
    root = begin(page, "AND")
    expect(page.get_by_text("eta = 1")).to_be_visible()
    page.get_by_test_id("rate").focus()
    page.keyboard.press("ArrowLeft")
    expect(root).to_have_attribute("data-eta", "0.5")
    expect(page.get_by_text("eta = 0.5")).to_be_visible()
    page.get_by_test_id("next").click()
    expect(page.get_by_test_id("sum")).to_contain_text("0.5 · (−1) = −0.5")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_it_is_accessible(keep_open, lang, scheme):
    page = open_chapter(keep_open, lang)
    show_in(page, scheme)
    begin(page, "AND")
    page.get_by_test_id("next").click()
    expect(page.get_by_test_id("hidden")).to_have_attribute("data-moment", "0")
    wait_until_drawn(page)
    assert violations(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen_and_it_speaks_hindi(keep_open):
    page = open_chapter(keep_open, "hi")
    show_on_phone(page)
    root = begin(page, "AND")
    page.get_by_test_id("next").tap()
    expect(root).to_have_attribute("data-step", "1")
    expect(page.get_by_test_id("counts")).to_contain_text(re.compile("[ऀ-ॿ]"))
    assert sideways(page) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
