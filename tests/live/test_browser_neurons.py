"""Looking into the network and changing it by hand: weights, biases, switched-off neurons, large maps."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.stage import Stage

NOT_A_NUMBER = "Type a number between −1000 and 1000."


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, at its first weights."""
    stage = Stage.on(keep_open("playground"))
    stage.begin_again()
    return stage


def set_value(stage: Stage, text: str) -> None:
    stage.part("edit-value").fill(text)
    stage.press("edit-set")


def test_a_click_on_an_edge_edits_its_weight(stage):
    before = stage.train_loss
    stage.click_edge("weight-0-1-0")
    set_value(stage, "3.25")
    stage.wait_for_other_loss(before)

    stage.click_edge("weight-0-1-0")
    expect(stage.part("edit-value")).to_have_value("3.25")
    assert stage.step == 0


def test_a_click_on_a_bias_edits_it(stage):
    before = stage.train_loss
    stage.press("bias-2-0")
    set_value(stage, "-2")
    stage.wait_for_other_loss(before)

    stage.press("bias-2-0")
    expect(stage.part("edit-value")).to_have_value("-2")


def test_what_is_not_a_usable_number_is_refused_with_a_message(stage):
    before = stage.train_loss
    stage.press("bias-0-0")
    held = stage.part("edit-value").input_value()
    for text in ("much", "", "1e9", "nan", "Infinity"):
        set_value(stage, text)
        expect(stage.part("edit-problem")).to_have_text(NOT_A_NUMBER)
        set_value(stage, held)
        expect(stage.part("inspector")).to_be_hidden()
        stage.press("bias-0-0")

    expect(stage.part("edit-value")).to_have_value(held)
    assert stage.train_loss == pytest.approx(before, rel=1e-3)


def test_an_edit_lets_the_run_go_on_from_there(stage):
    stage.play(beyond=10)
    stood = stage.pause()
    before = stage.train_loss
    stage.press("bias-2-0")
    set_value(stage, "5")
    stage.wait_for_other_loss(before)
    assert stage.step == stood
    stage.wait_for_link(changes=f"{stood}:b:2:0:5", step=str(stood))
    edited = stage.train_loss
    stage.page.reload()
    again = Stage.on(stage.page)
    again.wait_for_step(stood)
    assert again.train_loss == edited
    again.play(beyond=stood)


def test_a_neuron_is_switched_off_and_on_again(stage):
    before = stage.train_loss
    stage.press("neuron-0-2")
    stage.press("switch-off")
    stage.wait_for_other_loss(before)
    expect(stage.part("neuron-0-2")).to_contain_class("off")

    expect(stage.part("switch-off")).to_have_text("Switch on")
    stage.press("switch-off")
    stage.wait("(s, loss) => +s.dataset.trainLoss === loss", before)
    expect(stage.part("neuron-0-2")).not_to_contain_class("off")


def test_a_neuron_shows_its_formula_and_its_map_large(stage):
    title = stage.root.get_by_role("heading", name="What the network says")
    expect(title).to_be_visible()
    stage.press("neuron-1-1")
    expect(stage.part("formula")).to_contain_text("Tanh(")
    expect(stage.root.locator(".plot h3")).to_have_text("Neuron 2 of layer 2")

    stage.press("show-output")
    expect(title).to_be_visible()


def test_the_drawing_is_reached_by_keyboard(stage):
    stage.part("neuron-0-0").focus()
    stage.key("Tab")
    stage.key("Shift+Tab")
    expect(stage.part("neuron-0-0")).to_be_focused()
    stage.key("ArrowRight")
    expect(stage.part("neuron-1-0")).to_be_focused()
    stage.key("Enter")
    expect(stage.part("inspector")).to_be_visible()
    stage.key("Escape")
    expect(stage.part("inspector")).to_be_hidden()
    assert stage.step == 0
