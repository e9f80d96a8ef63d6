"""The page on backprop in both languages: each example, one update on and back, and runs that can't be looked at."""

import json

import numpy as np
import pytest

from nnviz.backprop import page as backprop
from nnviz.backprop import page_check as backprop_check
from nnviz.backprop.page_state import EXAMPLES, PageState, take_message
from nnviz.backprop.trace import trace_update
from nnviz.backprop.words import list_words
from nnviz.core.i18n import activate

BENCH = "nnviz_widget_backprop_bench"
DIRECTOR = "nnviz_director"


@pytest.fixture
def drawn(monkeypatch):
    """Return what the drawing was given last."""
    given = {}
    monkeypatch.setattr(backprop, "mount_drawing", lambda _module, _key, data, _listener: given.update(data))
    return given


def press(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception


def warnings(app):
    return " ".join(one.value for one in app.warning)


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_has_all_its_words_and_what_it_sends_is_plain_json(open_page, drawn, lang):
    app = open_page("backprop", lang=lang)
    activate(lang)
    assert drawn["words"] == list_words()
    assert all(drawn["words"].values())
    activate("en")
    json.dumps(drawn, allow_nan=False)
    assert drawn["trace"]["update"] == 0 and len(app.header) == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_opens_and_its_gradients_can_be_checked(open_page, drawn, name):
    app = open_page("backprop", lang="en")
    app.selectbox[0].set_value(name).run()
    assert not app.exception and not app.warning
    layers = EXAMPLES[name][1].network.layers
    assert len(drawn["trace"]["layers"]) == len(layers) + 1
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


def test_an_update_is_made_and_taken_back_on_the_playgrounds_own_run(open_page, drawn):
    app = open_page("backprop", lang="en", dataset="moons")
    before = drawn["trace"]["id"]
    press(app, "Make this update")
    assert app.session_state[DIRECTOR].step == drawn["trace"]["update"] == 1
    press(app, "One update back")
    assert app.session_state[DIRECTOR].step == 0 and drawn["trace"]["id"] == before


def test_a_link_names_the_update(open_page, drawn):
    open_page("backprop", lang="en", step="7")
    assert drawn["trace"]["update"] == 7


def test_one_point_alone_is_looked_at_and_makes_no_update(open_page, drawn):
    app = open_page("backprop", lang="en")
    app.session_state[BENCH].row = 3
    app.run()
    assert drawn["trace"]["samples"]["rows"] == [3]
    assert next(one for one in app.button if one.label == "Make this update").disabled


def test_one_point_with_batch_normalisation_is_explained_and_the_mini_batch_stays(open_page, drawn):
    app = open_page("backprop", lang="en", layers="dense:3:tanh,batchnorm")
    app.session_state[BENCH].row = 3
    app.run()
    assert "Batch normalisation needs at least 2 samples" in warnings(app)
    assert drawn["trace"]["samples"]["total"] == 10


def test_too_few_drawn_points_are_explained(open_page, drawn):
    app = open_page("backprop", lang="en", dataset="drawn")
    assert "too few points" in warnings(app) and not drawn


def test_a_diverged_run_is_looked_at_where_it_was_finite(open_page, drawn):
    app = open_page("backprop", lang="en", dataset="plane", optimizer="sgd", lr="100", step="2000")
    assert not app.exception
    assert "diverged" in " ".join(one.value for one in app.info)
    json.dumps(drawn, allow_nan=False)


def test_weights_that_are_no_numbers_are_explained(open_page, drawn):
    app = open_page("backprop", lang="en")
    drawn.clear()
    with app.session_state[DIRECTOR].hold() as trainer:
        trainer.network.state.parameters[0] = np.nan
    app.run()
    assert not app.exception
    assert "no longer finite" in warnings(app) and not drawn


@pytest.mark.parametrize(
    "message",
    [None, 3, {}, {"kind": "drop"}, {"kind": []}, {"kind": "row", "row": -1}, {"kind": "row", "row": True},
     {"kind": "weight", "layer": "0", "unit": 0}, {"kind": "weight", "layer": 10**9, "unit": 0}],
)  # fmt: skip
def test_what_the_drawing_can_not_have_sent_changes_nothing(message):
    looked = PageState()
    take_message(looked, message)
    assert looked == PageState()


def test_the_drawing_chooses_points_windows_and_weights():
    looked = PageState()
    take_message(looked, {"kind": "row", "row": 4})
    assert looked.row == 4
    take_message(looked, {"kind": "batch"})
    take_message(looked, {"kind": "window", "first": 12})
    assert (looked.row, looked.sample) == (None, 12)
    take_message(looked, {"kind": "weight", "layer": 1, "unit": 2, "source": None, "sample": 3})
    assert (looked.parameter.layer, looked.parameter.unit, looked.parameter.source, looked.sample) == (1, 2, None, 3)
