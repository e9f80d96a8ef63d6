"""The calculus chapter in a browser: what is typed, dragged and stepped through."""

from __future__ import annotations

import re

import pytest
import torch
from playwright.sync_api import Page, expect

from nnviz.calculus.definitions import split
from nnviz.calculus.expressions import evaluate_at, parse
from nnviz.calculus.graph import build_graph, run_graph
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import put_away_news, show_in, show_on_phone, sideways
from tests.helpers.streamlit_private import Part


def number_in(text: str) -> float:
    return float(text.replace("−", "-"))


def open_chapter(keep_open, **options) -> Page:
    page = keep_open("calculus", **({"lang": "en"} | options))
    expect(page.get_by_test_id("graph")).to_have_count(3)
    return page


def write(page: Page, text: str, place: int = 0) -> None:
    field = page.get_by_test_id(Part.TEXT_INPUT).nth(place).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def begin_slope(page: Page, text: str) -> None:
    """Write an expression, after another one, so that its point stands where it stands at first, with h = 1."""
    write(page, "9x")
    expect(page.get_by_test_id("slope-autograd")).to_have_text("9")
    write(page, text)
    page.get_by_test_id("slope-h").fill("0")


# The first test of the slope, and the first of the graph, find it as it is at first.


def test_an_expression_a_wrong_one_and_a_hostile_one(keep_open):
    page = open_chapter(keep_open)
    rule, autograd = page.get_by_test_id("slope-rule"), page.get_by_test_id("slope-autograd")
    expect(autograd).to_have_text("7")
    write(page, "sin(2x)")
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    torch.sin(2 * x).backward()
    expect(autograd).to_have_text(f"{x.grad:.6f}".rstrip("0").replace("-", "−"))
    assert rule.inner_text() == autograd.inner_text()
    write(page, "sin(2x) + foo")
    expect(page.get_by_text("“foo” is not known here.")).to_be_visible()
    write(page, "__import__('os').abort()")
    expect(page.get_by_text("“__import__” is not known here.")).to_be_visible()
    assert rule.inner_text() == autograd.inner_text()
    expect(page.get_by_text("The picture stays with sin(2·x).")).to_be_visible()


def check_that_the_secant_becomes_the_tangent(page: Page) -> None:
    said = page.get_by_test_id("slope-said")
    expect(said).to_contain_text("slope (19 − 11) / 1 = 8.")
    page.get_by_test_id("slope-h").fill("-3")
    expect(said).to_contain_text("slope (11.007001 − 11) / 0.001 = 7.001.")
    page.get_by_test_id("slope-left").click()
    expect(said).to_contain_text("slope (10.993001 − 11) / (−0.001) = 6.999.")
    page.get_by_test_id("slope-play").click()
    expect(said).to_contain_text("= 6.9999.")


