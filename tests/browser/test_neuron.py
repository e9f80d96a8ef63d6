"""Chapter 1 in a browser: parts by keyboard, mouse and tap, the neuron's sliders, and bad input."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import DEADLINE
from tests.browser.test_accessibility import violations

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PARTS = ["receive", "strength", "sum", "threshold", "send", "pass"]


def opened(visit, **options) -> Page:
    page = visit("neuron", **options)
    expect(page.get_by_test_id("neuron-lab")).to_be_visible(timeout=DEADLINE)
    expect(page.get_by_test_id("neurons")).to_be_visible()
    return page


def pressed(page: Page) -> list[str]:
    """Return the test ids of the parts that are lit."""
    return (
        page.get_by_test_id("neurons")
        .locator("[aria-pressed=true]")
        .evaluate_all("nodes => nodes.map(node => node.dataset.testid)")
    )


def lab(page: Page, name: str) -> float:
    return float(page.get_by_test_id("neuron-lab").get_attribute(f"data-{name}"))


def test_every_part_of_both_neurons_lights_its_counterpart_by_keyboard(visit):
    page = opened(visit)
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


def test_the_mouse_lights_a_pair_and_says_what_both_do(visit):
    page = opened(visit)
    page.get_by_test_id("artificial-sum").hover()
    note = page.get_by_test_id("part-note")
    expect(note).to_contain_text("Soma (cell body)")
    expect(note).to_contain_text("Adds all weighted inputs and the bias")


def test_on_a_phone_a_tap_lights_a_pair_and_nothing_sticks_out(visit):
    page = opened(visit, profile=PHONE)
    page.get_by_test_id("biological-threshold").locator(".area").tap()
    assert pressed(page) == ["biological-threshold", "artificial-threshold"]
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") == 0


def test_a_slider_moves_both_neurons_and_the_code(visit):
    page = opened(visit)
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0.5")
    page.get_by_test_id("range-b").focus()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "-4.2")
    expect(page.get_by_test_id("verdict")).to_have_text("Does not fire: z is below 0")
    assert lab(page, "spikes") == 0
    expect(page.get_by_test_id("stCode").first).to_contain_text("b = -5.0")
    page.keyboard.press("End")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "5.8")
    assert lab(page, "spikes") > 20


def test_inputs_are_added_and_the_activation_is_chosen(visit):
    page = opened(visit)
    page.get_by_test_id("field-count").select_option("5")
    expect(page.get_by_test_id("range-w5")).to_be_visible()
    page.get_by_test_id("field-count").select_option("1")
    expect(page.get_by_test_id("range-w2")).to_have_count(0)
    page.get_by_test_id("field-activation").select_option("relu")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-output", "0.5")
    expect(page.get_by_test_id("stCode").first).to_contain_text("nn.ReLU()(z)")


@pytest.mark.parametrize("text", ["", "abc", "1e999", "99"])
def test_bad_input_is_explained_and_the_last_good_picture_stays(visit, text):
    page = opened(visit)
    field = page.get_by_test_id("field-w1")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_test_id("lab-problem")).to_contain_text("w1: ")
    expect(page.get_by_test_id("lab-problem")).to_contain_text("a number from -2 to 2")
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0.5")
    field.fill("0,3")
    field.press("Enter")
    expect(page.get_by_test_id("lab-problem")).to_be_hidden()
    expect(page.get_by_test_id("neuron-lab")).to_have_attribute("data-z", "0")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_it_can_be_used_by_everybody(visit, lang, scheme):
    page = opened(visit, lang=lang, profile={"color_scheme": scheme})
    page.get_by_test_id("biological-threshold").focus()
    assert violations(page) == []
