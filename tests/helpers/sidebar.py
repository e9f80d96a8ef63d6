"""The controls beside the stage, found as a learner finds them: by their labels."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.helpers.streamlit_private import Part


class Sidebar:
    """The sidebar of an open playground."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.get_by_test_id(Part.SIDEBAR)

    def open(self) -> None:
        """Bring it in over the page, where it is away on a small screen; wait until it stands still."""
        self.page.get_by_test_id(Part.EXPAND_SIDEBAR_BUTTON).click()
        self.page.wait_for_function(
            "bar => bar.getBoundingClientRect().x === 0 && !bar.getAnimations({ subtree: false }).length",
            arg=self.root.element_handle(),
        )

    def tab(self, name: str) -> None:
        self.root.get_by_role("radio", name=name, exact=True).click()
        expect(self.root.get_by_role("radio", name=name, exact=True)).to_be_checked()

    def choose_language(self, language: str) -> None:
        self.root.get_by_role("radio", name=language).click()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        box = self.root.get_by_role("combobox", name=label)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()

    def slide(self, label: str, key: str) -> None:
        """Move a slider by a key."""
        self.root.get_by_role("slider", name=label).press(key)

    def upload(self, name: str, content: bytes) -> None:
        field = self.root.locator("input[type=file]")
        field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name)

    def message(self) -> Locator:
        return self.root.get_by_test_id(Part.ALERT)
