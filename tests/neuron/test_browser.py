"""Chapter 1 in a browser: parts by keyboard, mouse and tap, the neuron's sliders, and bad input."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import show_in, show_on_phone, sideways
from tests.helpers.streamlit_private import Part

TOUCH = {"has_touch": True}
FIRST = {"x1": "1", "w1": "0.8", "x2": "0.5", "w2": "1", "x3": "-1", "w3": "0.5", "b": "-0.3"}
PARTS = ["receive", "strength", "sum", "threshold", "send", "pass"]


def opened(keep_open, lang: str = "en") -> Page:
    page = keep_open("neuron", profile=TOUCH, lang=lang)
    expect(page.get_by_test_id("neuron-lab")).to_be_visible()
    expect(page.get_by_test_id("neurons")).to_be_visible()
    # Where an earlier test left the mouse it could light a part that scrolls under it.
    page.mouse.move(0, 0)
    return page


def begin_lab(page: Page) -> None:
    """Set the neuron of the experiment as it is at first."""
    page.get_by_test_id("field-count").select_option("3")
    page.get_by_test_id("field-activation").select_option("step")
    expect(page.get_by_test_id("range-w3")).to_be_visible()
    expect(page.get_by_test_id("range-w4")).to_have_count(0)
    for name, value in FIRST.items():
        page.get_by_test_id(f"field-{name}").fill(value)
        page.get_by_test_id(f"field-{name}").press("Enter")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0.5")
    expect(page.get_by_test_id("lab-problem")).to_be_hidden()


def pressed(page: Page) -> list[str]:
    """Return the test ids of the parts that are lit."""
    return (
        page.get_by_test_id("neurons")
        .locator("[aria-pressed=true]")
        .evaluate_all("nodes => nodes.map(node => node.dataset.testid)")
    )


def lab(page: Page, name: str) -> float:
    return float(page.get_by_test_id("neuron-lab").get_attribute(f"data-{name}"))


def test_every_part_of_both_neurons_lights_its_counterpart_by_keyboard(keep_open):
    page = opened(keep_open)
    for side in ("biological", "artificial"):
        page.get_by_test_id(f"{side}-receive").focus()
        for part in PARTS:
            assert (
                page.evaluate(
                    "() => [...document.querySelectorAll('*')].map(n => n.shadowRoot?.activeElement)"
                    ".find(Boolean).dataset.testid"
                )
                == f"{side}-{part}"
            )
            assert pressed(page) == [f"biological-{part}", f"artificial-{part}"]
            page.keyboard.press("Tab")


def test_the_mouse_lights_a_pair_and_says_what_both_do(keep_open):
    page = opened(keep_open)
    page.get_by_test_id("artificial-sum").hover()
    note = page.get_by_test_id("part-note")
    expect(note).to_contain_text("Soma (cell body)")
    expect(note).to_contain_text("Adds all weighted inputs and the bias")


# The first test of the experiment finds it as it is at first.
def test_a_slider_moves_both_neurons_and_the_code(keep_open):
    page = opened(keep_open)
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0.5")
    page.get_by_test_id("range-b").focus()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "-4.2")
    expect(page.get_by_test_id("verdict")).to_have_text("Does not fire: z is below 0")
    assert lab(page, "spikes") == 0
    expect(page.get_by_test_id(Part.CODE).first).to_contain_text("b = -5.0")
    page.keyboard.press("End")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "5.8")
    assert lab(page, "spikes") > 20


def test_inputs_are_added_and_the_activation_is_chosen(keep_open):
    page = opened(keep_open)
    begin_lab(page)
    page.get_by_test_id("field-count").select_option("5")
    expect(page.get_by_test_id("range-w5")).to_be_visible()
    page.get_by_test_id("field-count").select_option("1")
    expect(page.get_by_test_id("range-w2")).to_have_count(0)
    page.get_by_test_id("field-activation").select_option("relu")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-output", "0.5")
    expect(page.get_by_test_id(Part.CODE).first).to_contain_text("nn.ReLU()(z)")


def test_what_is_being_typed_stays_when_an_answer_to_something_else_comes(keep_open):
    page = opened(keep_open)
    begin_lab(page)
    field = page.get_by_test_id("field-w1")
    field.fill("0.3")
    # As a slower answer does that was asked for before: the field keeps the focus.
    page.get_by_test_id("range-b").evaluate("slider => { slider.value = 1; slider.dispatchEvent(new Event('input')); }")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "1.8")
    expect(field).to_have_value("0.3")
    field.press("Enter")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "1.3")


@pytest.mark.parametrize("text", ["", "abc", "1e999", "99"])
def test_bad_input_is_explained_and_the_last_good_picture_stays(keep_open, text):
    page = opened(keep_open)
    begin_lab(page)
    field = page.get_by_test_id("field-w1")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_test_id("lab-problem")).to_contain_text("w1: ")
    expect(page.get_by_test_id("lab-problem")).to_contain_text("a number from −2 to 2")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0.5")
    field.fill("0,3")
    field.press("Enter")
    expect(page.get_by_test_id("lab-problem")).to_be_hidden()
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_it_can_be_used_by_everybody(keep_open, lang, scheme):
    page = opened(keep_open, lang)
    show_in(page, scheme)
    page.get_by_test_id("biological-threshold").focus()
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_on_a_phone_a_tap_lights_a_pair_and_nothing_sticks_out(keep_open, lang):
    page = opened(keep_open, lang)
    show_on_phone(page)
    page.get_by_test_id("biological-sum").locator(".area").first.tap()
    page.get_by_test_id("biological-threshold").locator(".area").tap()
    assert pressed(page) == ["biological-threshold", "artificial-threshold"]
    assert sideways(page) == 0
