"""The page on the loss landscape: its pictures and sentences for every kind of plane, in both languages."""

import base64
import json

import numpy as np
import pytest

from nnviz.kit.session import widget_key
from nnviz.landscape import page
from nnviz.landscape.store import LandscapeStore
from tests.helpers.streamlit_private import sent_to


def open_trained(open_page, **parameters):
    app = open_page("landscape", **({"lang": "en"} | parameters))
    app.button(key=widget_key("landscape_train")).click().run()
    assert not app.exception
    return app


def figures(app):
    return [json.loads(sent.spec) for sent in sent_to(app, "plotly_chart")]


def rows(app):
    """Return how many rows the contour map has."""
    return len(np.frombuffer(base64.b64decode(figures(app)[1]["data"][0]["y"]["bdata"]), np.float64))


def texts(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption, *app.info, *app.warning])


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_each_kind_of_plane_shows_in_every_language(open_page, lang):
    app = open_trained(open_page, lang=lang)
    for kind in ("pca", "random", "weights"):
        app.radio(key=widget_key("landscape_kind_path")).set_value(kind).run()
        assert not app.exception and not app.error and not app.warning
        relief, contour = figures(app)
        assert (relief["data"][0]["type"], contour["data"][0]["type"]) == ("surface", "contour")


def test_first_weights_are_shown_and_a_path_is_explained(open_page):
    app = open_page("landscape", lang="en")
    assert "has learnt nothing yet" in texts(app)
    assert len(figures(app)) == 2
    app.radio(key=widget_key("landscape_kind_start")).set_value("pca").run()
    assert "at least two updates are needed" in texts(app)
    assert not figures(app)


def test_shares_and_losses_are_said(open_page):
    app = open_trained(open_page)
    said = texts(app)
    assert "of the path's variance" in said and "of the path's squared length" in said
    assert "after 500 updates. The playground still waits." in said


def test_the_same_weight_twice_is_explained(open_page):
    app = open_trained(open_page)
    app.radio(key=widget_key("landscape_kind_path")).set_value("weights").run()
    first, second = [element for element in app.selectbox if "source" in element.key]
    second.set_value(first.value).run()
    assert "Both are the same weight" in texts(app)


def test_too_few_points_are_explained(open_page):
    app = open_page("landscape", lang="en", dataset="drawn")
    assert not app.exception
    assert "too few points" in texts(app)


def test_a_picture_seen_before_is_not_computed_again(open_page, monkeypatch):
    monkeypatch.setattr(page, "LANDSCAPES", LandscapeStore())
    app = open_trained(open_page)
    monkeypatch.setattr(page, "survey", None)
    app.selectbox(key=widget_key("landscape_scale")).set_value("log").run()
    assert not app.exception
    heights = figures(app)[1]["data"][0]
    assert heights["colorscale"] and len(figures(app)) == 2


def test_past_its_patience_it_shows_progress_and_a_way_to_stop(open_page, monkeypatch):
    monkeypatch.setattr(page, "LANDSCAPES", LandscapeStore())
    monkeypatch.setattr(page, "PATIENCE", 0.0)
    asked = []
    monkeypatch.setattr(page.st, "progress", lambda *told: asked.append(told) or FakeBar(asked))
    open_page("landscape", lang="en")
    shares = [told[0] for told in asked]
    assert shares[0] == 0.0 and shares[-1] == 1.0 and len(shares) > 3
    assert "networks" in asked[0][1]


class FakeBar:
    def __init__(self, asked):
        self.asked = asked

    def progress(self, *told):
        self.asked.append(told)


def test_stopped_it_shows_the_coarse_picture_and_goes_on_when_asked(open_page, monkeypatch):
    monkeypatch.setattr(page, "LANDSCAPES", LandscapeStore())
    real = page.survey

    def slow(spot, plane, reach, resolution, on_progress=None):
        if resolution > page.COARSE and not resumed:
            page._note_stop(spot.key(plane, reach, resolution))
            page.st.rerun()
        return real(spot, plane, reach, resolution, on_progress)

    resumed = []
    monkeypatch.setattr(page, "survey", slow)
    app = open_page("landscape", lang="en")
    assert "Stopped. This is the coarse picture with 21 × 21 networks." in texts(app)
    assert rows(app) == 21
    resumed.append(True)
    app.button(key=widget_key("landscape_resume")).click().run()
    assert not app.exception and "Stopped" not in texts(app)
    assert rows(app) == 31
