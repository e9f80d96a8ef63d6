"""The screens that an open page is looked at on: laptop and phone, light and dark."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.helpers.streamlit_private import Part, wait_for_run

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def show_in(page: Page, scheme: str) -> None:
    """Show an open page light or dark, as when the system's setting changes, and wait until it is.

    The page is drawn before: of one that still opens, Streamlit can miss the change or take on its own theme.
    """
    expect(page.get_by_test_id(Part.MAIN).get_by_test_id(Part.ELEMENT_CONTAINER).first).to_be_attached()
    wait_for_run(page)
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_test_id(Part.APP)).to_have_css("color-scheme", scheme)


def show_on_phone(page: Page) -> None:
    """Make the window of an open page a phone's, and wait until the page and the drawings on it have followed."""
    page.set_viewport_size(PHONE)
    expect(page.get_by_test_id(Part.MAIN)).to_have_css("width", f"{PHONE['width']}px")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def sideways(page: Page) -> int:
    """Return by how many pixels an open page is wider than its window."""
    return page.get_by_test_id(Part.MAIN).evaluate("main => main.scrollWidth - main.clientWidth")


def put_away_news(page: Page) -> None:
    """Close the note that slides in when a goal is reached, once it is there.

    Streamlit gives it the role of a dialog without a name, which axe-core rightly finds fault with.
    """
    page.get_by_test_id(Part.TOAST).get_by_role("button", name="Close").click()
    expect(page.get_by_test_id(Part.TOAST)).to_have_count(0)
