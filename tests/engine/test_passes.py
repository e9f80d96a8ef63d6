"""Every layer, activation and loss: the written-out gradients are those of autograd."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.spec import BatchNorm, Dense, Dropout, NetworkSpec, TrainingSpec
from nnviz.engine import Network, plan_output
from nnviz.engine.passes import Batch, TrainingPass
from nnviz.engine.samples import build_samples, build_targets
from tests.helpers.examples import examples
from tests.helpers.twin import build_twin, make_data, read_gradients, twin_loss

TOLERANCES = {torch.float32: 1e-5, torch.float64: 1e-9}
LOSS_CASES = [(loss.name, task) for loss in LOSSES.values() for task in loss.tasks if loss.name != "auto"]
FEATURES = ("x1", "x2", "x1_x2")


def compare_gradients(layers, task="binary", loss="auto", dtype=torch.float64, size=8, seed=1):
    """Run one pass of the engine and of its twin and compare gradients, as shares of the largest one."""
    data = make_data(task, samples=size + 1, train=size)
    output = plan_output(data, TrainingSpec(loss=loss))
    spec = NetworkSpec(tuple(layers), "xavier_normal", seed=seed)
    network = Network(spec, len(FEATURES), output, dtype)
    network.state.parameters += 0.05
    twin = build_twin(network, spec)
    samples = build_samples(data.points[:size], FEATURES, dtype)
    batch = Batch(samples, samples.t(), build_targets(data, dtype)[:size].t())
    with torch.inference_mode():
        for operation in TrainingPass(network, output.loss, size, torch.Generator()).bind(batch):
            operation()
    plain = torch.tensor(data.targets[:size], dtype=dtype)
    twin_loss(output.loss.name, task)(twin(samples[:, 1:]), plain).backward()
    expected = read_gradients(twin)
    largest = expected.abs().max().item()
    torch.testing.assert_close(
        network.state.gradients, expected, rtol=TOLERANCES[dtype], atol=TOLERANCES[dtype] * largest
    )
    assert largest > 0


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation(activation, dtype):
    compare_gradients([Dense(5, activation), Dense(4, activation), Dense(3, "tanh")], dtype=dtype)


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize(("loss", "task"), LOSS_CASES)
def test_every_loss_on_every_task(loss, task, dtype):
    compare_gradients([Dense(6, "tanh")], task, loss, dtype)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_without_a_hidden_layer(task):
    compare_gradients([], task)


def layer():
    dense = st.builds(Dense, st.integers(1, 9), st.sampled_from([name for name in ACTIVATIONS if name != "step"]))
    return st.one_of(dense, dense, st.just(BatchNorm()), st.just(Dropout(0.0)))


@examples(60)
@given(
    layers=st.lists(layer(), max_size=6),
    task=st.sampled_from(["binary", "multiclass", "regression"]),
    size=st.integers(3, 20),
    seed=st.integers(0, 10**6),
)
def test_any_network_on_any_task(layers, task, size, seed):
    # Two normalisations in a row, or one over features that are nearly constant, amplify rounding without bound.
    if sum(isinstance(layer, BatchNorm) for layer in layers) > 1:
        layers = [layer for layer in layers if not isinstance(layer, BatchNorm)]
    compare_gradients(layers, task, size=size, seed=seed)


def test_a_unit_switched_off_learns_nothing_whatever_follows():
    data = make_data(samples=9, train=8)
    output = plan_output(data, TrainingSpec())
    network = Network(NetworkSpec((Dense(4, "tanh"), Dense(3, "linear"))), 2, output, torch.float64)
    network.switch(0, 2, on=False)
    network.switch(1, 0, on=False)
    samples = build_samples(data.points[:8], ("x1", "x2"), torch.float64)
    batch = Batch(samples, samples.t(), build_targets(data, torch.float64)[:8].t())
    for operation in TrainingPass(network, output.loss, 8, torch.Generator()).bind(batch):
        operation()
    first, second = network.hidden
    assert [bool(row.any()) for row in first.gradients] == [True, True, False, True]
    assert [bool(row.any()) for row in second.gradients] == [False, True, True]
    assert not network.output.gradients[0, 1]


def test_a_unit_switched_off_passes_nothing_on_through_batch_norm():
    data = make_data(samples=9, train=8)
    output = plan_output(data, TrainingSpec())
    spec = NetworkSpec((Dense(4, "sigmoid"), BatchNorm(), Dense(3, "tanh")))
    network = Network(spec, 2, output, torch.float64)
    network.switch(0, 2, on=False)
    samples = build_samples(data.points[:8], ("x1", "x2"), torch.float64)
    batch = Batch(samples, samples.t(), build_targets(data, torch.float64)[:8].t())
    done = TrainingPass(network, output.loss, 8, torch.Generator())
    for operation in done.bind(batch):
        operation()
    dense, norm, following = network.hidden
    assert not done.layers[0].out[1:][2].any()
    assert not done.layers[1].out[1:][2].any()
    assert not dense.gradients[2].any()
    assert dense.gradients[1].any()
    assert not norm.scale_gradient[2].any()
    assert not norm.shift_gradient[2].any()
    assert not following.gradients[:, 3].any()
    activations: list[torch.Tensor] = []
    network.evaluate(samples.t(), activations)
    assert not activations[0][2].any()
    assert not activations[1][2].any()
