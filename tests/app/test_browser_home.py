"""The home page in a browser: the film of a network that learns."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from nnviz.app.home_film import CELLS, LAST_STEP
from nnviz.core.presets import PRESETS
from nnviz.run.film import film_run
from tests.helpers.screens import LAPTOP, PHONE
from tests.helpers.streamlit_private import Part, wait_for_run


def test_a_network_is_seen_to_learn_once_and_again_when_asked(visit):
    page = visit("", lang="en")
    said = page.get_by_test_id("film-said")
    film = film_run(PRESETS["spiral"].run, [LAST_STEP], CELLS)
    end = f"Epoch {film.epochs[0]}: {round(100 * film.accuracies[0])}% of the test points are right"
    expect(said).to_have_text(end)
    page.get_by_test_id("film-again").click()
    expect(said).not_to_have_text(end)
    expect(said).to_have_text(re.compile(r"Epoch \d\d: "))
    expect(said).to_have_text(end)


def test_who_wants_no_motion_sees_the_end_at_once(visit):
    page = visit("", lang="hi", profile={"reduced_motion": "reduce"})
    said = page.get_by_test_id("film-said")
    expect(said).to_be_visible()
    assert said.inner_text().startswith("Epoch 200: ")


def places(page: Page) -> list[dict[str, float]]:
    """Return where what can be clicked stands."""
    ways = page.get_by_test_id(Part.MAIN).locator("button:visible, a:visible")
    return [way.bounding_box() for way in ways.all()]


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
def test_nothing_moves_under_the_pointer_when_the_film_comes(visit, viewport):
    page = visit.new_tab(viewport=viewport)
    held: list[Route] = []
    page.route("**/app/film.js*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks the function)
    page.goto(visit.address("", {}))
    expect(page.get_by_role("link", name="Practice")).to_be_visible()
    wait_for_run(page)
    page.evaluate("() => document.fonts.ready")
    before = places(page)
    for route in held:
        route.continue_()
    again = page.get_by_test_id("film-again")
    expect(again).to_be_visible()
    after = places(page)
    after.remove(again.bounding_box())
    assert after == before
