"""The loss landscape in a browser: it appears, its directions are switched, and a long computation is stopped."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import show_on_phone, sideways
from tests.helpers.streamlit_private import Part

WIDEST = ",".join(["dense:64:tanh"] * 8)


def open_landscape(visit, **options) -> Page:
    visit.allow_drawings()
    page = visit("landscape", **({"lang": "en"} | options))
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    return page


def test_it_appears_its_directions_are_switched_and_it_fits_a_phone(visit):
    page = open_landscape(visit)
    page.get_by_role("button", name="Train a copy").click()
    expect(page.get_by_text("of the path's variance")).to_be_visible()
    directions = page.get_by_test_id(Part.RADIO_GROUP)
    directions.get_by_text("Random", exact=True).click()
    expect(page.locator(".js-plotly-plot").last).to_contain_text("random direction 1")
    directions.get_by_text("Two weights", exact=True).click()
    expect(page.locator(".js-plotly-plot").last).to_contain_text("Hidden layer 1, neuron 1, x₁")
    show_on_phone(page)
    assert sideways(page) == 0


def test_a_long_computation_can_be_stopped_and_taken_up_again(visit):
    page = open_landscape(visit, layers=WIDEST, samples="2000")
    slider = page.get_by_role("slider", name="Resolution")
    slider.focus()
    page.keyboard.press("End")
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_test_id(Part.MAIN).get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Stopped. This is the coarse picture with 21 × 21 networks.")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("Stopped.")).to_have_count(0)
    wait_until_drawn(page)
    expect(stop).to_have_count(0)


# Without a graphics card a three-dimensional chart costs a browser seconds, so one page stands for all.
def test_it_is_accessible_and_fits_a_phone_in_hindi(visit):
    page = open_landscape(visit, lang="hi", profile={"color_scheme": "dark"})
    wait_until_drawn(page)
    assert violations(page) == []
    show_on_phone(page)
    assert sideways(page) == 0
