"""Every sum, product and quotient that the calculus chapter prints is worked out again from the printed numbers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.calculus.test_browser import open_chapter, write
from tests.helpers.printed import equations

EXPRESSIONS = (
    "x^2 + 3x + 1",
    "x*y + sin(x)",
    "sigmoid(x*y + 1)^2",
    "x*exp(-x^2)",
    "tanh(x)/7 - 0.001x*y",
    "(x - y)^3 x",
)


def begin(page: Page, text: str) -> Locator:
    """Write an expression for the graph, and wait for its sliders."""
    graph = page.get_by_test_id("graph").first
    write(page, text, place=2)
    expect(graph.get_by_test_id("graph-title")).not_to_contain_text("(")
    expect(graph.get_by_test_id("graph-verdict")).to_contain_text("agree on all")
    return graph


def walk(graph: Locator) -> list[str]:
    """Go to the end one step at a time, and return what each step says."""
    said = []
    while graph.get_by_test_id("graph-next").is_enabled():
        graph.get_by_test_id("graph-next").click()
        said.append(graph.get_by_test_id("graph-said").inner_text())
    return said


def chain(graph: Locator, name: str) -> str:
    """Return a chain rule as one line of numbers: the cards say what each number is as well."""
    cards = "[...chain.childNodes].map(part => part.querySelector?.('span')?.textContent ?? part.textContent).join(' ')"
    left, sign, right = re.fullmatch(
        r"(\S+) ([=≈]) (.*)", graph.get_by_test_id(f"chain-{name}").evaluate(f"chain => {cards}")
    ).groups()
    return f"{right} {sign} {left}"


def check(texts: list[str], least: int) -> None:
    found = [equation for text in texts for equation in equations(text)]
    assert len(found) >= least, texts
    assert [equation for equation in found if not equation.closes] == []


@pytest.mark.parametrize("x", [1.3, -0.7])
def test_the_graphs_products_and_sums_close(keep_open, x):
    page = open_chapter(keep_open)
    write(page, "9y", place=2)
    for text in EXPRESSIONS:
        graph = begin(page, text)
        graph.get_by_test_id("graph-x").fill(str(x))
        edges = [said for said in walk(graph) if "Gradient of" in said]
        check(edges, least=len(edges))
        check([said for said in edges if "Paths meet" in said], least=2 if text != "sigmoid(x*y + 1)^2" else 0)


def test_the_chain_rules_sum_closes(keep_open):
    page = open_chapter(keep_open)
    graph = page.get_by_test_id("graph").nth(1)
    for t in ("1", "-2.3", "0.1"):
        graph.get_by_test_id("graph-t").fill(t)
        check([chain(graph, "dz/dt"), *walk(graph)], least=3)
        graph.get_by_test_id("graph-back").click()
        graph.get_by_test_id("graph-back").click()
    neuron = page.get_by_test_id("graph").nth(2)
    for w in ("0.7", "-1.1", "3"):
        neuron.get_by_test_id("graph-w").fill(w)
        check([chain(neuron, "∂L/∂w"), chain(neuron, "∂L/∂b")], least=2)


def test_the_secants_quotient_closes(keep_open):
    page = open_chapter(keep_open)
    write(page, "9x")
    for text in ("x^2 + 3x + 1", "sin(x)", "exp(-x^2)"):
        write(page, text)
        expect(page.get_by_test_id("slope-verdict")).to_have_text("All three agree.")
        for h in ("0.3", "-0.55", "-2.13", "-4"):
            page.get_by_test_id("slope-h").fill(h)
            check([page.get_by_test_id("slope-said").inner_text()], least=1)
