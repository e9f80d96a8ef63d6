"""The browser's own buttons: the run stands where the address that they bring back says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.helpers.browser import Visits
from tests.helpers.held_link import HeldLink
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part, wait_for_run


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
    page.route("**/live/main.js*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks the function)
    page.get_by_role("link", name="Try it").first.click()
    page.wait_for_url(lambda url: "dataset=spiral" in url and "step=" not in url)
    page.unroute("**/live/main.js*")
    for route in held:
        route.continue_()
    Stage.on(page).play(beyond=10)
    page.go_back()
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()


def open_from_menu(page: Page, section: str, title: str) -> None:
    page.get_by_test_id(Part.TOP_NAV_SECTION).filter(has_text=section).click()
    page.get_by_test_id(Part.TOP_NAV_DROPDOWN_LINK).filter(has_text=title).click()


def open_home(page: Page) -> None:
    open_from_menu(page, "Play", "Home")


def open_by_button(page: Page) -> None:
    page.get_by_role("button", name="Open the playground").click()


def open_by_card(page: Page) -> None:
    page.get_by_role("link", name="Try it").first.click()


def open_by_menu(page: Page) -> None:
    open_from_menu(page, "Play", "Playground")


def expect_home(page: Page) -> None:
    expect(page.get_by_role("heading", name="Build a neural network and watch it learn")).to_be_visible()
    wait_for_run(page)


def begin_at_home(visit: Visits, **parameters: str) -> tuple[Page, HeldLink]:
    page = visit.new_tab()
    link = HeldLink(page)
    page.goto(visit.address("", parameters))
    expect_home(page)
    return page, link


@pytest.mark.parametrize("open_playground", [open_by_button, open_by_card, open_by_menu])
def test_the_playground_is_one_entry_of_the_history_whatever_it_writes_as_it_comes(visit, open_playground):
    page = visit("", seed="3")
    expect_home(page)
    home, entries = page.url, page.evaluate("() => history.length")
    open_playground(page)
    stage = Stage.on(page)
    page.wait_for_url(lambda url: "/playground?" in url and "step=" not in url)
    assert page.evaluate("() => history.length") == entries + 1

    stage.press("reseed")
    page.wait_for_function("length => history.length === length", arg=entries + 2)
    page.go_back()
    page.go_back()
    expect_home(page)
    assert page.url == home


def test_an_address_that_comes_before_its_page_does_not_become_one_of_the_page_before(visit):
    """Streamlit's browser side takes over an address at once, and turns to a page when it has drawn something of it."""
    page, link = begin_at_home(visit)
    home, entries = page.url, page.evaluate("() => history.length")
    link.hold_answers()
    answered = link.answered
    open_by_card(page)
    link.wait_for_answer(answered + 1)
    link.release_answers()
    Stage.on(page)
    assert page.evaluate("() => history.length") == entries + 1
    page.go_back()
    expect_home(page)
    assert page.url == home


def test_back_leads_home_while_the_server_answers_what_was_done_before(visit):
    """Streamlit's browser side forgets a large message that its server, asked meanwhile, relies on."""
    page, link = begin_at_home(visit)
    home = page.url
    open_by_card(page)
    Stage.on(page)
    link.hold()
    page.get_by_role("radio", name="Train").click()
    link.wait_for_request()
    page.go_back()
    link.wait_for_request(2)
    answered = link.answered
    link.release_one()
    link.wait_for_answer(answered + 1)
    link.release()
    expect_home(page)
    assert page.url == home


@pytest.mark.parametrize(("leave", "home"), [(Page.go_back, {"seed": "3"}), (open_home, {})])
def test_a_network_that_plays_does_not_keep_the_learner_from_leaving(visit, leave, home):
    """Of requests of two pages that come close together Streamlit's server follows the later one."""
    page, link = begin_at_home(visit, seed="3")
    open_by_button(page)
    stage = Stage.on(page)
    stage.play(beyond=10)
    link.hold()
    link.wait_for_request()
    stage.wait_for_last_frame()
    leave(page)
    link.wait_for_page_request()
    asked, painted = len(link.requests), stage.frame
    stage.root.evaluate("stage => { window.taken = stage; }")

    # The answer to the stage's last request comes after the learner's wish to leave was sent.
    link.release_one()
    page.wait_for_function("painted => +taken.dataset.frame > painted", arg=painted)
    link.release()
    expect_home(page)
    assert page.url == visit.address("", home)
    assert [request for request in link.requests[asked:] if request.fragment_id] == []


def test_the_update_that_an_answer_names_late_is_not_one_of_the_page_that_comes(visit):
    """Streamlit's browser side gives the parameters of the page that was left to the one that comes."""
    page, link = begin_at_home(visit, seed="3")
    open_by_button(page)
    stage = Stage.on(page)
    link.hold()
    stage.press("step")
    link.wait_for_request()
    open_home(page)
    link.wait_for_page_request()
    link.release_one()
    stage.wait_for_link(step="1")
    link.release()
    expect_home(page)
    assert page.url == visit.address("", {})


def test_a_long_replay_goes_on_in_another_language_and_can_be_ended(visit):
    page = visit(step="1000000")
    progress = page.get_by_test_id(Part.PROGRESS)
    expect(progress).to_contain_text("1,000,000")
    page.get_by_text("हिन्दी").first.click()
    expect(progress).to_contain_text("हो चुके")
    page.get_by_role("button", name="यहीं रोकें").click()
    stage = Stage.on(page)
    stage.wait_for_state("paused")
    assert 0 < stage.step < 1_000_000
    stage.wait_for_link(step=str(stage.step))
