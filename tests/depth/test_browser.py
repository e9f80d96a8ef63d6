"""Gradients through depth in a browser: examples, sliders by keyboard, a phone, and everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import show_in, show_on_phone, sideways
from tests.helpers.streamlit_private import Part

WITHOUT_GUESS = {"en": "Show me without a guess", "hi": "बिना अनुमान के दिखाएँ"}


def opened(keep_open, lang: str = "en") -> Page:
    """Return the page with its charts, which wait for a guess or for the wish to see them without one."""
    page = keep_open("depth", lang=lang)
    charts, skip = page.get_by_test_id(Part.PLOTLY_CHART), page.get_by_role("button", name=WITHOUT_GUESS[lang])
    expect(skip.or_(charts.first)).to_be_visible()
    if charts.count() == 0:
        skip.click()
    expect(charts).to_have_count(2)
    expect(page.locator(".js-plotly-plot .points path").first).to_be_attached()
    wait_until_drawn(page)
    return page


def test_an_example_and_a_slider_change_both_charts_and_the_words(keep_open):
    page = opened(keep_open)
    expect(page.get_by_test_id(Part.PLOTLY_CHART).first.locator(".points path")).to_have_count(60)
    page.get_by_role("button", name="Cured by Xavier").click()
    expect(page.get_by_text("Tanh, Xavier normal: the gradient gets through.")).to_be_visible()
    expect(page.get_by_test_id(Part.PLOTLY_CHART).last.locator(".points path")).to_have_count(90)
    page.get_by_role("slider", name="Hidden layers").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_test_id(Part.PLOTLY_CHART).last.locator(".points path")).to_have_count(87)
    page.get_by_role("button", name="Remove").or_(page.get_by_role("button", name="close")).first.click()
    expect(page.get_by_test_id(Part.PLOTLY_CHART).last.locator(".points path")).to_have_count(58)


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_everybody_can_use_it_on_a_phone_too(keep_open, lang, scheme):
    page = opened(keep_open, lang)
    show_in(page, scheme)
    wait_until_drawn(page)
    assert violations(page) == []
    show_on_phone(page)
    first, second = (page.get_by_test_id(Part.PLOTLY_CHART).nth(i).bounding_box() for i in (0, 1))
    assert second["y"] >= first["y"] + first["height"]
    assert sideways(page) == 0
