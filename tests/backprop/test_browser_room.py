"""Backprop step by step on a laptop: each step fits the screen, and what is long breaks where it makes sense."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.screens import LAPTOP

DEEP = {"layers": ",".join(["dense:16:tanh"] * 4), "dataset": "spiral"}
MIXED = {"layers": "dense:4:tanh,batchnorm,dense:3:relu,dropout:0.3", "dataset": "moons", "batch": "6", "l2": "0.01"}
CUT_OFF = "root => [...root.querySelectorAll('.scroll')].some(node => node.scrollWidth > node.clientWidth)"


def open_at_start(keep_open, **options) -> Page:
    page = keep_open.anew("backprop", **options)
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-at", "0")
    return page


def bottom(part: Locator) -> float:
    """Return where a part of the page ends, in pixels from the top of the window."""
    return part.evaluate("node => node.getBoundingClientRect().bottom")


@pytest.mark.parametrize("options", [{}, MIXED | {"lang": "hi"}, DEEP | {"lang": "hi"}])
def test_no_step_needs_scrolling(keep_open, options):
    page = open_at_start(keep_open, **options)
    root, panel = page.get_by_test_id("backprop"), page.get_by_test_id("backprop").locator(".panel")
    page.get_by_test_id("backprop-next").focus()
    for at in range(page.get_by_test_id("backprop-jump").locator("option").count()):
        expect(root).to_have_attribute("data-at", str(at))
        title = page.get_by_test_id("backprop-title").inner_text()
        assert bottom(panel) <= LAPTOP["height"], title
        assert not root.evaluate(CUT_OFF), title
        page.keyboard.press("ArrowRight")


def test_the_product_of_a_long_path_stays_beside_its_last_factor(keep_open):
    page = open_at_start(keep_open, **DEEP)
    page.get_by_test_id("backprop-tab-chain").click()
    path = page.get_by_test_id("path").first
    factors = path.locator(".part")
    first, last = factors.first.bounding_box(), factors.last.bounding_box()
    result = path.locator(".result").bounding_box()
    assert last["y"] >= first["y"] + first["height"], "the path takes more than one line"
    assert last["x"] < result["x"] and last["y"] < result["y"] < last["y"] + last["height"]


def test_paths_beyond_the_first_few_are_drawn_when_asked_for(keep_open):
    page = open_at_start(keep_open, **DEEP)
    page.get_by_test_id("backprop-tab-chain").click()
    paths = page.get_by_test_id("path")
    expect(paths).to_have_count(6)
    page.get_by_test_id("more-paths").press("Enter")
    expect(paths).to_have_count(60)
    expect(paths.nth(6)).to_be_focused()
    expect(page.get_by_test_id("more-paths")).to_have_count(0)


def test_samples_in_brackets_are_named_where_samples_meet(keep_open):
    page = open_at_start(keep_open, **MIXED)
    page.get_by_test_id("backprop-tab-chain").click()
    expect(page.get_by_test_id("in-brackets")).to_have_text(
        "The number in square brackets is the sample of the mini-batch."
    )
    expect(page.get_by_test_id("path").first).to_contain_text("[")
    # After the batch normalisation no sample meets another.
    page.get_by_test_id("weight-layer").select_option("2")
    expect(page.get_by_test_id("in-brackets")).to_have_count(0)
    expect(page.get_by_test_id("path").first).not_to_contain_text("[")
