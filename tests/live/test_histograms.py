"""Histograms equal plain counting, also after they were widened; what is measured is what the engine computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.distributions.first_weights import measure_initializers
from nnviz.engine import plan_output
from nnviz.engine.scores import SATURATION_MARGIN
from nnviz.live.histograms import BINS, Meter, count_values, without_dropout
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples
from tests.helpers.twin import build_twin, make_data, read_gradients, twin_loss

numbers = arrays.arrays(np.float32, st.integers(1, 60), elements=st.floats(-9.0, 9.0, width=32))


def count_plainly(values, edges):
    """Count as NumPy does, which gives a value on an edge to the bin on its right: so the right half goes mirrored."""
    right = np.histogram(-values[values > 0].astype(np.float64), -edges[BINS // 2 :][::-1])[0][::-1]
    left = np.histogram(values[values < 0].astype(np.float64), np.append(edges[: BINS // 2], -1e-300))[0]
    right[0] += np.count_nonzero(values == 0)
    return np.concatenate([left, right])


@examples(40)
@given(numbers)
def test_counts_mean_and_deviation_are_those_of_numpy(values):
    found = count_values(values)

    np.testing.assert_array_equal(found.counts, count_plainly(values, found.edges))
    assert found.size == len(values)
    exact = values.astype(np.float64)
    np.testing.assert_allclose([found.mean, found.deviation], [exact.mean(), exact.std()], rtol=1e-9, atol=1e-12)
    assert (found.low, found.high) == (values.min(), values.max())


def test_the_range_is_the_smallest_power_of_two_and_an_edge_belongs_to_the_bin_nearer_to_zero():
    found = count_values(np.array([-1.0, -0.5, 0.0, 0.5, 1.0], np.float32))

    assert (found.edges[0], found.edges[-1]) == (-1.0, 1.0)
    assert np.flatnonzero(found.counts).tolist() == [0, 16, 32, 47, 63]


@pytest.mark.parametrize(
    ("values", "exponent"), [([1.0], 0), ([1.0001], 1), ([-0.25], -2), ([3.0, -5.0], 3), ([1e-30], -60), ([0.0], -60)]
)
def test_exponents(values, exponent):
    assert count_values(np.array(values)).exponent == exponent


def test_numbers_that_are_not_finite_are_not_counted():
    assert count_values(np.array([1.0, np.inf, np.nan], np.float32)).size == 1
    assert count_values(np.array([np.nan])) is None
    assert count_values(np.zeros(0)) is None


# Layers.

DEEP = (Dense(6, "relu"), BatchNorm(), Dropout(0.4), Dense(5, "tanh"))


def make_trainer(layers=DEEP, task="multiclass", **network):
    run = RunSpec(network=NetworkSpec(tuple(layers), **network), training=TrainingSpec(batch=8))
    return Trainer(run, make_data(task), torch.float64)


def assert_counts(part, values):
    plain = count_values(np.asarray(values, np.float64))
    np.testing.assert_allclose([part.mean, part.deviation], [plain.mean, plain.deviation], rtol=1e-9, atol=1e-12)
    assert part.size == plain.size
    np.testing.assert_allclose([part.low, part.high], [plain.low, plain.high], rtol=1e-9, atol=1e-12)


@pytest.fixture
def trained():
    trainer = make_trainer()
    trainer.advance(30)
    meter = Meter(trainer.data, trainer.run.data.input_features, torch.float64)
    return trainer, meter.measure(trainer.network)


def test_activations_are_those_of_the_same_network_in_plain_pytorch(trained):
    trainer, layers = trained
    twin = build_twin(trainer.network, trainer.run.network).eval()
    _read_running(twin, trainer.network)
    x = torch.from_numpy(trainer.data.points[trainer.data.train_index].astype(np.float64))
    outputs = []
    with torch.no_grad():
        for module in twin:
            x = module(x)
            outputs.append(x.numpy())

    # Linear, ReLU, batch norm, dropout, linear, tanh, linear.
    first, norm, second, output = layers
    assert_counts(first.parts["pre_activations"], outputs[0])
    assert_counts(first.parts["activations"], outputs[1])
    assert_counts(norm.parts["activations"], outputs[2])
    assert_counts(second.parts["pre_activations"], outputs[4])
    assert_counts(second.parts["activations"], outputs[5])
    assert_counts(output.parts["pre_activations"], outputs[6])
    assert_counts(output.parts["activations"], torch.softmax(x, 1))
    assert "pre_activations" not in norm.parts
    assert [(layer.kind, layer.number) for layer in layers] == [
        ("dense", 1),
        ("batchnorm", 1),
        ("dense", 2),
        ("output", 1),
    ]

    # Shares, counted plainly.
    assert first.dead == np.mean((outputs[1] == 0).all(axis=0))
    assert second.saturated == np.mean(np.abs(outputs[5]) > 1 - 2 * SATURATION_MARGIN)
    assert (first.saturated, second.dead, norm.saturated, output.dead) == (None, None, None, None)


def _read_running(twin, network):
    norm, layer = next(module for module in twin if isinstance(module, torch.nn.BatchNorm1d)), network.hidden[1]
    norm.running_mean.copy_(layer.mean[:, 0])
    norm.running_var.copy_(layer.variance[:, 0])


def test_weights_biases_and_the_last_gradients_are_the_runs_own(trained):
    trainer, layers = trained
    modules = (*trainer.network.hidden[:2], *trainer.network.hidden[3:], trainer.network.output)
    for counted, layer in zip(layers, modules, strict=True):
        if counted.kind != "batchnorm":
            assert_counts(counted.parts["weights"], layer.weight)
            assert_counts(counted.parts["biases"], layer.bias)
            assert_counts(counted.parts["gradients"], layer.gradients)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_gradients_over_all_points_are_those_of_autograd_and_the_network_stays_as_it_was(task):
    trainer = make_trainer(task=task)
    trainer.advance(10)
    network = trainer.copy_network()
    network.set_dropout(without_dropout(trainer.run.network.layers))
    before = network.state.flat.clone()
    output = plan_output(trainer.data, trainer.run.training)

    Meter(trainer.data, ("x1", "x2"), torch.float64).bind_gradients(network, output)()

    twin = build_twin(network, trainer.run.network)
    rows = trainer.data.train_index
    x, y = (torch.from_numpy(array[rows].astype(np.float64)) for array in (trainer.data.points, trainer.data.targets))
    twin_loss(output.loss.name, task)(twin(x), y).backward()
    torch.testing.assert_close(network.state.gradients, read_gradients(twin), rtol=1e-9, atol=1e-12)
    assert torch.equal(network.state.flat, before)


def test_all_training_points_are_used():
    assert Meter(make_data(samples=610, train=400), ("x1", "x2"), torch.float32).points == 400


# First weights.


def test_the_runs_own_initialiser_gives_the_runs_own_first_weights():
    run = RunSpec(DataSpec(samples=60), NetworkSpec((Dense(6, "relu"), Dropout(0.5)), init="he_normal", seed=5))
    data = make_data()
    measured, points = measure_initializers(run, data)
    first = Trainer(run, data).network.hidden[0]

    assert_counts(measured["he_normal"][0].parts["weights"], first.weight)
    assert points == 40
    zeros = measured["zeros"]
    assert (zeros[0].dead, zeros[0].parts["weights"].deviation) == (1.0, 0.0)
    assert zeros[1].parts["pre_activations"].high == 0.0


def test_one_layer_without_hidden_ones_is_measured_too():
    trainer = make_trainer((), "binary")
    (output,) = Meter(trainer.data, ("x1", "x2"), torch.float64).measure(trainer.network)
    assert output.kind == "output"
    assert output.parts["weights"].size == 2
