"""The page says in which language it is, so that a screen reader reads it aloud as that."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_page_names_its_language_everywhere(visit):
    page = visit("", lang="hi")
    html = page.locator("html")
    for path in ("", "playground", "neuron"):
        if path:
            page.goto(visit.address(path, {"lang": "hi"}))
        expect(html).to_have_attribute("lang", "hi")
    page.get_by_role("radio", name="English").click()
    expect(html).to_have_attribute("lang", "en")
