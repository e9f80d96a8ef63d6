"""On a phone no choice is hidden: what has no room in a line goes on in the next, and the list of pages is whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from nnviz.app.run_pages import RUN_PAGES
from nnviz.lessons.chapters import CHAPTERS
from tests.helpers.screens import PHONE
from tests.helpers.streamlit_private import Part

HIDDEN = "groups => Math.max(...groups.map(group => group.scrollWidth - group.clientWidth))"


@pytest.mark.parametrize(("name", "rows"), [("race", 4), ("uncertainty", 2), ("calculus", 6)])
def test_every_choice_of_a_row_is_in_sight(visit, name, rows):
    page = visit(name, lang="hi", profile={"viewport": PHONE})
    groups = page.get_by_test_id(Part.BUTTON_GROUP).get_by_role("radiogroup")
    expect(groups).to_have_count(rows)
    assert groups.evaluate_all(HIDDEN) <= 0


def test_every_page_is_in_the_list_beside_the_controls(visit):
    page = visit(profile={"viewport": PHONE})
    page.get_by_test_id(Part.EXPAND_SIDEBAR_BUTTON).click()
    listed = page.get_by_test_id(Part.SIDEBAR_NAV_LINK)
    expect(listed).to_have_count(len(("home", "playground", *RUN_PAGES, *CHAPTERS, "practice")))
