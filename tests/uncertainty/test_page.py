"""Uncertainty in both languages: the playground's network as it stands, examples, and what can't be shown."""

import base64

import numpy as np
import pytest

from nnviz.core.i18n import activate
from tests.helpers.drawings import data_of

WITH_DROPOUT = {"layers": "dense:8:relu,dropout:0.3", "samples": "100"}


def drawing(app):
    return data_of(app, "uncertainty/exhibit")


def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4")


def texts(app):
    return " ".join(element.value for element in [*app.markdown, *app.info, *app.warning, *app.caption])


def choose(app, name):
    app.segmented_control(key="nnviz_widget_uncertainty_source").set_value(name).run()
    assert not app.exception


@pytest.mark.parametrize(("lang", "title"), [("en", "Uncertainty"), ("hi", "अनिश्चितता")])
def test_the_playgrounds_network_is_shown_as_it_stands(open_page, lang, title):
    app = open_page("uncertainty", lang=lang, step="40", **WITH_DROPOUT)
    activate("en")
    assert app.title[0].value == title
    shown = drawing(app)
    assert shown["task"] == "binary" and len(shown["outputs"][0]["answers"]) == 50
    answers = np.array(shown["outputs"][0]["answers"])
    assert (shown["outputs"][0]["mean"], shown["outputs"][0]["spread"]) == pytest.approx(
        (answers.mean(), answers.std())
    )
    assert 0 < floats(shown["spread"]).max() <= 0.5


def test_without_dropout_it_is_offered_and_added(open_page):
    app = open_page("uncertainty", lang="en")
    choose(app, "playground")
    assert "This network has no dropout" in texts(app)
    app.button(key="nnviz_widget_uncertainty_add").click().run()
    assert not app.exception
    assert floats(drawing(app)["spread"]).max() > 0
    assert "has not been trained yet" in texts(app)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "9 hidden layers are too many"), ("hi", "9 hidden layers बहुत ज़्यादा")]
)
def test_where_no_layer_can_be_added_it_is_said(open_page, lang, said):
    app = open_page("uncertainty", lang=lang, layers=",".join(["dense:2:tanh"] * 8))
    activate("en")
    choose(app, "playground")
    app.button(key="nnviz_widget_uncertainty_add").click().run()
    assert said in texts(app)


@pytest.mark.parametrize(("name", "outputs", "inputs"), [("moons", 1, 2), ("blobs", 3, 2), ("sine", 1, 1)])
def test_examples(open_page, name, outputs, inputs):
    app = open_page("uncertainty", lang="en")
    choose(app, name)
    shown = drawing(app)
    assert (len(shown["outputs"]), len(shown["at"])) == (outputs, inputs)
    assert len(floats(shown["mean"])) == outputs * shown["cells"] ** inputs
    first = shown["x"]
    app.slider(key="nnviz_widget_uncertainty_zoom").set_value(3.0).run()
    app.slider(key="nnviz_widget_uncertainty_passes").set_value(5).run()
    shown = drawing(app)
    assert shown["x"] == pytest.approx([3 * edge for edge in first])
    assert len(shown["outputs"][0]["answers"]) == 5


DIVERGES = {"dataset": "plane", "optimizer": "sgd", "lr": "100", "layers": "dense:2:linear,dropout:0.2", "step": "200"}


def test_a_diverged_run_and_too_few_points_are_explained(open_page):
    app = open_page("uncertainty", lang="en", **DIVERGES)
    assert "This run has diverged" in texts(app)
    app = open_page("uncertainty", lang="en", dataset="drawn", layers="dense:2:tanh,dropout:0.2")
    assert "too few points" in texts(app)
