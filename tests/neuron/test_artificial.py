"""The artificial neuron, against ``torch.nn.functional.linear`` and the code it shows."""

import contextlib
import io

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.problems import InputError
from nnviz.neuron.artificial import Neuron, activation_curve, change_neuron, evaluate_neuron, neuron_listing
from tests.helpers.examples import examples

TENTHS = st.integers(-20, 20).map(lambda tenth: tenth / 10)


@st.composite
def neurons(draw):
    count = draw(st.integers(1, 5))
    values = st.lists(TENTHS, min_size=count, max_size=count).map(tuple)
    return Neuron(draw(values), draw(values), draw(TENTHS), draw(st.sampled_from(list(ACTIVATIONS))))


@given(neurons())
def test_it_computes_what_torch_computes(neuron):
    trace = evaluate_neuron(neuron)
    x, w = (torch.tensor([values], dtype=torch.float64) for values in (neuron.inputs, neuron.weights))
    z = nn.functional.linear(x, w, torch.tensor([neuron.bias], dtype=torch.float64)).item()
    assert trace.z == pytest.approx(z, abs=1e-11)
    assert trace.sums[-1] == trace.z
    assert np.diff(trace.sums)[:-1] == pytest.approx(trace.terms, abs=1e-11)
    call = ACTIVATIONS[neuron.activation].torch_code
    if call.startswith("nn."):
        module = getattr(nn, call[3:-2])()
        assert trace.output == pytest.approx(module(torch.tensor(z, dtype=torch.float64)).item(), abs=1e-9)


def test_it_fires_from_the_threshold_on_and_rounding_does_not_decide():
    at_threshold = Neuron((1.0, 1.0, 1.0), (0.1, 0.1, 0.1), -0.3, "step")
    trace = evaluate_neuron(at_threshold)
    assert trace.z == 0 and trace.fires and trace.output == 1 and trace.threshold == 0.3
    assert not evaluate_neuron(change_neuron(at_threshold, {"b": "-0.31"})).fires


@examples(60)
@given(neurons())
def test_the_code_prints_what_is_shown(neuron):
    listing = neuron_listing(neuron)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(listing.code, {})
    assert printed.getvalue().strip() == listing.output


def test_changes_come_as_text_and_a_comma_is_a_point():
    neuron = change_neuron(Neuron(), {"x1": "0,5", "w2": " −1.5 ", "b": "2", "activation": "tanh", "zoom": "9"})
    assert (neuron.inputs[0], neuron.weights[1], neuron.bias, neuron.activation) == (0.5, -1.5, 2.0, "tanh")


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_the_number_of_inputs_changes_and_those_that_stay_keep_their_values(count):
    neuron = change_neuron(Neuron(), {"count": str(count)})
    kept = min(count, 3)
    assert len(neuron.inputs) == len(neuron.weights) == count
    assert neuron.inputs[:kept] == Neuron().inputs[:kept]


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "1e999", "2.1", "9" * 5000, "--1", "०.x"])
@pytest.mark.parametrize("field", ["x1", "w1"])
def test_what_is_no_number_in_range_is_refused_by_name(field, text):
    with pytest.raises(InputError, match=field):
        change_neuron(Neuron(), {field: text})


@pytest.mark.parametrize(("field", "text"), [("count", "0"), ("count", "6"), ("activation", "magic"), ("b", "5.5")])
def test_what_is_out_of_range_is_refused_by_name(field, text):
    with pytest.raises(InputError, match=field):
        change_neuron(Neuron(), {field: text})


def test_the_curve_is_the_activation():
    z, value = activation_curve("sigmoid", -4, 4)
    assert value == pytest.approx(1 / (1 + np.exp(-z)))
