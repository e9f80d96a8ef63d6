"""Every activation in the stepper: its formula with numbers put in gives its value and its slope, as torch has them."""

from __future__ import annotations

import pytest
import torch
from playwright.sync_api import Page, expect

from nnviz.core.catalog.activations import ACTIVATIONS
from tests.backprop.printed import check_line, number
from tests.helpers.twin import module_of

UNITS = 3
# What is read from a table has three places after the point.
ROUNDED = 2e-3
CONSTANT_SLOPE = {"step", "linear"}
NAMES = list(ACTIVATIONS)
AT_ONCE = 5
"""Hidden layers of one network."""


def go_to(page: Page, kind: str, layer: int) -> None:
    """Go to a step of a layer, which counts from 0."""
    jump, root = page.get_by_test_id("backprop-jump"), page.get_by_test_id("backprop")
    for at in range(jump.locator("option").count()):
        jump.select_option(str(at))
        if (root.get_attribute("data-kind"), root.get_attribute("data-layer")) == (kind, str(layer)):
            return
    raise AssertionError(f"there is no step {kind} of layer {layer}")


def light(page: Page, layer: int, unit: int) -> None:
    """Click a neuron of the layer in view."""
    node = page.locator(f'[data-node="{layer}-{unit}"]')
    node.click()
    expect(node).to_contain_class("lit")


def read_sum(page: Page) -> float:
    """Return z of the lit neuron, as the first table has it."""
    table = page.get_by_test_id("backprop-formula").locator(".matrix").first
    power = "".join(table.locator(".name b").all_inner_texts())
    return number(table.locator("tr.lit td").inner_text() + power)


def result_of(line: str) -> float:
    """Require that a line gives what it says; return its result."""
    check_line(line)
    return number(line.split(" → ")[-1].split(" = ")[-1])


def value_and_slope(name: str, z: float) -> tuple[float, float]:
    place = torch.tensor(z, dtype=torch.float64, requires_grad=True)
    value = module_of(name)(place)
    value.backward()
    return value.item(), place.grad.item()


@pytest.mark.parametrize("names", [NAMES[start : start + AT_ONCE] for start in range(0, len(NAMES), AT_ONCE)])
def test_each_activation_and_its_slope_are_reckoned_as_printed(keep_open, names):
    page = keep_open.anew("backprop", layers=",".join(f"dense:{UNITS}:{name}" for name in names))
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-at", "0")
    sides = set()
    for layer, name in enumerate(names):
        go_to(page, "a", layer)
        sums = []
        for unit in range(UNITS):
            light(page, layer, unit)
            sums.append(read_sum(page))
            made = result_of(page.get_by_test_id("backprop-numbers").inner_text())
            assert made == pytest.approx(value_and_slope(name, sums[-1])[0], abs=ROUNDED)
            sides.add(sums[-1] > 0)
        go_to(page, "delta", layer)
        for unit, z in enumerate(sums):
            light(page, layer, unit)
            *_arrival, _product, slope = page.get_by_test_id("backprop-numbers").all_inner_texts()
            if name not in CONSTANT_SLOPE:
                assert result_of(slope) == pytest.approx(value_and_slope(name, z)[1], abs=ROUNDED)
    assert sides == {True, False}
