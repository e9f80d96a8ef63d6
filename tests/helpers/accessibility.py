"""What axe-core finds on a page, once the page stands still."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.helpers.streamlit_private import Part, expect_nothing_faded, wait_for_run

SERIOUS = {"serious", "critical"}


def violations(page) -> list[str]:
    """Return each serious violation as its rule and the elements that break it.

    The pointer is taken away before: where it rested after a click, a note may just fade in or out.
    """
    page.mouse.move(0, 0)
    expect(page.get_by_test_id(Part.TOOLTIP_CONTENT)).to_have_count(0)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[(node['target'], node['failureSummary']) for node in one['nodes']]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def wait_until_drawn(page) -> None:
    """Wait until no element is faded because the script still runs."""
    wait_for_run(page)
    expect_nothing_faded(page)
    page.wait_for_function("() => document.getAnimations().every(animation => animation.playState !== 'running')")
