"""The home page: what this is, and links that open the playground with a fitting set-up."""

import pytest

from nnviz.app.run_pages import RUN_PAGES
from nnviz.core.link import read_link
from nnviz.core.presets import PRESETS
from nnviz.lessons.chapters import CHAPTERS
from tests.helpers.streamlit_private import sent_to


def links(app):
    """Return the parameters of each link into the playground."""
    found = [link.query_string for link in sent_to(app, "page_link") if link.page == "playground"]
    return [dict(pair.split("=") for pair in query.split("&")) for query in found]


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_shows_in_every_language(open_page, lang):
    app = open_page("home", lang=lang)
    assert len(app.title) == 1 and len(app.button) >= 1


def test_every_card_opens_a_set_up_without_a_problem(open_page):
    from urllib.parse import unquote

    runs = []
    for parameters in links(open_page("home")):
        setup, problems = read_link({name: unquote(value) for name, value in parameters.items()})
        assert problems == ()
        runs.append(setup.run)
    assert runs[:3] == [PRESETS[name].run for name in ("spiral", "xor_without_hidden_layer", "iris")]
    assert runs[3].data.dataset == "drawn"


def test_every_page_that_looks_inside_and_every_chapter_is_offered(open_page):
    app = open_page("home")
    offered = [link.page for link in sent_to(app, "page_link") if not link.query_string]
    assert offered == [*RUN_PAGES, *CHAPTERS, "practice"]
