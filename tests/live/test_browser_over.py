"""What is open over the page has the keys to itself: the stage behind it stands still."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage

KEYS = ("Space", "ArrowUp", "r", "Tab", "ArrowRight", "ArrowUp")


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, paused at update 1: each of its keys would move it from there."""
    stage = Stage.on(keep_open("playground"))
    stage.begin_again()
    stage.key("ArrowRight")
    stage.wait_for_link(step="1")
    return stage


def expect_no_key_gets_through(stage: Stage) -> None:
    for key in KEYS:
        stage.key(key)
    stage.wait_for_last_frame()
    assert (stage.step, stage.state) == (1, "paused")


def expect_keys_back(stage: Stage) -> None:
    stage.key("ArrowRight")
    stage.wait_for_step(2)


def test_a_dialog_keeps_the_keys_from_the_stage_behind_it(stage):
    dialog = stage.page.get_by_role("dialog", name="PyTorch code")
    stage.page.get_by_role("button", name="PyTorch code").click()
    expect(dialog).to_be_visible()
    expect_no_key_gets_through(stage)
    stage.key("Escape")
    expect(dialog).to_be_hidden()
    expect_keys_back(stage)


def test_an_open_menu_keeps_the_keys(stage):
    menu = stage.page.get_by_test_id("stMainMenuPopover")
    stage.page.get_by_test_id("stMainMenuButton").click()
    expect(menu).to_be_visible()
    expect_no_key_gets_through(stage)
    stage.key("Escape")
    expect(menu).to_be_hidden()
    expect_keys_back(stage)


def test_an_open_list_keeps_the_keys(stage):
    sidebar = Sidebar(stage.page)
    sidebar.tab("Data")
    sidebar.root.get_by_role("combobox").first.click()
    choices = stage.page.get_by_role("listbox")
    expect(choices).to_be_visible()
    # Not Tab and Space: they choose from a list.
    for key in ("ArrowUp", "ArrowRight", "r"):
        stage.key(key)
    stage.wait_for_last_frame()
    assert (stage.step, stage.state) == (1, "paused")
    stage.key("Escape")
    expect(choices).to_be_hidden()


def test_keys_work_while_a_slider_has_the_focus_that_has_no_use_for_them(stage):
    stage.part("speed").focus()
    stage.key("Space")
    stage.wait_for_state("running")
    stage.key("Space")
    stage.wait_for_state("paused")
    stage.key("r")
    stage.wait_for_step(0)
