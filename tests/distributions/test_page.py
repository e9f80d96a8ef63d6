"""The page of distributions without a browser: it shows the playground's run, and explains what can't be shown."""

from __future__ import annotations

import re

import pytest

from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.kit.session import DIRECTOR, SETUP
from nnviz.live.director import Director
from nnviz.live.empty_stage import EmptyStage
from tests.helpers.drawings import data_of
from tests.helpers.streamlit_private import sent_to

DEVANAGARI = re.compile("[ऀ-ॿ]")


def texts(app) -> str:
    """Return everything the page says in Markdown."""
    return "\n".join(
        element.value for kind in ("title", "header", "markdown", "info", "warning") for element in app.get(kind)
    )


def drawing(app) -> dict:
    """Return what the drawing of first weights was given."""
    return data_of(app, "distributions/initializers")


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_speaks_the_chosen_language(open_page, lang):
    app = open_page("distributions", lang=lang)
    assert bool(DEVANAGARI.search(texts(app))) == (lang == "hi")
    words = drawing(app)["words"].values()
    assert bool(DEVANAGARI.search(" ".join(words))) == (lang == "hi")


def test_it_shows_the_playgrounds_run_at_its_step(open_page):
    app = open_page(dataset="moons", step="60")
    directed = app.session_state[DIRECTOR]
    app.switch_page("pages/distributions.py").run()
    assert not app.exception
    assert app.session_state[DIRECTOR] is directed
    assert directed.step == 60


def test_a_link_leads_to_its_step_on_this_page_too(open_page):
    directed = open_page("distributions", dataset="xor", step="40").session_state[DIRECTOR]
    assert isinstance(directed, Director)
    assert (directed.step, directed.run.data.dataset) == (40, "xor")


def test_what_a_link_says_wrongly_is_named(open_page):
    app = open_page("distributions", lr="fast")
    assert "can't be used" in app.warning[0].value.replace("\\", "")


def test_every_initialiser_can_be_compared_in_every_layer(open_page):
    given = drawing(open_page("distributions", layers="dense:5:relu,batchnorm,dense:3:tanh", init="xavier_normal"))
    assert given["layers"] == ["Hidden layer 1", "Batch norm 1", "Hidden layer 2", "Output"]
    assert [initializer["name"] for initializer in given["initializers"]] == list(INITIALIZERS)
    assert [initializer["name"] for initializer in given["initializers"] if initializer["own"]] == ["xavier_normal"]
    for initializer in given["initializers"]:
        sizes = [layer["parts"]["weights"]["size"] for layer in initializer["layers"]]
        assert sizes == [10, 5, 15, 3]


def test_with_too_few_points_the_page_says_so(open_page):
    app = open_page("distributions", dataset="drawn")
    assert isinstance(app.session_state[DIRECTOR], EmptyStage)
    assert "too few points" in app.info[0].value


def test_what_to_try_stays_on_this_page_and_can_be_run(open_page):
    app = open_page("distributions", lang="en")
    links = [link for link in sent_to(app, "page_link") if link.page.endswith("distributions")]
    assert len(links) == 4
    for link in links:
        opened = open_page("distributions", **dict(pair.split("=") for pair in _query(link)))
        assert opened.session_state[SETUP].run.network.layers
        assert not opened.warning


def _query(link) -> list[str]:
    from urllib.parse import unquote

    return unquote(link.query_string).split("&")
