"""Gradients through depth in both languages: examples, comparisons, and what has no place in the chart."""

import json

import numpy as np
import pytest

from nnviz.core.i18n import activate
from nnviz.core.spec import RunSpec
from nnviz.data.load import load_data
from nnviz.depth.towers import Recipe, Tower, measure_depth
from tests.helpers.streamlit_private import sent_to

KEY = "nnviz_widget_depth_"
GUESS = "nnviz_widget_guess_depth_sigmoid"


@pytest.fixture
def open_results(open_page):
    """Return a function that opens the page with its results, without a guess."""

    def opened(**parameters):
        app = open_page("depth", **parameters)
        app.button(key=f"{GUESS}_skip").click().run()
        return app

    return opened


def texts(app):
    return " ".join(element.value for element in [*app.markdown, *app.info, *app.caption])


def charts(app):
    return [json.loads(sent.spec) for sent in sent_to(app, "plotly_chart")]


def press(app, name):
    app.button(key=f"{KEY}{name}").click().run()
    assert not app.exception


@pytest.mark.parametrize(("lang", "title"), [("en", "Gradients through depth"), ("hi", "गहराई में gradient")])
def test_both_charts_show_what_was_measured_and_what_theory_expects(open_results, lang, title):
    app = open_results(lang=lang)
    assert app.title[0].value == title
    activate("en")
    run = RunSpec()
    profile = measure_depth(
        Tower(Recipe("sigmoid", "xavier_normal"), 30), load_data(run.data), ("x1", "x2"), run.training
    )
    forward, backward = charts(app)
    assert [len(figure["data"]) for figure in (forward, backward)] == [4, 4]
    shown = [decoded(backward["data"][i]["y"]) for i in (0, 1)]
    np.testing.assert_allclose(shown[0], profile.expected_delta)
    np.testing.assert_allclose(shown[1], profile.delta)
    np.testing.assert_allclose(decoded(forward["data"][1]["y"]), profile.spread)


def decoded(values):
    import base64

    return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]) if isinstance(values, dict) else values


def test_every_example_says_what_becomes_of_the_gradient(open_results):
    app = open_results(lang="en")
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


def test_lines_are_added_changed_and_removed(open_results):
    app = open_results(lang="en")
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


def test_results_wait_for_a_guess_and_are_compared_with_it(open_page):
    app = open_page("depth", lang="en")
    assert charts(app) == [] and "vanishes" not in texts(app)
    app.button(key=f"{GUESS}_send").click().run()
    assert charts(app) == [] and "Please choose an answer first." in texts(app)
    app.radio(key=GUESS).set_value("half")
    app.button(key=f"{GUESS}_send").click().run()
    assert "Not this time." in texts(app) and "leaves only" in texts(app)
    assert len(charts(app)) == 2
    app.button(key=f"{GUESS}_again").click().run()
    assert charts(app) == []


def test_who_does_not_guess_is_not_told_how_right_it_was(open_results):
    app = open_results(lang="en")
    assert len(charts(app)) == 2 and "leaves only" in texts(app)
    assert not any(words in texts(app) for words in ("You guessed", "Right!", "Not this time."))


def test_settings_and_guess_outlive_a_visit_to_another_page(open_results):
    app = open_results(lang="en")
    press(app, "example_he")
    press(app, "reseed")
    press(app, "remove_0")
    app.selectbox(key=f"{KEY}activation_1").set_value("elu").run()
    app.selectbox(key=f"{KEY}init_1").set_value("normal").run()
    app.number_input(key=f"{KEY}sigma_1").set_value(0.3).run()
    app.checkbox(key=f"{KEY}norm_0").check().run()
    app.selectbox(key=f"{KEY}data").set_value("spiral").run()
    app.slider(key=f"{KEY}layers").set_value(12).run()
    app.slider(key=f"{KEY}width").set_value(20).run()
    left = texts(app)
    app.switch_page("pages/race.py").run()
    app.switch_page("pages/depth.py").run()
    assert texts(app) == left
    assert "ELU, Normal σ = 0.3" in left and "ReLU, Xavier normal, batch norm" in left
    kept = [app.slider(key=f"{KEY}{name}").value for name in ("layers", "width")]
    assert kept == [12, 20]
    assert app.selectbox(key=f"{KEY}data").value == "spiral"
    assert app.button(key=f"{KEY}reseed").label.endswith("(seed 2)")


def test_too_few_drawn_points_are_explained(open_results):
    app = open_results(lang="en", dataset="drawn")
    assert "too few points" in texts(app)
    assert len(charts(app)) == 2
