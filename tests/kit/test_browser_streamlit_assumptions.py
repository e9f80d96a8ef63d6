"""What nnviz relies on in Streamlit's browser side although it is not documented, and what it does without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.helpers.browser import Visits
from tests.helpers.held_link import HeldLink
from tests.helpers.screens import PHONE
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part, wait_for_run
from tools.app_server import run_server

STYLE = (Path(__file__).parents[2] / "static/streamlit/page.css").read_text(encoding="utf-8")

ON_PHONE = {"viewport": PHONE}
VIEWS = [
    ("", None, {}),
    ("playground", None, {}),
    ("playground", ON_PHONE, {}),
    ("playground", None, {"present": "1"}),
    ("backprop", None, {}),
]
"""Where each rule of the style sheet has something to do: page, profile, link."""

ADDRESS_TAKEN_AWAY = "Object.defineProperty(window, '__streamlit', { get: () => undefined, set: () => {} });"
PART_TAKEN_AWAY = """
const find = document.querySelector.bind(document);
document.querySelector = (selector) => (selector.includes("stMainBlockContainer") ? null : find(selector));
"""
PUSH_PAST_NNVIZ = "address => History.prototype.pushState.call(history, {}, '', address)"

WITHOUT_ANY_OF_IT = """
from nnviz.kit import streamlit_private
streamlit_private._find = lambda module, name, consequence: streamlit_private._warn(f"{module}.{name}", consequence)
from streamlit.web import cli
cli.main()
"""


def rules() -> dict[str, str]:
    """Return the style sheet's selectors, each with what the sheet says of it."""
    found: dict[str, str] = {}
    reason = ""
    for comment, selector in re.findall(r"/\*(.*?)\*/|([^{}/@]+)\{(?=[^{}]*\})", STYLE, re.DOTALL):
        reason = " ".join(comment.split()) or reason
        if selector.strip():
            found[" ".join(selector.split())] = reason
    return found


def test_every_rule_of_the_style_sheet_is_looked_at():
    assert len(rules()) == STYLE.count("{") - STYLE.count("@media") - 1, "one rule stands twice, for a phone"


@pytest.mark.parametrize("selector", rules())
def test_there_is_something_that_a_rule_of_the_style_sheet_is_for(keep_open, selector):
    for path, profile, parameters in VIEWS:
        page = keep_open(path, profile=profile, **parameters)
        wait_for_run(page)
        if page.locator(selector).count():
            return
    pytest.fail(f"no page has {selector} any more, so this is not so: {rules()[selector]}")


def said(page: Page, words: str) -> list[str]:
    """Return the list that takes the warnings of a page's console with these words."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "warning" and words in message.text:
            found.append(message.text)

    page.on("console", note)
    return found


class TestAddressOfTheServer:
    def asked(self, page: Page) -> list[str]:
        paths: list[str] = []
        page.on("request", lambda request: paths.append(request.url) if "/_stcore/" in request.url else None)
        return paths

    def test_a_page_asks_the_base_and_not_its_own_address_for_the_server(self, visit):
        page = visit.new_tab()
        asked = self.asked(page)
        page.goto(visit.address("playground", {}))
        Stage.on(page)
        wrong = [address for address in asked if "/playground/" in address]
        assert asked and not wrong, "window.__streamlit is not heeded: two errors in the console of each page"

    def test_a_page_that_is_not_told_finds_the_server_all_the_same(self, visit):
        page = visit.new_tab()
        visit.allow("/playground/_stcore/", "Failed to load resource")
        asked = self.asked(page)
        page.add_init_script(ADDRESS_TAKEN_AWAY)
        page.goto(visit.address("playground", {}))
        Stage.on(page).play(beyond=5)
        assert any("/playground/" in address for address in asked), "Streamlit needs no telling: base.js can go"


class TestHistory:
    def test_back_is_told_to_the_server_as_going_back(self, visit):
        page = visit.new_tab()
        link = HeldLink(page)
        page.goto(visit.address("playground", {}))
        stage = Stage.on(page)
        stage.press("reseed")
        stage.wait_for_link(seed="2")
        page.go_back()
        stage.wait_for_link(seed=None)
        back = [request for request in link.requests if request.is_history_navigation]
        assert back, "Back is a request like others: it would change nothing but the address"

    def test_streamlit_adds_to_the_history_by_the_function_that_nnviz_wraps(self, visit):
        page = visit()
        warned = said(page, "history.pushState")
        stage = Stage.on(page)
        entries = page.evaluate("() => history.length")
        stage.press("reseed")
        stage.wait_for_link(seed="2")
        assert page.evaluate("() => [history.pushState.name, history.length]") == ["pushOrReplace", entries + 1]
        assert warned == [], "Streamlit goes past history.pushState: Back would go through each change of the address"

    def test_an_entry_that_is_made_past_nnviz_is_told_of_once_and_the_page_goes_on(self, visit):
        page = visit()
        visit.allow("nnviz: Streamlit no longer calls history.pushState")
        warned = said(page, "history.pushState")
        stage = Stage.on(page)
        for address in ("#a", "?seed=7", "?seed=8"):
            page.evaluate(PUSH_PAST_NNVIZ, address)
        stage.play(beyond=5)
        assert len(warned) == 1


class TestLooks:
    def test_a_part_that_is_gone_is_told_of_once_and_the_page_goes_on(self, visit):
        page = visit.new_tab()
        visit.allow("nnviz: Streamlit no longer has stMainBlockContainer")
        warned = said(page, "stMainBlockContainer")
        page.add_init_script(PART_TAKEN_AWAY)
        page.goto(visit.address("playground", {}))
        stage = Stage.on(page)
        page.get_by_text("हिन्दी").first.click()
        stage.wait_for_link(lang="hi")
        stage.play(beyond=5)
        assert len(warned) == 1


def test_the_application_starts_and_plays_on_a_server_without_any_of_it(profiles, tmp_path):
    with run_server(tmp_path / "log", launcher=("-c", WITHOUT_ANY_OF_IT)) as server:
        visits = Visits(profiles, server)
        visits.allow("/playground/_stcore/", "Failed to load resource")
        page = visits("playground", lang="en")
        stage = Stage.on(page)
        stage.press("reseed")
        stage.wait_for_link(seed="2")
        page.go_back()
        stage.play(beyond=5)
        expect(page.get_by_test_id(Part.TOP_NAV)).to_be_visible()
        visits.end()
        log = server.log.read_text(encoding="utf-8")
        lines = [line for line in log.splitlines() if line.startswith("Streamlit no longer has")]
    assert visits.complaints == []
    assert "Traceback" not in log
    assert sorted(line.split()[4].rstrip(":").rsplit(".", 1)[1] for line in lines) == [
        "PagesManager",
        "exists",
        "get_script_run_ctx",
        "get_static_dir",
    ]
