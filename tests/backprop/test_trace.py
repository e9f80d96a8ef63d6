"""One update taken apart: every number against autograd, and the update itself bit for bit against the run."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.backprop.trace import trace_update
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples
from tests.helpers.twin import build_twin, loss_of, make_data, twin_loss

FOR_EVERY_TASK = [name for name, loss in LOSSES.items() if len(loss.tasks) == 3]
NATURAL = {"binary": "bce", "multiclass": "cross_entropy", "regression": "mse"}
NOISY = (Dropout(0.2), Dense(5, "relu"), BatchNorm(), Dropout(0.3), Dense(4, "gelu"), Dense(2, "linear"))


ONE_LAYER = (Dense(4, "tanh"),)


def make_trainer(layers=ONE_LAYER, task="binary", dtype=torch.float64, steps=3, seed=1, **training) -> Trainer:
    run = RunSpec(network=NetworkSpec(tuple(layers), seed=seed), training=TrainingSpec(**training))
    trainer = Trainer(run, make_data(task), dtype)
    trainer.advance(steps)
    return trainer


@st.composite
def trainers(draw, layers=4, units=5, batch=9):
    """Runs in float64 of random networks, tasks, losses and batch sizes, some with a unit switched off."""
    dense = st.builds(Dense, st.integers(1, units), st.sampled_from(sorted(ACTIVATIONS)))
    others = st.one_of(st.builds(Dropout, st.sampled_from([0.0, 0.3, 0.5])), st.just(BatchNorm()))
    hidden = draw(st.lists(st.one_of(dense, dense, others), max_size=layers))
    task = draw(st.sampled_from(["binary", "multiclass", "regression"]))
    loss = draw(st.sampled_from(FOR_EVERY_TASK))
    settings_ = {"loss": loss, "batch": draw(st.integers(2, batch)), "lr": 0.05}
    trainer = make_trainer(hidden, task, steps=draw(st.integers(0, 30)), seed=draw(st.integers(0, 99)), **settings_)
    switchable = [place for place, layer in enumerate(hidden) if isinstance(layer, Dense)]
    if switchable and draw(st.booleans()):
        trainer.switch_unit(draw(st.sampled_from(switchable)), 0, False)
    return trainer


# Every number against autograd.


class Oracle:
    """The twin of a run's network, run layer by layer on the batch of a trace, with every z and a kept."""

    def __init__(self, trainer, trace):
        twin = list(build_twin(trainer.network, trainer.run.network))
        self.modules, self.slopes, self.zs, self.outs = [], [], [], []
        values = torch.tensor(trace.inputs.T)
        for layer in trace.layers:
            values = self._run(layer, twin.pop(0), twin.pop(0) if layer.kind == "dense" else None, values)
        name = trainer.run.training.loss
        compare = twin_loss(NATURAL[trace.task] if name == "auto" else name, trace.task)
        self.loss = compare(values, torch.tensor(trainer.data.targets[trace.rows], dtype=torch.float64))
        self.loss.backward()

    def _run(self, layer, module, activation, values):
        if layer.norm is not None:
            module.running_mean.copy_(torch.tensor(layer.norm.running_mean[0]))
            module.running_var.copy_(torch.tensor(layer.norm.running_variance[0]))
        values = values.clone().requires_grad_() if not values.requires_grad else values
        z = module(values)
        z = z.clone() if z is values else z
        after = {"dense": activation, "dropout": lambda x: x * torch.tensor(layer.mask.T)}.get(layer.kind, torch.clone)
        out = after(z)
        self.slopes.append(torch.autograd.grad(out.sum(), z, retain_graph=True)[0])
        out = out * torch.tensor(layer.on)
        z.retain_grad()
        out.retain_grad()
        self.modules.append(module)
        self.zs.append(z)
        self.outs.append(out)
        return out


def assert_near(ours, theirs):
    """Compare to 1e-9 of the largest number; of sums that cancel, rounding of their terms is left."""
    expected = theirs.detach().numpy() if isinstance(theirs, torch.Tensor) else np.asarray(theirs)
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-9 * np.abs(expected).max(initial=0.0) + 1e-13)


def assert_like_autograd(trainer, trace):
    oracle = Oracle(trainer, trace)
    assert_near(trace.loss.before, oracle.loss)
    assert_near(trace.loss.samples_before.mean(), oracle.loss)
    whole = zip(trace.layers, oracle.modules, oracle.slopes, oracle.zs, oracle.outs, strict=True)
    for layer, module, slope, z, out in whole:
        assert_near(layer.z, z.T)
        if layer.delta is not None:
            assert_near(layer.delta, z.grad.T)
        if layer.kind != "output":
            assert_near(layer.slope, slope.T)
            assert_near(layer.a, out.T)
        if layer.kind != "output" and layer.grad is not None:
            assert_near(layer.grad, out.grad.T)
        if layer.kind != "dropout":
            assert_near(layer.weight_gradient, module.weight.grad)
            assert_near(layer.bias_gradient, module.bias.grad)
        if layer.norm is not None:
            assert_near(layer.norm.running_mean[1], module.running_mean)
            assert_near(layer.norm.running_variance[1], module.running_var)
            assert_near(layer.z, layer.weight[:, None] * layer.norm.normal + layer.bias[:, None])
    learns = [layer.kind != "dropout" for layer in trace.layers]
    assert [layer.grad is not None for layer in trace.layers] == [any(learns[: i + 1]) for i in range(len(learns))]


