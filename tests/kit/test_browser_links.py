"""The address bar: it holds the set-up and the update, opens the same run elsewhere, and can't break a page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part


def numbers(stage: Stage) -> list[str]:
    """Return what the stage says of the run, exactly."""
    return [stage.get(name) for name in ("step", "epoch", "train-loss", "test-loss", "test-accuracy")]


def test_reload_returns_to_the_same_set_up_and_update(keep_open):
    page = keep_open.anew(layers="dense:3:relu", seed="5")
    stage = Stage.on(page)
    Sidebar(page).choose("Data set", "Moons")
    stage.wait_for_link(dataset="moons")
    stage.play(beyond=100)
    stage.pause()
    seen, link = numbers(stage), stage.link()

    page.reload()
    stage = Stage.on(page)
    stage.wait_for_step(int(seen[0]))
    assert numbers(stage) == seen
    assert stage.link() == link
    assert link | {"step": ""} == {"dataset": "moons", "layers": "dense:3:relu", "seed": "5", "step": ""}


def test_reload_while_it_plays_comes_back_to_what_was_reached_also_after_a_change(keep_open):
    page = keep_open.anew(dataset="moons", speed="300")
    stage = Stage.on(page)
    stage.play(beyond=50)
    entries = page.evaluate("() => history.length")
    stood = stage.step
    stage.wait_for_link_beyond(stood)
    assert page.evaluate("() => history.length") == entries
    sidebar = Sidebar(page)
    sidebar.tab("Train")
    sidebar.slide("Learning rate", "ArrowRight")
    stage.wait_for_change("lr:0.03")
    changed = stage.link()["changes"]
    stage.wait_for_link_beyond(int(changed.split(":")[0]))

    page.reload()
    stage = Stage.on(page)
    stage.wait_for_state("paused")
    assert stage.stand_still() > stood
    assert stage.link()["changes"] == changed
    Sidebar(page).tab("Train")
    expect(page.get_by_role("slider", name="Learning rate")).to_have_attribute("aria-valuetext", "0.03")


def test_a_copied_link_opens_the_same_run_for_somebody_else(keep_open, visit):
    setup = {"layers": "dense:8:tanh,dense:4:elu", "optimizer": "sgd", "lr": "0.1", "noise": "3"}
    stage = Stage.on(keep_open.anew(dataset="spiral", **setup))
    stage.play(beyond=50)
    stage.pause()

    other = Stage.on(visit(**stage.link()))
    other.wait_for_step(stage.step)
    assert other.state == "paused"
    assert numbers(other) == numbers(stage)


def test_a_link_with_a_step_shows_the_state_that_stepping_there_shows(keep_open, visit):
    stepped = Stage.on(keep_open.anew())
    for _ in range(4):
        stepped.press("epoch")
    stepped.wait_for_step(100)
    for _ in range(3):
        stepped.press("step")
    stepped.wait_for_step(103)

    linked = Stage.on(visit(step="103"))
    linked.wait_for_step(103)
    assert numbers(linked) == numbers(stepped)
    linked.press("step")
    stepped.press("step")
    linked.wait_for_step(104)
    stepped.wait_for_step(104)
    assert numbers(linked) == numbers(stepped)


GARBAGE = {
    "lr": "fast",
    "batch": "-3",
    "dataset": "../../etc/passwd",
    "layers": "dense:1e9:tanh,<b>",
    "seed": "9" * 400,
    "step": "NaN",
    "optimizer": "<script>alert(1)</script>",
    "features": "x1,,x9",
    "lang": "xx",
    "points": "1:2",
    "autoplay": "maybe",
    "unknown": "ignored",
}


def test_garbage_in_a_link_is_named_and_the_page_works(keep_open):
    page = keep_open.anew(**GARBAGE)
    stage = Stage.on(page)
    told = page.get_by_test_id(Part.MAIN).get_by_test_id(Part.ALERT)
    for name in GARBAGE.keys() - {"unknown"}:
        expect(told.get_by_text(re.compile(rf"^{name}: “"))).to_be_visible()
    expect(told).to_contain_text("<script>")
    expect(page.get_by_text("Traceback")).to_have_count(0)
    stage.play(beyond=10)


def test_a_link_to_a_file_that_is_not_here_any_more_says_so(keep_open):
    page = keep_open.anew(dataset="file", file="0123456789abcdef")
    stage = Stage.on(page)
    expect(page.get_by_test_id(Part.MAIN).get_by_test_id(Part.ALERT)).to_contain_text("file")
    stage.play(beyond=10)


def test_autoplay_begins_by_itself(keep_open):
    stage = Stage.on(keep_open.anew(autoplay="1"))
    stage.wait_for_state("running")
    stage.wait_beyond(20)


def test_presentation_leaves_the_stage_and_its_buttons(keep_open):
    page = keep_open.anew(present="1")
    stage = Stage.on(page)
    expect(stage.root).to_contain_class("present")
    expect(page.get_by_role("combobox", name="Data set")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    stage.play(beyond=10)
    stage.pause()

    page.get_by_role("button", name="Leave presentation").click()
    expect(page.get_by_role("combobox", name="Data set")).to_be_visible()
    stage.wait_for_link(present=None)


def test_two_tabs_do_not_disturb_each_other(keep_open):
    page = keep_open.anew()
    first = Stage.on(page)
    other_page = keep_open("playground", dataset="xor", seed="3")
    assert other_page.context == page.context
    second = Stage.on(other_page)

    second.press("epoch")
    second.wait_for_step(25)
    stood = numbers(second)
    page.bring_to_front()
    first.play(beyond=300)
    first.pause()

    other_page.bring_to_front()
    assert numbers(second) == stood
    assert second.link() == {"dataset": "xor", "seed": "3", "step": "25"}
    assert "dataset" not in first.link()


@pytest.mark.parametrize("first", ["playground", ""])
def test_any_page_can_be_the_very_first_request_of_a_fresh_server(fresh_visit, first):
    page = fresh_visit(first)
    sections = page.get_by_test_id(Part.TOP_NAV_SECTION)
    expect(sections).to_have_text(["Play", "See inside", "Learn", "Practice"])
    if first:
        stage = Stage.on(page)
        stage.play(beyond=10)
        stage.pause()

    sections.first.click()
    page.get_by_test_id(Part.TOP_NAV_DROPDOWN_LINK).filter(has_text="Home").click()
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()
    page.get_by_role("button", name="Open the playground").click()
    Stage.on(page).play(beyond=10)
    expect(sections).to_have_text(["Play", "See inside", "Learn", "Practice"])


def test_a_card_of_the_home_page_opens_its_set_up(keep_open):
    page = keep_open.anew("")
    page.get_by_role("link", name="Try it").first.click()
    stage = Stage.on(page)
    stage.wait_for_link(dataset="spiral")
    stage.play(beyond=10)
    page.go_back()
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()


def test_a_widget_and_the_stage_that_send_in_the_same_instant_are_both_heard(keep_open):
    page = keep_open.anew()
    stage = Stage.on(page)
    present = page.get_by_role("button", name="Present").element_handle()
    stage.part("step").evaluate("(step, present) => { step.click(); present.click(); }", present)
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    stage.wait_for_link(present="1")
    stage.wait_for_step(1)
