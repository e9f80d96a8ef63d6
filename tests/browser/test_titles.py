"""The title of every page is seen whole, below the line of Streamlit's own buttons."""

from __future__ import annotations

from playwright.sync_api import expect

from nnviz.lessons.chapters import CHAPTERS
from nnviz.ui.inside import INSIDE


def test_each_title_stands_below_the_header(visit):
    visit.allow_drawings()
    page = visit("home")
    covered = []
    pages = [(path, {}) for path in ("home", *INSIDE, *CHAPTERS, "practice")]
    for path, options in (*pages, ("backprop", {"present": "1"})):
        page.goto(visit.address(path, options))
        title = page.get_by_test_id("stMain").get_by_role("heading", level=1)
        expect(title).to_be_visible()
        header = page.get_by_test_id("stHeader").bounding_box()
        if title.bounding_box()["y"] < header["y"] + header["height"]:
            covered.append((path, options))
    assert covered == []