@given(trainers(), st.booleans())
@examples(40)
def test_every_number_is_autograds(trainer, alone):
    alone = alone and not trainer.run.network.has_batch_norm
    trace = trace_update(trainer, 5 if alone else None)
    assert trace.dtype == "float64" and trace.finite and trace.notes == ()
    assert trace.batch == (1 if alone else len(trace.rows))
    assert_like_autograd(trainer, trace)


def compare_probabilities(loss, p, y):
    """Return the mean loss of probabilities, from torch's own functions of them."""
    if loss == "auto":
        return torch.nn.BCELoss()(p, y) if p.shape[1] == 1 else -(y * p.log()).sum(1).mean()
    return loss_of(loss)(p, y)


@pytest.mark.parametrize("loss", FOR_EVERY_TASK)
@pytest.mark.parametrize(
    ("task", "activate"),
    [("binary", torch.sigmoid), ("multiclass", lambda z: torch.softmax(z, -1)), ("regression", torch.clone)],
)
def test_the_outputs_two_factors_are_autograds(task, activate, loss):
    if (task, loss) == ("regression", "auto"):
        loss = "mse"
    trace = trace_update(make_trainer(task=task, loss=loss, batch=7))
    z = torch.tensor(trace.layers[-1].z.T)
    p = activate(z).requires_grad_()
    compare_probabilities(loss, p, torch.tensor(trace.targets.T)).backward()
    assert_near(trace.output.loss_slope, p.grad.T)
    for sample in range(7):
        assert_near(trace.output.jacobian[:, :, sample], torch.autograd.functional.jacobian(activate, z[sample]))
    assert trace.output.fused == (loss == "auto") and trace.output.separable
    product = np.einsum("js,jks->ks", trace.output.loss_slope, trace.output.jacobian)
    assert_near(product, trace.layers[-1].delta)


# The update that Play makes.


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(
    "more",
    [{"batch": 10}, {"batch": 13, "l1": 0.01, "l2": 0.02, "clip": 0.05, "schedule": "step", "schedule_epochs": 1}],
)
def test_it_is_bit_for_bit_the_update_that_play_makes(optimizer, more):
    trainer = make_trainer(NOISY, dtype=torch.float32, steps=1, optimizer=optimizer, **more)
    trainer.switch_unit(1, 2, False)
    for _update in range(5):
        trace = trace_update(trainer)
        assert trainer.step == trace.step
        trainer.advance(1)
        assert np.array_equal(trainer.batch_indices(), trace.rows)
        assert np.array_equal(trace.update.new, trainer.network.state.parameters.numpy())
        assert np.array_equal(trace.update.used, trainer.network.state.gradients.numpy())
        for ours, theirs in zip(trace.update.slots_after, trainer.network.state.slots, strict=False):
            assert np.array_equal(ours, theirs.numpy())
        norm, engines = trace.layers[2].norm, trainer.network.hidden[2]
        assert np.array_equal(norm.running_mean[1], engines.mean[:, 0].numpy())
        assert np.array_equal(norm.running_variance[1], engines.variance[:, 0].numpy())
        assert trace.metrics_after == trainer.metrics()


def test_the_run_is_left_as_it_was():
    trainer, twin = (make_trainer(NOISY, steps=12) for _repeat in range(2))
    before = trainer.network.state.flat.clone()
    trace_update(trainer)
    assert trainer.step == 12 and torch.equal(trainer.network.state.flat, before)
    trainer.advance(40)
    twin.advance(40)
    assert torch.equal(trainer.network.state.flat, twin.network.state.flat)


def test_before_and_after_use_the_same_samples_and_masks():
    trainer = make_trainer((Dense(6, "tanh"), Dropout(0.5), Dense(3, "tanh")), optimizer="sgd", lr=1e-6)
    trace = trace_update(trainer)
    change = (trace.update.new - trace.update.old) @ trace.update.raw
    np.testing.assert_allclose(trace.loss.after - trace.loss.before, change, rtol=1e-4)
    assert trace.loss.predictions_after.shape == trace.loss.predictions.shape == (1, 10)


# What can go wrong.


def message_of(trainer, row=None):
    with pytest.raises(InputError) as caught:
        trace_update(trainer, row)
    return str(caught.value)


def test_a_sample_that_does_not_exist_is_named():
    assert "61" in message_of(make_trainer(), 61)
    assert "-1" in message_of(make_trainer(), -1)


def test_one_sample_and_batch_normalisation_are_explained():
    assert message_of(make_trainer((Dense(3), BatchNorm())), 4).startswith("Batch normalisation needs at least 2")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_weights_that_are_no_numbers_are_explained(value):
    trainer = make_trainer()
    trainer.network.state.parameters[3] = value
    assert "no longer finite" in message_of(trainer)


def test_a_diverged_run_is_shown_at_its_last_finite_step():
    trainer = make_trainer(task="regression", optimizer="sgd", lr=100.0, dtype=torch.float32, steps=500)
    assert trainer.diverged
    step = trainer.step
    trace = trace_update(trainer)
    assert trainer.diverged and trainer.step == step
    assert trace.step == trainer.last_finite_step == step - 1
    assert not trace.finite and len(trace.notes) == 2


def test_a_finished_run_says_so():
    trainer = make_trainer(stop_epoch=1, steps=100)
    assert trainer.finished == "epoch"
    trace = trace_update(trainer)
    assert trace.finite and trace.notes == ("The run is finished. This is the update that would come next.",)


def test_factors_that_overflow_are_told_apart_from_their_product():
    trainer = make_trainer(())
    trainer.network.state.parameters.fill_(1000.0)
    trace = trace_update(trainer)
    assert not trace.output.separable
    assert np.isfinite(trace.layers[-1].delta).all()
    assert_like_autograd(trainer, trace)
