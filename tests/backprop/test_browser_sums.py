"""Every sum and product of the stepper, as it is printed: a pocket calculator gets what stands there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.backprop.printed import check, check_lines, check_matrices, check_rule, number

NETWORKS = {
    "default": {},
    "curved": {"layers": "dense:3:gelu,dense:2:elu,dense:3:softplus", "batch": "4", "dataset": "moons", "step": "40"},
    "mixed": {"layers": "dense:3:silu,batchnorm,dense:2:relu,dropout:0.3", "batch": "4", "dataset": "blobs"},
    "huber": {"layers": "dense:2:relu", "batch": "3", "dataset": "sine", "loss": "huber", "optimizer": "momentum"},
    "penalised": {"batch": "20", "l1": "0.01", "l2": "0.02", "clip": "0.1", "step": "5", "loss": "mae"},
    "deep": {"layers": ",".join(["dense:8:tanh"] * 3), "dataset": "spiral", "optimizer": "adamw", "l2": "0.1"},
    "sure": {"layers": "dense:3:leaky_relu", "lr": "0.5", "optimizer": "rmsprop", "step": "300", "lang": "hi"},
}
WEIGHTS = 3


def open_run(keep_open, name: str) -> Page:
    page = keep_open.anew("backprop", **NETWORKS[name])
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-at", "0")
    return page


def steps_of(page: Page) -> range:
    return range(page.get_by_test_id("backprop-jump").locator("option").count())


@pytest.mark.parametrize("name", NETWORKS)
def test_each_step_adds_up(keep_open, name):
    page = open_run(keep_open, name)
    root, jump = page.get_by_test_id("backprop"), page.get_by_test_id("backprop-jump")
    lines = signs = 0
    for at in steps_of(page):
        jump.select_option(str(at))
        expect(root).to_have_attribute("data-at", str(at))
        lines += check_lines(page)
        signs += check_matrices(page)
        for line in page.get_by_test_id("backprop-rule").all():
            check_rule(line)
    assert lines >= len(steps_of(page)) - 3 and signs > 3


@pytest.mark.parametrize("name", NETWORKS)
def test_chains_and_paths_add_up(keep_open, name):
    page = open_run(keep_open, name)
    page.get_by_test_id("backprop-tab-chain").click()
    layers = page.get_by_test_id("weight-layer")
    values = [option.get_attribute("value") for option in layers.locator("option").all()]
    for layer in values[:WEIGHTS]:
        layers.select_option(layer)
        expect(page.locator(".backprop [aria-busy]")).to_have_count(0)
        check_chain(page)
        check_paths(page)
        check_trail(page)


def check_chain(page: Page) -> None:
    rows, total = page.get_by_test_id("chain-row"), page.get_by_test_id("chain-total")
    check_products(rows, ".factor")
    if not total.count():
        return
    check_column(rows, page.get_by_test_id("chain-others"), total)
    page.get_by_test_id("all-samples").click()
    check_products(rows, ".factor")
    check_column(rows, page.get_by_test_id("chain-others"), total)


def check_products(rows, factors: str) -> None:
    for row in rows.all():
        if not row.is_visible():
            continue
        texts = row.locator(factors).all_text_contents()
        made = 1.0
        for text in texts:
            made *= number(text)
        check(made, row.locator(".sign").last.text_content(), row.locator(".result").text_content(), " · ".join(texts))


def check_column(rows, others, total) -> None:
    terms = [row.locator(".result").text_content() for row in [*rows.all(), *others.all()] if row.is_visible()]
    shown = total.locator(".result").text_content()
    check(sum(map(number, terms)), total.locator(".sign").text_content(), shown, " + ".join(terms))


def check_paths(page: Page) -> None:
    more = page.get_by_test_id("more-paths")
    if more.count():
        more.click()
    check_sum(page, "path", "paths-total")


def check_trail(page: Page) -> None:
    if page.get_by_test_id("trail").count():
        check_sum(page, "trail", "trail-total")


def check_sum(page: Page, line: str, total: str) -> None:
    """Check the products of a section, and what they add up to with the rest."""
    last = page.get_by_test_id(total)
    if not last.count():
        return
    section = page.locator("section").filter(has=last)
    rows = section.get_by_test_id(line)
    check_products(rows, ".factor")
    terms = rows.locator(".result").all_text_contents()
    terms += [text.rpartition(": ")[2] for text in section.get_by_test_id("rest").all_text_contents()]
    _name, sign, shown = re.split(" ([=≈]) ", last.text_content())
    check(sum(map(number, terms)), sign, shown, " + ".join(terms))
