"""What a click leaves the focus on does not use up the keys; what is chosen by keyboard does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, at its first weights."""
    stage = Stage.on(keep_open("playground"))
    stage.begin_again()
    return stage


def expect_keys(stage: Stage) -> None:
    """Check that arrows step and Space plays and pauses."""
    stood = stage.step
    stage.key("ArrowRight")
    stage.wait_for_step(stood + 1)
    stage.key("Space")
    stage.wait_for_state("running")
    stage.key("Space")
    stage.wait_for_state("paused")


def test_keys_work_after_clicks_beside_the_stage(stage):
    sidebar = Sidebar(stage.page)
    for name in ("Network", "Data"):
        sidebar.tab(name)
        expect_keys(stage)
        expect(sidebar.root.get_by_role("radio", name=name, exact=True)).to_be_checked()
    sidebar.choose_language("English")
    expect_keys(stage)


def test_keys_work_after_a_click_on_a_neuron_and_after_an_edit_by_mouse(stage):
    stage.press("neuron-0-1")
    expect(stage.part("inspector")).to_be_visible()
    expect_keys(stage)
    expect(stage.part("neuron-0-1")).not_to_contain_class("off")

    stage.press("bias-0-1")
    stage.part("edit-value").fill("०.५")
    stage.press("edit-set")
    expect(stage.part("inspector")).to_be_hidden()
    expect_keys(stage)
    expect(stage.part("inspector")).to_be_hidden()


def test_space_presses_what_was_reached_by_keyboard(stage):
    stage.part("play").focus()
    stage.key("Tab")
    stage.key("Tab")
    expect(stage.part("step")).to_be_focused()
    stage.key("Space")
    stage.wait_for_step(1)
    stage.wait_for_state("paused")


def test_setting_a_weight_to_what_stands_there_changes_nothing(stage):
    stage.key("ArrowRight")
    stage.wait_for_link(step="1")
    stage.press("bias-0-0")
    stage.press("edit-set")
    expect(stage.part("inspector")).to_be_hidden()
    stage.key("ArrowRight")
    stage.wait_for_link(step="2")


def test_an_output_of_several_shows_its_class_large(visit):
    stage = Stage.on(visit("playground", dataset="blobs", classes="4", layers="dense:4:relu"))
    stage.press("neuron-1-2")
    expect(stage.root.locator(".plot h3")).to_have_text("Probability of Class 2")
    expect(stage.part("formula")).to_contain_text("e^z₃ / (e^z₁ + e^z₂ + e^z₃ + e^z₄)")
    expect(stage.part("switch-off")).to_have_count(0)


def test_a_link_that_plays_and_names_an_update_goes_there_and_plays_on(visit):
    stage = Stage.on(visit("playground", step="5", speed="3", autoplay="1"))
    stage.wait_beyond(6)
    assert stage.step < 200


TAKE_OUT = """stage => {
    const place = stage.getRootNode().host.parentElement;
    window.taken = { stage, place, parent: place.parentElement, next: place.nextSibling };
    place.remove();
}"""
PUT_BACK = "() => taken.parent.insertBefore(taken.place, taken.next)"
STANDS_STILL = """() => {
    const { frame } = taken.stage.dataset;
    taken.frames = frame === taken.frame ? taken.frames + 1 : 0;
    taken.frame = frame;
    return taken.frames > 30;
}"""


def test_a_stage_that_is_out_of_the_page_for_a_moment_goes_on_and_obeys_the_keys_pressed_meanwhile(keep_open):
    """Streamlit takes it out and puts it in again when a run of the whole page follows upon one that was broken off."""
    page = keep_open("playground")
    stage = Stage.on(page)
    stage.play(beyond=stage.step + 20)
    stage.root.evaluate(TAKE_OUT)
    page.wait_for_function(STANDS_STILL)
    stage.key("Space")
    page.evaluate(PUT_BACK)
    Sidebar(page).tab("Network")
    stage.wait_for_state("paused")
    stood = stage.stand_still()
    stage.key("ArrowRight")
    stage.wait_for_step(stood + 1)
    stage.play(beyond=stood + 20)
    stage.pause()
