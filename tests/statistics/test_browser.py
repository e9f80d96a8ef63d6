"""The first half of the chapter on probability and statistics in a browser: thrown, dragged, added and removed."""

from __future__ import annotations

import re
import statistics

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from nnviz.statistics.chance import face_probabilities, throw
from nnviz.statistics.distributions import DISTRIBUTIONS
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import put_away_news, show_in, show_on_phone, sideways
from tests.helpers.streamlit_private import Part

# The density, the cumulative curve, mean and variance that the browser draws.
BY_BROWSER = """async ([name, values, xs]) => {
  const { DENSITIES, probability } = await import(new URL("app/static/kit/densities.js", document.baseURI));
  const one = DENSITIES[name];
  return [xs.map(x => one.density(x, values)), xs.map(x => one.cumulative(x, values)),
    [one.mean(values), one.variance(values), probability(name, 0.5, 2, values)]];
}"""


def open_chapter(keep_open, **options) -> Page:
    page = keep_open("statistics", **({"lang": "en"} | options))
    expect(page.get_by_test_id("numberline")).to_be_visible()
    wait_until_drawn(page)
    return page


def check_reached(page: Page, why: str) -> None:
    """Require that the goal is noticed whose question then says why."""
    expect(page.get_by_test_id(Part.ALERT).filter(has_text=why)).to_contain_text("Reached.")
    put_away_news(page)


def drag(page: Page, handle: Locator, by: float) -> None:
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()


def value_of(handle: Locator) -> float:
    return float(handle.get_attribute("aria-valuenow"))


