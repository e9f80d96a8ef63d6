"""A layer with more units than its column draws: each of them is reached, by mouse, by keyboard and by touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.screens import LAPTOP, show_on_phone
from tests.helpers.stage import Stage

LAYERS = "dense:64:tanh,dense:40:relu"

FOCUSED = """(s, name) => s.getRootNode().activeElement?.dataset.testid === name"""


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, in a laptop's window, each layer drawn from its first unit."""
    stage = Stage.on(keep_open("playground", layers=LAYERS))
    stage.page.set_viewport_size(LAPTOP)
    for layer in (0, 1):
        while stage.part(f"earlier-units-{layer}").get_attribute("aria-disabled") == "false":
            stage.press(f"earlier-units-{layer}")
        expect(stage.part(f"neuron-{layer}-0")).to_be_attached()
    return stage


def test_later_units_come_while_the_run_goes_on(stage):
    stage.play()

    stage.press("later-units-0")
    stage.press("later-units-0")

    expect(stage.part("neuron-0-32")).to_be_attached()
    expect(stage.part("neuron-0-0")).not_to_be_attached()
    expect(stage.part("neuron-1-0")).to_be_attached()
    assert stage.state == "running"
    stage.wait_beyond(stage.step)
    stage.pause()


def test_the_last_units_are_reached_by_keyboard_and_the_button_keeps_the_focus(stage):
    stage.part("later-units-1").focus()
    stage.key("Enter")
    expect(stage.part("neuron-1-16")).to_be_attached()
    stage.key("Enter")

    expect(stage.part("neuron-1-39")).to_be_attached()
    expect(stage.part("neuron-1-24")).to_be_attached()
    expect(stage.part("later-units-1")).to_have_attribute("aria-disabled", "true")
    stage.wait(FOCUSED, "later-units-1")


def test_a_neuron_has_all_its_weights_and_each_can_be_set(stage):
    stage.part("neuron-1-3").click()
    expect(stage.part("inspector").locator("li")).to_have_count(65)
    expect(stage.part("list-60")).to_contain_text(".")

    stage.press("list-60")
    stage.part("edit-value").fill("2.5")
    stage.press("edit-set")
    stage.part("neuron-1-3").click()

    expect(stage.part("list-60")).to_contain_text("2.500")
    expect(stage.part("formula")).to_contain_text("2.50·a₆₁⁽¹⁾")
    stage.press("inspector-close")


def test_the_buttons_can_be_touched_on_a_phone(stage):
    show_on_phone(stage.page)

    for name in ("earlier-units-0", "later-units-0", "later-units-1"):
        box = stage.part(name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 40
    stage.press("later-units-0")
    expect(stage.part("neuron-0-16")).to_be_attached()
