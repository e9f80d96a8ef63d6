"""The race in a browser: the start by click and by keyboard, a race played to its end, learning rates."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from nnviz.core.catalog.surfaces import SURFACES
from nnviz.race.descents import Entry, descend
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.held_link import HeldLink
from tests.helpers.screens import LAPTOP, show_in, show_on_phone, sideways

ADAM = SURFACES["bowl"].rates["adam"]


def open_race(keep_open, lang: str = "en") -> Page:
    """Return a page that stays open, with all racers at the start."""
    page = keep_open("race", lang=lang)
    page.get_by_test_id("race-restart").click()
    return page


def use_usual_settings(page: Page) -> None:
    """Take back the start and the learning rates that were set."""
    page.get_by_role("button", name="Usual settings").click()
    start = SURFACES["bowl"].start
    for axis, value in zip("xy", start, strict=True):
        expect(page.get_by_test_id(f"race-start-{axis}")).to_have_value(f"{value:g}".replace("-", "−"))


def adam_arrives(start: tuple[float, float], lr: float = ADAM) -> str:
    return f"arrived after {descend(Entry('bowl', 'adam', start, lr, 0.0, 300)).arrived}"


def test_a_race_is_played_to_its_end(keep_open):
    page = keep_open.anew("race", lang="en")
    race = page.get_by_test_id("race")
    expect(race).to_have_attribute("data-state", "ready")
    page.get_by_test_id("race-pace").select_option("fast")
    page.get_by_test_id("race-play").click()
    expect(race).to_have_attribute("data-state", "running")
    page.get_by_test_id("race-play").click()
    expect(race).to_have_attribute("data-state", "paused")
    page.get_by_test_id("race-restart").click()
    page.get_by_test_id("race-step").click()
    expect(race).to_have_attribute("data-at", "1")
    page.get_by_test_id("race-play").click()
    expect(race).to_have_attribute("data-state", "finished")
    expect(page.get_by_test_id("race-result-adam")).to_have_text(adam_arrives(SURFACES["bowl"].start))
    expect(page.get_by_test_id("race-said")).to_have_text("First at the minimum: SGD, after 18 updates.")


def test_the_start_is_set_by_click_keyboard_and_number(keep_open):
    page = open_race(keep_open)
    use_usual_settings(page)
    page.get_by_test_id("race-end").click()
    x, y = (page.get_by_test_id(f"race-start-{axis}") for axis in "xy")
    result = page.get_by_test_id("race-result-adam")
    box = page.get_by_test_id("race-map").bounding_box()
    scale = box["width"] / 440
    page.mouse.click(box["x"] + (40 + 392 * 0.75) * scale, box["y"] + (8 + 394 * 0.25) * scale)
    expect(x).to_have_value("1.5")
    expect(y).to_have_value("1.5")
    expect(result).to_have_text(adam_arrives((1.5, 1.5)))
    page.get_by_test_id("race-map").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(x).to_have_value("1.8")
    expect(y).to_have_value("1.35")
    expect(result).to_have_text(adam_arrives((1.8, 1.35)))
    x.fill("-2,5")
    x.press("Enter")
    expect(result).to_have_text(adam_arrives((-2.5, 1.35)))
    x.fill("7")
    x.press("Enter")
    expect(page.get_by_test_id("race-refused")).to_have_text("x takes a number from −3 to 3. −2.5 stays in use.")
    expect(x).to_have_value("−2.5")


def test_a_learning_rate_too_high_flies_off(keep_open):
    page = open_race(keep_open)
    use_usual_settings(page)
    page.get_by_test_id("race-end").click()
    slider = page.get_by_test_id("race-rate-sgd")
    slider.focus()
    page.keyboard.press("End")
    expect(page.get_by_test_id("race-result-sgd")).to_contain_text("flew off at update")
    expect(page.get_by_test_id("race-said")).to_contain_text("Flown off: SGD.")
    page.get_by_role("button", name="Usual settings").click()
    expect(page.get_by_test_id("race-result-sgd")).to_have_text("arrived after 18")


def test_an_answer_leaves_a_start_alone_that_is_being_typed(visit):
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("race", {}))
    page.get_by_test_id("race-end").click()
    link.hold()
    page.get_by_test_id("race-rate-sgd").focus()
    page.keyboard.press("End")
    link.wait_for_request()
    x = page.get_by_test_id("race-start-x")
    x.press("ControlOrMeta+A")
    page.keyboard.type("2")

    link.release()

    expect(page.get_by_test_id("race-result-sgd")).to_contain_text("flew off at update")
    expect(x).to_have_value("2")


def test_still_motion_jumps_to_the_end(keep_open):
    page = open_race(keep_open)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_test_id("race-play").click()
    expect(page.get_by_test_id("race")).to_have_attribute("data-state", "finished")
    page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("hi", "light")])
def test_it_is_accessible(keep_open, lang, scheme):
    page = open_race(keep_open, lang)
    show_in(page, scheme)
    page.get_by_test_id("race-end").click()
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_fits_a_phone(keep_open, lang):
    page = open_race(keep_open, lang)
    show_on_phone(page)
    assert sideways(page) == 0
    page.set_viewport_size(LAPTOP)