def assert_curves_agree(page: Page, name: str, values: dict[str, float]) -> None:
    ours = DISTRIBUTIONS[name]
    xs = np.arange(-1.0, 31.0) if ours.discrete else np.linspace(-7.9, 12.1, 60)
    density, cumulative, rest = page.evaluate(BY_BROWSER, [name, values, xs.tolist()])
    np.testing.assert_allclose(density, ours.density(xs, values), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(cumulative, ours.cumulative(xs, values), rtol=1e-8, atol=1e-12)
    expected = [ours.mean(values), ours.variance(values), ours.interval(0.5, 2, values)]
    np.testing.assert_allclose(rest, expected, rtol=1e-8, atol=1e-10)


# Each test here has a drawing of its own, and finds it as it is at first.


def test_100_000_throws_are_those_of_the_library_and_can_be_begun_again(keep_open):
    page = open_chapter(keep_open)
    page.get_by_test_id("throw-1").click()
    expect(page.get_by_test_id("latest").locator(".face")).to_have_count(1)
    said = page.get_by_test_id("chance-said")
    expect(said).to_contain_text(re.compile(r"^1 throw, [01] heads?: "))
    heads = throw(face_probabilities("coin", 0.5), 1, 1).counts[1]
    expect(said).to_contain_text("1 throw, 1 head:" if heads else "1 throw, 0 heads:")
    expect(page.get_by_test_id("chance-note")).to_be_empty()
    page.get_by_test_id("throw-100000").click()
    root = page.get_by_test_id("chance")
    expect(root).to_have_attribute("data-count", "100000")
    heads = throw(face_probabilities("coin", 0.5), 100_000, 1).counts[1]
    expect(said).to_contain_text(f"100,000 throws, {heads:,} heads: relative frequency {heads / 100_000:.4f}")
    expect(page.get_by_test_id("throw-1")).to_be_disabled()
    expect(page.get_by_test_id("chance-note")).to_contain_text("More than 100,000 throws are not made here.")
    page.get_by_test_id("load").fill("0.3")
    expect(said).to_contain_text("probability 0.3000")
    check_reached(page, "The law of large numbers holds for every probability")
    page.get_by_test_id("chance-again").click()
    expect(root).to_have_attribute("data-count", "0")
    expect(page.get_by_test_id("chance-note")).to_be_empty()


def test_distributions_follow_their_sliders_and_the_ends_of_the_interval(keep_open):
    page = open_chapter(keep_open)
    root, upper = page.get_by_test_id("distribution"), page.get_by_test_id("end-1")
    expect(page.get_by_test_id("interval-said")).to_have_text("P(−1 ≤ X ≤ 1) = 0.6827")
    drag(page, upper, 60)
    assert value_of(upper) > 1.5
    ends = value_of(page.get_by_test_id("end-0")), value_of(upper)
    expected = DISTRIBUTIONS["normal"].interval(*ends, {"mu": 0.0, "sigma": 1.0})
    assert float(root.get_attribute("data-probability")) == pytest.approx(expected)
    upper.press("ArrowLeft")
    assert value_of(upper) == pytest.approx(ends[1] - 0.1)
    upper.press("End")
    assert upper.get_attribute("aria-valuenow") == upper.get_attribute("aria-valuemax")
    page.get_by_test_id("end-0").press("Home")
    assert page.get_by_test_id("end-0").get_attribute("aria-valuenow") == upper.get_attribute("aria-valuemin")
    page.get_by_test_id("rule-2").click()
    expect(page.get_by_test_id("interval-said")).to_have_text("P(−2 ≤ X ≤ 2) = 0.9545")
    page.get_by_test_id("count").select_option("1000")
    expect(page.get_by_test_id("samples-said")).to_contain_text("of 1,000, a share of")

    curve = page.get_by_test_id("density").locator("path.curve")
    before = curve.get_attribute("d")
    page.get_by_test_id("parameter-sigma").fill("2")
    assert curve.get_attribute("d") != before
    expect(page.get_by_text("Standard deviation: √Var = 2")).to_be_visible()

    rng = np.random.default_rng(5)
    for name, ours in DISTRIBUTIONS.items():
        for _round in range(3):
            values = {
                parameter.name: round(rng.uniform(parameter.low, parameter.high), 2) for parameter in ours.parameters
            }
            assert_curves_agree(page, name, values | ({"n": 27.0} if "n" in values else {}))


def test_a_point_is_dragged_away_and_mean_and_median_part(keep_open):
    page = open_chapter(keep_open)
    root = page.get_by_test_id("numberline")
    drag(page, root.locator('[data-point="2"] .dot'), 500)
    far = value_of(root.locator('[data-point="2"]'))
    assert far > 12
    assert float(root.get_attribute("data-mean")) == pytest.approx((2 + 4 + far) / 3)
    assert root.get_attribute("data-median") == "4"
    check_reached(page, "The far point pulls the mean towards itself")

    root.locator('[data-point="2"]').press("End")
    assert value_of(root.locator('[data-point="2"]')) == 20
    root.locator('[data-point="2"]').press("Home")
    assert value_of(root.locator('[data-point="2"]')) == 0
    expect(root).to_have_attribute("data-state", "ready")
    drag(page, root.locator('[data-point="2"] .dot'), 600)
    far = value_of(root.locator('[data-point="2"]'))
    root.locator('[data-point="2"]').press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("+")
    expect(root).to_have_attribute("data-count", "4")
    assert float(root.get_attribute("data-mean")) == pytest.approx(statistics.fmean([2, 4, far + 0.5, 2]))
    page.keyboard.press("Delete")
    expect(root).to_have_attribute("data-count", "3")
    box = page.get_by_test_id("line").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + 60)
    expect(root).to_have_attribute("data-count", "4")
    expect(root).to_have_attribute("data-state", "ready")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("hi", "light")])
def test_it_is_accessible_and_fits_a_phone(keep_open, lang, scheme):
    page = open_chapter(keep_open, lang=lang)
    show_in(page, scheme)
    page.get_by_test_id("chance-again").click()
    expect(page.get_by_test_id("chance")).to_have_attribute("data-count", "0")
    page.get_by_test_id("throw-10").click()
    expect(page.get_by_test_id("chance")).to_have_attribute("data-count", "10")
    wait_until_drawn(page)
    assert violations(page) == []
    show_on_phone(page)
    assert sideways(page) == 0
