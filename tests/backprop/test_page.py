"""The page on backprop in both languages: each example, one update on and back, and runs that can't be looked at."""

import json

import numpy as np
import pytest

from nnviz.backprop import page_check as backprop_check
from nnviz.backprop.page_state import EXAMPLES
from nnviz.backprop.trace import trace_update
from nnviz.backprop.words import list_words
from nnviz.core.i18n import activate
from tests.helpers.drawings import ask, components_of, data_of

BENCH = "nnviz_widget_backprop_bench"
DIRECTOR = "nnviz_director"
DRAWING = "backprop/exhibit"


def told(app):
    """Return what the drawing was told."""
    return data_of(app, DRAWING)


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def warnings(app):
    return " ".join(note.value for note in app.warning)


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_has_all_its_words_and_what_it_sends_is_plain_json(open_page, lang):
    app = open_page("backprop", lang=lang)
    activate(lang)
    assert told(app)["words"] == list_words()
    assert all(told(app)["words"].values())
    activate("en")
    json.dumps(told(app), allow_nan=False)
    assert told(app)["trace"]["update"] == 0 and len(app.header) == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_opens_and_its_gradients_can_be_checked(open_page, name):
    app = open_page("backprop", lang="en")
    app.selectbox[0].set_value(name).run()
    assert not app.exception and not app.warning
    layers = EXAMPLES[name][1].network.layers
    assert len(told(app)["trace"]["layers"]) == len(layers) + 1
    app.toggle[0].set_value(True).run()
    assert not app.exception and "✗" not in app.table[0].value.to_string()


def test_each_layer_of_an_update_is_checked_once(open_page, monkeypatch):
    counted, check = [], backprop_check.check_gradients
    monkeypatch.setattr(backprop_check, "check_gradients", lambda *given: counted.append(given) or check(*given))
    app = open_page("backprop", lang="en")
    with app.session_state[DIRECTOR].hold() as trainer:
        checks = backprop_check.KeptChecks(trace_update(trainer))
    assert checks.of(0) is checks.of(0)
    assert checks.of(1) is not checks.of(0)
    assert len(counted) == 2


def test_an_update_is_made_and_taken_back_on_the_playgrounds_own_run(open_page):
    app = open_page("backprop", lang="en", dataset="moons")
    before = told(app)["trace"]["id"]
    press(app, "Make this update")
    assert app.session_state[DIRECTOR].step == told(app)["trace"]["update"] == 1
    press(app, "One update back")
    assert app.session_state[DIRECTOR].step == 0 and told(app)["trace"]["id"] == before


def test_a_link_names_the_update(open_page):
    app = open_page("backprop", lang="en", step="7")
    assert told(app)["trace"]["update"] == 7


def test_one_point_alone_is_looked_at_and_makes_no_update(open_page):
    app = open_page("backprop", lang="en")
    app.session_state[BENCH].row = 3
    app.run()
    assert told(app)["trace"]["samples"]["rows"] == [3]
    assert next(button for button in app.button if button.label == "Make this update").disabled


def test_one_point_with_batch_normalisation_is_explained_and_the_mini_batch_stays(open_page):
    app = open_page("backprop", lang="en", layers="dense:3:tanh,batchnorm")
    app.session_state[BENCH].row = 3
    app.run()
    assert "Batch normalisation needs at least 2 samples" in warnings(app)
    assert told(app)["trace"]["samples"]["total"] == 10


def test_too_few_drawn_points_are_explained(open_page):
    app = open_page("backprop", lang="en", dataset="drawn")
    assert "too few points" in warnings(app) and not components_of(app, DRAWING)


def test_a_diverged_run_is_looked_at_where_it_was_finite(open_page):
    app = open_page("backprop", lang="en", dataset="plane", optimizer="sgd", lr="100", step="2000")
    assert not app.exception
    assert "diverged" in " ".join(note.value for note in app.info)
    json.dumps(told(app), allow_nan=False)


def test_weights_that_are_no_numbers_are_explained(open_page):
    app = open_page("backprop", lang="en")
    with app.session_state[DIRECTOR].hold() as trainer:
        trainer.network.state.parameters[0] = np.nan
    app.run()
    assert not app.exception
    assert "no longer finite" in warnings(app) and not components_of(app, DRAWING)


@pytest.mark.parametrize(
    "message",
    [None, 3, {}, {"kind": "drop"}, {"kind": []}, {"kind": "row", "row": -1}, {"kind": "row", "row": True},
     {"kind": "weight", "layer": "0", "unit": 0}, {"kind": "weight", "layer": 10**9, "unit": 0},
     {"kind": "trail", "trail": [[0, 0]] * 17}, {"kind": "trail", "trail": [[0]]}],
)  # fmt: skip
def test_what_the_drawing_can_not_have_sent_changes_nothing(open_page, message):
    app = open_page("backprop", lang="en")
    before = told(app)
    ask(app, DRAWING, message)
    assert told(app) == before


def test_the_drawing_chooses_points_windows_and_weights(open_page):
    app = open_page("backprop", lang="en", batch="30", layers="dense:3:tanh,dense:3:tanh")
    ask(app, DRAWING, {"kind": "row", "row": 4})
    assert told(app)["trace"]["samples"]["rows"] == [4]
    ask(app, DRAWING, {"kind": "batch"})
    assert not told(app)["trace"]["samples"]["single"]
    ask(app, DRAWING, {"kind": "window", "sample": 12})
    assert told(app)["trace"]["samples"]["first"] == 12
    ask(app, DRAWING, {"kind": "weight", "layer": 1, "unit": 2, "source": None, "sample": 3})
    assert (told(app)["chosen"]["weight"], told(app)["chosen"]["sample"]) == (
        {"layer": 1, "unit": 2, "source": None},
        3,
    )
    ask(app, DRAWING, {"kind": "trail", "trail": [[0, 3]]})
    assert told(app)["trail"]["nodes"] == [[1, 2, 3], [2, 0, 3]]
