"""The browser's own buttons: the run stands where the address that they bring back says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.heldlink import HeldLink
from tests.browser.stage import Stage


def test_back_and_forward_lead_from_set_up_to_set_up_and_take_the_run_along(visit):
    page = visit()
    stage = Stage.on(page)
    stage.wait_for_link(seed=None)
    entries = page.evaluate("() => history.length")
    for step in ("1", "2"):
        stage.press("step")
        stage.wait_for_link(step=step)
    assert page.evaluate("() => history.length") == entries

    stage.press("reseed")
    stage.wait_for_link(seed="2", step=None)
    stage.press("step")
    stage.wait_for_link(seed="2", step="1")
    assert page.evaluate("() => history.length") == entries + 1

    page.go_back()
    stage.wait_for_step(2)
    stage.wait_for_link(seed=None, step="2")
    page.go_forward()
    stage.wait_for_step(1)
    stage.wait_for_link(seed="2", step="1")


def test_back_leads_home_from_a_card_even_where_the_stage_comes_after_the_address(visit):
    page = visit("")
    held: list[Route] = []
    page.route("**/stage/main.js*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks the function)
    page.get_by_role("link", name="Try it").first.click()
    page.wait_for_url(lambda url: "dataset=spiral" in url and "step=" not in url)
    page.unroute("**/stage/main.js*")
    for route in held:
        route.continue_()
    Stage.on(page).play(beyond=10)
    page.go_back()
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()


def open_home(page: Page) -> None:
    page.get_by_test_id("stTopNavSection").first.click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Home").click()


@pytest.mark.parametrize("leave", [Page.go_back, open_home])
def test_a_network_that_plays_does_not_keep_the_learner_from_leaving(visit, leave):
    """Of requests of two pages that come close together Streamlit's server follows the later one."""
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("", {}))
    page.get_by_role("link", name="Try it").first.click()
    page.wait_for_url(lambda url: "dataset=spiral" in url)
    Stage.on(page).play(beyond=10)
    link.hold()
    link.wait_for_request()
    leave(page)
    link.wait_for_request(2)
    painted = Stage(page).frame
    Stage(page).root.evaluate("stage => { window.taken = stage; }")

    # The answer to the stage's last request comes after the learner's wish to leave was sent.
    link.release_one()
    page.wait_for_function("painted => +taken.dataset.frame > painted", arg=painted)
    link.release()
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert page.url.endswith("/")


def test_a_long_replay_goes_on_in_another_language_and_can_be_ended(visit):
    page = visit(step="1000000")
    progress = page.get_by_test_id("stProgress")
    expect(progress).to_contain_text("1,000,000")
    page.get_by_text("हिन्दी").first.click()
    expect(progress).to_contain_text("हो चुके")
    page.get_by_role("button", name="यहीं रोकें").click()
    stage = Stage.on(page)
    stage.wait_for_state("paused")
    assert 0 < stage.step < 1_000_000
    stage.wait_for_link(step=str(stage.step))