def test_the_point_is_dragged_and_the_three_ways_follow(keep_open):
    page = open_chapter(keep_open)
    begin_slope(page, "x^2 + 3x + 1")
    check_that_the_secant_becomes_the_tangent(page)
    plot = page.get_by_test_id("slope-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 - 120, box["y"] + 90, steps=5)
    expect(page.get_by_test_id("slope-autograd")).to_have_text("…")
    page.mouse.up()
    expect(page.get_by_test_id("slope-verdict")).to_have_text("All three agree.")
    ways = [number_in(page.get_by_test_id(f"slope-{name}").inner_text()) for name in ("rule", "difference", "autograd")]
    x = number_in(re.search(r"f\((.*?)\)", page.get_by_test_id("slope-said").inner_text())[1])
    assert x < 1.5
    assert ways == pytest.approx([2 * x + 3] * 3, abs=1e-4)


def test_the_keyboard_finds_the_kink_and_the_goal_is_noticed(keep_open):
    page = open_chapter(keep_open)
    begin_slope(page, "relu(x)")
    expect(page.get_by_test_id("slope-rule")).to_have_text("1")
    point = page.get_by_test_id("slope-x")
    point.focus()
    for _press in range(4):
        page.keyboard.press("PageDown")
    expect(page.get_by_test_id("slope-verdict")).to_contain_text("agree")
    point.fill("200")
    expect(page.get_by_test_id("slope-verdict")).to_contain_text(
        "A kink: the slope is 0 on the left and 1 on the right"
    )
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()
    put_away_news(page)


def test_at_a_pole_there_is_no_value_and_a_convention_is_named(keep_open):
    page = open_chapter(keep_open)
    begin_slope(page, "1/x")
    expect(page.get_by_test_id("slope-rule")).to_have_text("−1")
    page.get_by_test_id("slope-x").fill("200")
    expect(page.get_by_test_id("slope-said")).to_have_text("f(0) has no value: f is not defined there.")
    begin_slope(page, "relu(x) - relu(-x)")
    expect(page.get_by_test_id("slope-rule")).to_have_text("1")
    page.get_by_test_id("slope-x").fill("200")
    verdict = page.get_by_test_id("slope-verdict")
    expect(verdict).to_contain_text("The slope is 1 from both sides. Rule and torch.autograd give 0")
    expect(verdict).to_contain_text("relu′(0) = 0")
    expect(page.get_by_test_id("slope-plot").locator(".tangent")).to_have_count(1)


def test_what_was_typed_is_echoed_as_it_was_read(keep_open):
    page = open_chapter(keep_open)
    write(page, "1/2x + log x")
    echo = page.locator("annotation", has_text=re.compile(r"^f\(x\) ="))
    expect(echo).to_have_text(r"f(x) = \frac{1}{2} \cdot x + \ln\left(x\right)")
    expect(page.get_by_text("Read from left to right, as (1 / 2)·x.")).to_be_visible()
    expect(page.get_by_text("“log” is read as the natural logarithm ln")).to_be_visible()
    write(page, "x[0]")
    expect(page.get_by_text("Square brackets after a name would be an index.")).to_be_visible()
    expect(echo).to_have_count(0)
    write(page, "√x")
    expect(echo).to_have_text(r"f(x) = \sqrt{x}")
    expect(page.get_by_text("Read from left to right")).to_have_count(0)


def check_that_the_neurons_factors_follow_the_sliders(page: Page) -> None:
    neuron = page.get_by_test_id("graph").nth(2)
    neuron.get_by_test_id("graph-x").fill("0")
    chain = neuron.get_by_test_id("chain-∂L/∂w")
    expect(chain).to_contain_text("∂L/∂w0=∂L/∂a")
    expect(chain).to_contain_text("the input x")
    expect(neuron.get_by_test_id("graph-verdict")).to_contain_text("agree on all 7 nodes")


def test_the_graph_is_stepped_by_button_and_arrow_keys(keep_open):
    page = open_chapter(keep_open)
    graph = page.get_by_test_id("graph").first
    title, said = graph.get_by_test_id("graph-title"), graph.get_by_test_id("graph-said")
    graph.get_by_test_id("graph-next").click()
    expect(title).to_have_text("Forward (1 / 10)")
    for _press in range(8):
        page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("From v₂ to x: dv₂/dx = 3. Gradient of v₂ times local derivative: 1 · 3 = 3.")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("From v₁ to x: dv₁/dx = 2·x = 2.")
    expect(said).to_contain_text("Paths meet in x, so we add: 3 + 2 = 5.")
    expect(graph.get_by_test_id("graph-next")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text("Backward (9 / 10)")
    check_that_the_neurons_factors_follow_the_sliders(page)


COMPUTED = (
    "tanh(x*y)^2 / exp(-x) + relu(y)*sigmoid(x) - abs(x - y)*sqrt(ln(y)) + cos(tan(x))",
    "max(sinh(x), y) + arcsin(x)*gelu(y) + softplus(x)log10(y) - ∛(x - y)",
    "min(x, y)cosh(y) + arctan(x)arccos(x) + floor(3y)x + log2(x)sign(y)",
)


@pytest.mark.parametrize("text", COMPUTED)
def test_browser_and_server_compute_the_same(keep_open, text):
    page = open_chapter(keep_open)
    graph = page.get_by_test_id("graph").first
    write(page, "x", place=2)
    expect(graph.get_by_test_id("graph-y")).to_have_count(0)
    write(page, text, place=2)
    expect(graph.get_by_test_id("graph-y")).to_be_visible()
    graph.get_by_test_id("graph-x").fill("0.7")
    graph.get_by_test_id("graph-y").fill("1.3")
    expect(graph.get_by_test_id("graph-verdict")).to_contain_text("agree on all")
    if graph.get_by_test_id("graph-numbers").get_attribute("open") is None:
        graph.get_by_test_id("graph-numbers").locator("summary").click()
    tree, place = parse(text, ("x", "y")), {"x": 0.7, "y": 1.3}
    rows = graph.get_by_role("row").all()[1:]
    shown = [[cell.inner_text() for cell in row.get_by_role("cell").all()] for row in rows]
    assert number_in(shown[-1][1]) == pytest.approx(evaluate_at(tree, **place), abs=1e-4)
    computed = build_graph(split(tree))
    for cells, gradient in zip(shown, run_graph(computed, place).gradients, strict=True):
        assert cells[2] == cells[3]
        assert number_in(cells[2]) == pytest.approx(gradient, abs=1e-5)


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("hi", "light")])
def test_it_is_accessible(keep_open, lang, scheme):
    page = open_chapter(keep_open, lang=lang)
    show_in(page, scheme)
    page.get_by_test_id("graph-end").first.click()
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_fits_a_phone(keep_open, lang):
    page = open_chapter(keep_open, lang=lang)
    show_on_phone(page)
    assert sideways(page) == 0
