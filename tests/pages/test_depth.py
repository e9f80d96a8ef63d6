"""Gradients through depth in both languages: examples, comparisons, and what has no place in the chart."""

import json

import numpy as np
import pytest

from nnviz.data import load_data
from nnviz.depth import Recipe, Tower, measure_depth
from nnviz.i18n import activate
from nnviz.spec import RunSpec

KEY = "nnviz_widget_depth_"


def texts(app):
    return " ".join(one.value for one in [*app.markdown, *app.info, *app.caption])


def charts(app):
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def press(app, name):
    app.button(key=f"{KEY}{name}").click().run()
    assert not app.exception


@pytest.mark.parametrize(("lang", "title"), [("en", "Gradients through depth"), ("hi", "गहराई में gradient")])
def test_both_charts_show_what_was_measured_and_what_theory_expects(open_page, lang, title):
    app = open_page("depth", lang=lang)
    assert app.title[0].value == title
    activate("en")
    run = RunSpec()
    profile = measure_depth(
        Tower(Recipe("sigmoid", "xavier_normal"), 30), load_data(run.data), ("x1", "x2"), run.training
    )
    forward, backward = charts(app)
    assert [len(one["data"]) for one in (forward, backward)] == [4, 4]
    shown = [decoded(backward["data"][i]["y"]) for i in (0, 1)]
    np.testing.assert_allclose(shown[0], profile.expected_delta)
    np.testing.assert_allclose(shown[1], profile.delta)
    np.testing.assert_allclose(decoded(forward["data"][1]["y"]), profile.spread)


def decoded(values):
    import base64

    return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]) if isinstance(values, dict) else values


def test_every_example_says_what_becomes_of_the_gradient(open_page):
    app = open_page("depth", lang="en")
    found = {
        "exploding": ["ReLU, Normal σ = 0.5**: the gradient explodes"],
        "xavier": [
            "σ = 0.05**: the gradient vanishes",
            "σ = 0.5**: the gradient explodes",
            "Tanh, Xavier normal**: the gradient gets through",
        ],
        "he": ["ReLU, Xavier normal**: the gradient vanishes", "ReLU, He normal**: the gradient gets through"],
        "batch_norm": [
            "Sigmoid, Xavier normal**: the gradient vanishes",
            "Normal σ = 0.5, batch norm**: the gradient gets through",
            "With batch normalisation there is no line",
        ],
    }
    for name, sentences in found.items():
        press(app, f"example_{name}")
        assert all(sentence in texts(app) for sentence in sentences), name


def test_lines_are_added_changed_and_removed(open_page):
    app = open_page("depth", lang="en")
    press(app, "add")
    app.selectbox(key=f"{KEY}activation_2").set_value("step").run()
    assert "the slope of the step is 0 everywhere" in texts(app)
    assert "Your own comparison." in texts(app)
    press(app, "remove_0")
    assert app.selectbox(key=f"{KEY}activation_1").value == "step"
    app.selectbox(key=f"{KEY}init_0").set_value("zeros").run()
    assert "all weights are 0" in texts(app)
    app.slider(key=f"{KEY}width").set_value(1).run()
    app.slider(key=f"{KEY}layers").set_value(50).run()
    press(app, "reseed")
    assert not app.exception
    assert "The theory is for very many units" in texts(app)


def test_a_guess_is_compared_with_what_is_measured(open_page):
    app = open_page("depth", lang="en")
    app.radio(key="nnviz_widget_guess_depth_sigmoid").set_value("half")
    app.button(key="nnviz_widget_guess_depth_sigmoid_send").click().run()
    assert "Not this time." in texts(app) and "leaves only" in texts(app)


def test_too_few_drawn_points_are_explained(open_page):
    app = open_page("depth", lang="en", dataset="drawn")
    assert "too few points" in texts(app)
    assert len(charts(app)) == 2
