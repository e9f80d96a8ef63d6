"""The home page in a browser: the film of a network that learns."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from nnviz.film import film_run
from nnviz.presets import PRESETS
from nnviz.ui.home_film import CELLS, LAST_STEP


def test_a_network_is_seen_to_learn_once_and_again_when_asked(visit):
    page = visit("", lang="en")
    said = page.get_by_test_id("film-said")
    film = film_run(PRESETS["spiral"].run, [LAST_STEP], CELLS)
    end = f"Epoch {film.epochs[0]}: {round(100 * film.accuracies[0])} % of the test points are right"
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
