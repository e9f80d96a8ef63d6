"""Gradients through depth in a browser: examples, sliders by keyboard, a phone, and everybody."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations, wait_until_drawn

PHONE = {"width": 390, "height": 844}


def opened(visit, **options) -> Page:
    page = visit("depth", **options)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    expect(page.locator(".js-plotly-plot .points path").first).to_be_attached()
    wait_until_drawn(page)
    return page


def test_an_example_and_a_slider_change_both_charts_and_the_words(visit):
    page = opened(visit)
    expect(page.get_by_test_id("stPlotlyChart").first.locator(".points path")).to_have_count(60)
    page.get_by_role("button", name="Cured by Xavier").click()
    expect(page.get_by_text("Tanh, Xavier normal: the gradient gets through.")).to_be_visible()
    expect(page.get_by_test_id("stPlotlyChart").last.locator(".points path")).to_have_count(90)
    page.get_by_role("slider", name="Hidden layers").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_test_id("stPlotlyChart").last.locator(".points path")).to_have_count(87)
    page.get_by_role("button", name="Remove").or_(page.get_by_role("button", name="close")).first.click()
    expect(page.get_by_test_id("stPlotlyChart").last.locator(".points path")).to_have_count(58)


def test_everybody_can_use_it(visit):
    assert violations(opened(visit, lang="en")) == []


def test_everybody_can_use_it_in_hindi_and_on_a_phone(visit):
    page = opened(visit, lang="hi", profile={"color_scheme": "dark"})
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    expect(page.get_by_test_id("stMain")).to_have_css("width", f"{PHONE['width']}px")
    first, second = (page.get_by_test_id("stPlotlyChart").nth(i).bounding_box() for i in (0, 1))
    assert second["y"] >= first["y"] + first["height"]
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth") == 0
