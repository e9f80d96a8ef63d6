"""The sums of absolute terms that faults are measured against."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given

from nnviz.backprop.results import Parameter
from nnviz.backprop.trace import trace_update
from nnviz.core.spec import BatchNorm, Dense, Dropout
from tests.backprop.test_trace import make_trainer
from tests.helpers.absolute_terms import sum_absolute_terms
from tests.helpers.examples import examples
from tests.helpers.random_runs import STEPS, build_trainer, runs

ROUNDED = 1e-9


@examples(40)
@given(runs(), STEPS)
def test_no_gradient_is_larger_than_the_sum_of_its_absolute_terms(run, steps):
    trace = trace_update(build_trainer(run, steps, dtype=torch.float64))
    if trace.finite:
        assert (np.abs(trace.update.raw) <= (1 + ROUNDED) * sum_absolute_terms(trace)).all()


def test_one_linear_unit_has_the_terms_of_its_difference():
    trace = trace_update(make_trainer((), "regression", loss="mse"))
    terms = 2 * (np.abs(trace.layers[0].a) + np.abs(trace.targets)) / trace.batch
    expected = [terms.sum(), *(terms * np.abs(trace.inputs)).sum(1)]
    assert sum_absolute_terms(trace) == pytest.approx(np.array(expected))


def test_paths_are_added_without_their_signs():
    trace = trace_update(make_trainer((Dense(4, "linear"), Dropout(0.3), Dense(3, "tanh")), "regression", loss="mae"))
    first, dropout, second, last = trace.layers
    terms = np.abs(last.weight).T @ np.full((1, trace.batch), 1 / trace.batch) * (1 + second.a**2)
    terms = np.abs(second.weight).T @ terms * dropout.mask
    expected = np.column_stack([terms.sum(1), terms @ np.abs(trace.inputs).T])
    assert sum_absolute_terms(trace)[: expected.size].reshape(expected.shape) == pytest.approx(expected)
    assert (np.abs(first.weight_gradient) < 0.9 * expected[:, 1:]).any()


def test_a_bias_before_batch_normalisation_is_small_beside_its_terms():
    trace = trace_update(make_trainer((Dense(3, "linear"), BatchNorm(), Dense(2, "tanh"))))
    biases = [trace.layers[0].offset + unit * (trace.layers[0].inputs + 1) for unit in range(3)]
    assert (np.abs(trace.update.raw[biases]) < 1e-12 * sum_absolute_terms(trace)[biases]).all()


@pytest.mark.parametrize(("activation", "bias"), [("sigmoid", 20.0), ("tanh", 12.0), ("gelu", -6.0)])
def test_a_slope_that_is_a_difference_is_small_beside_its_terms(activation, bias):
    trainer = make_trainer((Dense(1, activation),), steps=0)
    trainer.edit_parameter(0, 0, None, bias)
    trace = trace_update(trainer)
    place = trace.layers[0].position(Parameter(0, 0, None))
    assert 0 < abs(trace.update.raw[place]) < 1e-4 * sum_absolute_terms(trace)[place]
