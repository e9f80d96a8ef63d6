"""Widgets and the stage that send at the same time: the learner's last wish holds, whatever was on its way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.helpers.held_link import HeldLink
from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import wait_for_run


def test_an_example_stays_chosen_though_a_request_on_its_way_carries_the_values_before(visit):
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("playground", {"lang": "en"}))
    stage, sidebar = Stage.on(page), Sidebar(page)
    sidebar.tab("Network")
    link.hold()
    sidebar.choose("Example", "Works: Checkerboard")
    link.wait_for_request()
    stage.press("play")
    link.release_one()
    stage.wait_for_link(dataset="checkerboard", layers="dense:16:relu,dense:16:relu")
    wait_for_run(page)
    link.release()
    stage.wait_beyond(20)
    assert stage.link()["layers"] == "dense:16:relu,dense:16:relu"
    expect(page.get_by_role("spinbutton", name="Units of layer 1")).to_have_value("16")
    expect(page.get_by_role("combobox", name="Example")).to_have_value("Works: Checkerboard")


def test_two_changes_in_quick_succession_both_hold_and_the_run_goes_on(visit):
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("playground", {"lang": "en"}))
    stage, sidebar = Stage.on(page), Sidebar(page)
    stage.press("epoch")
    stage.wait_for_link(step="25")
    sidebar.tab("Train")
    link.hold()
    sidebar.slide("Learning rate", "ArrowRight")
    link.wait_for_request()
    sidebar.slide("Batch size", "ArrowRight")
    link.wait_for_request(2)

    # The second request was sent from the address before the first.
    link.release_one()
    stage.wait_for_link(changes="25:lr:0.03")
    link.release()

    stage.wait_for_link(changes="25:lr:0.03:batch:20", step="25")
    wait_for_run(page)
    assert stage.step == 25
    assert sidebar.root.get_by_role("slider", name="Batch size").evaluate("slider => slider.matches(':focus')")


def test_a_tab_that_is_opened_again_shows_the_values_in_use_though_the_stage_asked_while_it_closed(visit):
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("playground", {"lang": "en", "seed": "7"}))
    stage, sidebar = Stage.on(page), Sidebar(page)
    sidebar.tab("Network")
    expect(page.get_by_role("spinbutton", name="Weights seed")).to_have_value("7")
    link.hold()
    sidebar.tab("Data")
    link.wait_for_request()

    # The stage's request still carries the values of the tab that is being closed.
    stage.press("step")
    link.release_one()
    expect(page.get_by_role("slider", name="Noise")).to_be_visible()
    wait_for_run(page)
    sidebar.tab("Network")
    answered = link.answered
    link.release_two()
    # The server may have made one run of the two, in which the stage is not answered: it asks again.
    link.wait_for_answer(answered + 1)
    link.release()
    stage.wait_for_link(step="1")
    expect(page.get_by_role("spinbutton", name="Weights seed")).to_have_value("7")
    stage.press("step")
    stage.wait_for_step(2)
    stage.wait_for_link(seed="7", step="2")
