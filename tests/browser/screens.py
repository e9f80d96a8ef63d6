"""The screens that an open page is looked at on: laptop and phone, light and dark."""

from __future__ import annotations

from playwright.sync_api import Page, expect

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def show_in(page: Page, scheme: str) -> None:
    """Show an open page light or dark, as when the system's setting changes, and wait until it is."""
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)


def sideways(page: Page) -> int:
    """Return by how many pixels an open page is wider than its window."""
    return page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")


def put_away_news(page: Page) -> None:
    """Close the note that slides in when a goal is reached, once it is there.

    Streamlit gives it the role of a dialog without a name, which axe-core rightly finds fault with.
    """
    page.get_by_test_id("stToast").get_by_role("button", name="Close").click()
    expect(page.get_by_test_id("stToast")).to_have_count(0)
