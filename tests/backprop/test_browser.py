"""Backprop step by step in a browser: by keyboard, by mouse and by tap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.backprop.printed import number
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import PHONE, show_in, sideways

TOUCH_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SMALL = {"layers": "dense:3:tanh,dense:2:sigmoid", "batch": "4"}
MIXED = {"layers": "dense:3:silu,batchnorm,dense:2:softplus,dropout:0.3", "batch": "4", "dataset": "blobs"}


def open_anew(keep_open, **options) -> Page:
    page = keep_open.anew("backprop", **options)
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-at", "0")
    return page


def open_small(keep_open) -> Page:
    """Return the page of a small network, which stays open, at the first step of an update by its mini-batch."""
    page = keep_open("backprop", **SMALL)
    batch = page.get_by_test_id("backprop-batch")
    if batch.get_attribute("aria-pressed") == "false":
        batch.click()
    expect(batch).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("backprop-jump").select_option("0")
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-at", "0")
    return page


def test_a_whole_update_by_keyboard(keep_open):
    page = open_anew(keep_open, **MIXED)
    root = page.get_by_test_id("backprop")
    page.get_by_test_id("backprop-next").focus()
    last = page.get_by_test_id("backprop-jump").locator("option").count() - 1
    titles = []
    for at in range(1, last + 1):
        page.keyboard.press("ArrowRight")
        expect(root).to_have_attribute("data-at", str(at))
        titles.append(page.get_by_test_id("backprop-title").inner_text())
    assert len(set(titles)) == last
    for at in range(last - 1, last - 4, -1):
        page.keyboard.press("ArrowLeft")
        expect(root).to_have_attribute("data-at", str(at))
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-at", str(last))
    page.keyboard.press("Home")
    expect(root).to_have_attribute("data-at", "0")


def test_keys_work_after_a_click_anywhere_and_a_field_keeps_its_own(keep_open):
    page = open_anew(keep_open)
    root = page.get_by_test_id("backprop")
    net = page.get_by_test_id("backprop-net")
    at = 0
    for click in (
        lambda: net.locator('[data-node="0-1"]').click(),
        lambda: page.get_by_role("heading", name="Backprop step by step").click(),
        lambda: page.mouse.click(1360, 500),
        lambda: page.get_by_test_id("backprop-why").click(),
    ):
        click()
        at = int(root.get_attribute("data-at"))
        page.keyboard.press("ArrowRight")
        expect(root).to_have_attribute("data-at", str(at + 1))
        page.keyboard.press("Home")
        expect(root).to_have_attribute("data-at", "0")
    page.get_by_test_id("backprop-row").click()
    for key in ("ArrowRight", "End"):
        page.keyboard.press(key)
    expect(root).to_have_attribute("data-at", "0")


def test_a_weight_is_picked_in_the_drawing(keep_open):
    page = open_small(keep_open)
    net = page.get_by_test_id("backprop-net")
    # The middle of the line from the second input to the third neuron of layer 1.
    ends = [net.locator(f'[data-node="{name}"] circle') for name in ("-1-1", "0-2")]
    boxes = [end.bounding_box() for end in ends]
    x, y = (sum(box[side] + box[size] / 2 for box in boxes) / 2 for side, size in (("x", "width"), ("y", "height")))
    page.mouse.click(x, y)
    expect(page.get_by_test_id("weight-unit")).to_have_value("2")
    expect(page.get_by_test_id("weight-source")).to_have_value("1")
    page.get_by_test_id("all-samples").click()
    rows = page.get_by_test_id("chain-row")
    expect(rows).to_have_count(4)
    total = number(page.get_by_test_id("chain-total").locator(".result").inner_text())
    paths = page.get_by_test_id("path")
    assert paths.count() == 2
    shown = number(page.get_by_test_id("paths-total").inner_text().split("=")[1])
    assert shown == pytest.approx(number(rows.first.locator(".result").inner_text()), rel=1e-3)
    paths.first.focus()
    expect(net.locator(".edge.lit")).to_have_count(3)
    # The gradient of the step is the same number.
    page.get_by_test_id("backprop-jump").select_option("13")
    shown = page.get_by_test_id("backprop-numbers").inner_text().split(" = ")[1]
    assert number(shown) == pytest.approx(total, rel=1e-3)


def test_a_weight_is_picked_by_keyboard_and_its_rule_is_that_of_the_optimiser(keep_open):
    page = open_small(keep_open)
    page.get_by_test_id("backprop-phase-update").press("Enter")
    page.get_by_test_id("weight-layer").select_option("0")
    expect(page.get_by_test_id("weight-source")).not_to_contain_text("neuron")
    page.get_by_test_id("weight-layer").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("weight-source")).to_contain_text("neuron 3")
    change = page.get_by_test_id("change").inner_text()
    page.get_by_test_id("weight-source").select_option("bias")
    expect(page.get_by_test_id("change")).not_to_have_text(change)
    old, new = (number(part) for part in re.findall(r"[−\d.]+", page.get_by_test_id("change").inner_text()))
    # Adam's first step has the size of the learning rate.
    assert abs(new - old) == pytest.approx(0.01, rel=1e-3)


def test_a_point_is_chosen_and_a_bad_number_is_explained(keep_open):
    page = open_small(keep_open)
    field = page.get_by_test_id("backprop-row")
    field.fill("9999")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="9999")).to_contain_text("a whole number from 1 to 500")
    field.fill("१२")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="9999")).to_have_count(0)
    expect(page.get_by_test_id("backprop-points").locator(".ring")).to_have_count(1)
    expect(page.get_by_test_id("backprop-batch")).to_have_attribute("aria-pressed", "false")
    page.get_by_test_id("backprop-batch").click()
    plot = page.get_by_test_id("backprop-points")
    plot.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("backprop-batch")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Make this update")).to_be_disabled()
    page.get_by_test_id("backprop-batch").click()
    expect(page.get_by_test_id("backprop-sample")).to_contain_text("sample 1 of 4")


def test_on_a_phone_a_tap_steps_and_nothing_sticks_out(keep_open):
    page = open_anew(keep_open, profile=TOUCH_PHONE)
    page.get_by_test_id("backprop-next").tap()
    expect(page.get_by_test_id("backprop")).to_have_attribute("data-kind", "z")
    page.get_by_test_id("backprop-tab-chain").tap()
    expect(page.get_by_test_id("chain")).to_be_visible()
    assert sideways(page) == 0


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_it_can_be_used_by_everybody(keep_open, lang, scheme):
    page = open_anew(keep_open, lang=lang)
    show_in(page, scheme)
    for press in ("backprop-phase-update", "backprop-tab-chain"):
        page.get_by_test_id(press).click()
        wait_until_drawn(page)
        assert violations(page) == []
