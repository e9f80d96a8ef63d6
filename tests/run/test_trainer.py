"""A run: equal to the same run in plain PyTorch, and a pure function of specification, journal and step."""

from __future__ import annotations

import sys
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples
from tests.helpers.twin import build_twin, make_data, read_parameters, twin_loss

NOISY = (Dense(6, "relu"), BatchNorm(), Dropout(0.3), Dense(4, "tanh"))


ONE_LAYER = (Dense(5, "tanh"),)


def make_trainer(layers=ONE_LAYER, task="binary", dtype=torch.float32, **training) -> Trainer:
    run = RunSpec(network=NetworkSpec(tuple(layers)), training=TrainingSpec(**training))
    return Trainer(run, make_data(task), dtype)


def state_of(trainer: Trainer) -> torch.Tensor:
    return trainer.network.state.flat.clone()


def assert_same(trainer: Trainer, state: torch.Tensor) -> None:
    assert torch.equal(trainer.network.state.flat, state)


# The same run in plain PyTorch.


def torch_optimizer(training: TrainingSpec, twin):
    entry = OPTIMIZERS[training.optimizer]
    weights = [m.weight for m in twin if isinstance(m, torch.nn.Linear)]
    rest = [p for p in twin.parameters() if not any(p is weight for weight in weights)]
    options = {"momentum": training.momentum} if entry.uses_momentum else {}
    if training.optimizer == "nesterov":
        options["nesterov"] = True
    groups = [{"params": rest, "weight_decay": 0.0}, {"params": weights, "weight_decay": 0.0}]
    if training.optimizer == "adamw":
        groups[1]["weight_decay"] = training.l2
    return getattr(torch.optim, entry.torch_class)(groups, lr=training.lr, **options), weights


def run_in_torch(training, layers, task, steps):
    """Train the twin on the batches that the trainer reports, one step after another."""
    trainer = make_trainer(layers, task, torch.float64, **training)
    spec = trainer.run.training
    twin = build_twin(trainer.network, trainer.run.network)
    optimizer, weights = torch_optimizer(spec, twin)
    loss = twin_loss({"binary": "bce", "multiclass": "cross_entropy", "regression": "mse"}[task], task)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, spec.schedule_epochs, spec.schedule_factor)
    for _step in range(steps):
        epoch = trainer.epoch
        trainer.advance(1)
        rows = trainer.batch_indices()
        x = torch.tensor(trainer.data.points[rows], dtype=torch.float64)
        y = torch.tensor(trainer.data.targets[rows], dtype=torch.float64)
        optimizer.zero_grad()
        penalty = spec.l1 * sum(w.abs().sum() for w in weights)
        if spec.optimizer != "adamw":
            penalty = penalty + spec.l2 / 2 * sum(w.square().sum() for w in weights)
        (loss(twin(x), y) + penalty).backward()
        if spec.clip:
            torch.nn.utils.clip_grad_norm_(twin.parameters(), spec.clip)
        optimizer.step()
        if spec.schedule == "step" and trainer.epoch > epoch:
            scheduler.step()
    return trainer, twin


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_200_steps_with_penalties_clipping_and_a_schedule_equal_pytorch(optimizer):
    training = {
        "optimizer": optimizer, "lr": 0.02, "batch": 9, "l1": 1e-3, "l2": 0.02, "clip": 0.3,
        "schedule": "step", "schedule_epochs": 6, "schedule_factor": 0.7,
    }  # fmt: skip
    trainer, twin = run_in_torch(training, (Dense(5, "tanh"), Dense(4, "gelu")), "binary", 200)
    torch.testing.assert_close(trainer.network.state.parameters, read_parameters(twin), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_a_run_with_batch_norm_equals_pytorch_on_every_task(task):
    training = {"optimizer": "adam", "batch": 7}
    trainer, twin = run_in_torch(training, (Dense(6, "silu"), BatchNorm(), Dense(3, "sigmoid")), task, 100)
    torch.testing.assert_close(trainer.network.state.parameters, read_parameters(twin), rtol=1e-6, atol=1e-8)


def test_metrics_are_those_of_pytorch_in_evaluation_mode():
    trainer = make_trainer((Dense(6, "tanh"), Dropout(0.5)), "multiclass", torch.float64)
    trainer.advance(30)
    data, metrics = trainer.data, trainer.metrics()
    twin = build_twin(trainer.network, trainer.run.network).eval()
    for rows, loss, accuracy in (
        (data.train_index, metrics.train_loss, metrics.train_accuracy),
        (data.test_index, metrics.test_loss, metrics.test_accuracy),
    ):
        logits = twin(torch.tensor(data.points[rows], dtype=torch.float64))
        classes = torch.tensor(data.targets[rows]).long()
        assert loss == pytest.approx(torch.nn.CrossEntropyLoss()(logits, classes).item(), rel=1e-9)
        assert accuracy == pytest.approx((logits.argmax(1) == classes).double().mean().item())


# A pure function of specification and step.


@pytest.mark.parametrize("layers", [(Dense(5, "tanh"),), NOISY])
def test_the_same_specification_gives_the_same_bits(layers):
    trainer, other = make_trainer(layers), make_trainer(layers)
    trainer.advance(150)
    while other.step < 150:
        other.run_for(0.0003, most=min(7, 150 - other.step))
    assert trainer.step == other.step
    assert_same(other, state_of(trainer))
    assert trainer.metrics() == other.metrics()


def test_another_seed_gives_another_run():
    run = RunSpec()
    trainer, other = (Trainer(replace(run, network=NetworkSpec(seed=seed)), make_data()) for seed in (1, 2))
    assert not torch.equal(trainer.network.state.flat, other.network.state.flat)


def test_every_epoch_uses_every_sample_once_in_its_own_order():
    trainer = make_trainer(batch=9)
    orders = []
    for _epoch in range(2):
        seen = []
        for _batch in range(trainer.steps_per_epoch):
            trainer.advance(1)
            seen += trainer.batch_indices().tolist()
        assert sorted(seen) == sorted(trainer.data.train_index)
        orders.append(seen)
    assert orders[0] != orders[1]


def test_a_leftover_of_one_sample_is_used_but_not_with_batch_norm():
    assert make_trainer(batch=13).steps_per_epoch == 4
    assert make_trainer((Dense(3), BatchNorm()), batch=13).steps_per_epoch == 3


def test_more_than_a_window_of_batches_is_used_once_each():
    trainer = Trainer(RunSpec(training=TrainingSpec(batch=1)), make_data(samples=200, train=150))
    seen = []
    for _step in range(150):
        trainer.advance(1)
        seen += trainer.batch_indices().tolist()
    assert sorted(seen) == sorted(trainer.data.train_index)


def test_a_batch_larger_than_the_training_set_is_the_whole_set():
    trainer = make_trainer(batch=2000)
    trainer.advance(3)
    assert (trainer.epoch, trainer.steps_per_epoch) == (3, 1)
    assert sorted(trainer.batch_indices()) == sorted(trainer.data.train_index)


def test_no_batch_was_used_before_the_first_step():
    assert make_trainer().batch_indices().shape == (0,)


ACTIONS = st.one_of(
    st.tuples(st.just("advance"), st.integers(1, 90)),
    st.tuples(st.just("edit"), st.floats(-2, 2)),
    st.tuples(st.just("switch"), st.booleans()),
    st.tuples(st.just("batch"), st.sampled_from([4, 10, 64])),
    st.tuples(st.just("rate"), st.sampled_from([0.1, 0.5])),
    st.tuples(st.just("optimizer"), st.sampled_from(["sgd", "adam"])),
)


def act(trainer: Trainer, action: str, value) -> None:
    training, layers = trainer.run.training, trainer.run.network.layers
    if action == "advance":
        trainer.advance(value)
    elif action == "edit":
        trainer.edit_parameter(0, 1, 0, value)
    elif action == "switch":
        trainer.switch_unit(3, 2, value)
    elif action == "batch":
        trainer.change(replace(training, batch=value))
    elif action == "rate":
        trainer.change(training, (*layers[:2], Dropout(value), *layers[3:]))
    else:
        trainer.change(replace(training, optimizer=value))


@examples(25)
@given(actions=st.lists(ACTIONS, max_size=8), stops=st.lists(st.integers(0, 300), min_size=1, max_size=3))
def test_seeking_back_and_forth_gives_the_bits_of_having_run_there(actions, stops):
    trainer = make_trainer(NOISY, lr=0.01)
    passed = {}
    for action, value in [*actions, ("advance", 20)]:
        act(trainer, action, value)
        passed[trainer.step] = (state_of(trainer), trainer.epoch, trainer.run, trainer.metrics())
    end = trainer.step
    history, batch = trainer.history, trainer.batch_indices()
    for stop in [*(min(stop, end) for stop in stops), *passed, end]:
        trainer.seek(stop)
        assert trainer.step == stop
        if stop in passed:
            state, *rest = passed[stop]
            assert_same(trainer, state)
            assert [trainer.epoch, trainer.run, trainer.metrics()] == rest
    assert np.array_equal(trainer.history.epochs, history.epochs)
    assert np.array_equal(trainer.history.values, history.values)
    assert np.array_equal(trainer.batch_indices(), batch)


def test_running_on_after_going_back_applies_the_journal_again():
    trainer = make_trainer()
    trainer.advance(30)
    trainer.edit_parameter(0, 0, None, 2.0)
    trainer.advance(30)
    state = state_of(trainer)
    trainer.seek(10)
    trainer.advance(50)
    assert_same(trainer, state)


def test_a_change_made_in_the_past_drops_what_came_later():
    trainer, plain = make_trainer(), make_trainer()
    trainer.advance(130)
    trainer.edit_parameter(0, 0, None, 2.0)
    trainer.advance(130)
    trainer.seek(10)
    plain.advance(10)
    for each_trainer in (trainer, plain):
        each_trainer.edit_parameter(0, 1, 1, -1.0)
        each_trainer.advance(190)
    for step in (200, 100, 200):
        trainer.seek(step)
        plain.seek(step)
        assert_same(trainer, state_of(plain))
    assert np.array_equal(trainer.history.values, plain.history.values)


def test_reset_gives_the_same_first_weights_with_the_current_settings_and_no_edits():
    trainer = make_trainer()
    first = state_of(trainer)
    trainer.edit_parameter(0, 0, None, 2.0)
    trainer.change(replace(trainer.run.training, lr=0.5))
    trainer.advance(40)
    trainer.reset()
    assert_same(trainer, first)
    assert (trainer.step, trainer.run.training.lr, trainer.journal.passed) == (0, 0.5, ())


def test_a_seek_that_runs_out_of_time_stands_on_the_way_and_goes_on_from_there():
    trainer, plain = make_trainer(), make_trainer()
    plain.advance(400)
    stops = []
    while trainer.step < 400:
        trainer.seek(400, seconds=0.0)
        stops.append(trainer.step)
    assert len(stops) > 1
    assert stops == sorted(set(stops))
    assert_same(trainer, state_of(plain))


# Size and looks.


def test_a_trainer_of_500_points_is_small():
    data = make_data(samples=500, train=250)
    Trainer(RunSpec(), data)
    tracemalloc.start()
    trainer = Trainer(RunSpec(network=NetworkSpec((Dense(8, "tanh"),) * 3), training=TrainingSpec(batch=1)), data)
    trainer.advance(64 * 300)
    python_bytes = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    tensors = trainer.network.state.flat.nbytes * len(trainer._ring)
    assert python_bytes + tensors < 2_000_000
    assert sys.getsizeof(trainer) < 1000


def test_a_trainer_tells_the_health_of_its_layers():
    trainer = make_trainer((Dense(3, "relu"), BatchNorm(), Dense(4, "tanh")))
    assert [health.gradient for health in trainer.health()] == [None, None, None]
    trainer.advance(3)
    relu, tanh, output = trainer.health()
    assert min(relu.gradient, tanh.gradient, output.gradient) > 0
    trainer.edit_parameter(0, 1, None, -100.0)
    trainer.edit_parameter(2, 0, None, 100.0)
    relu, tanh, output = trainer.health()
    assert relu.dead == pytest.approx(1 / 3)
    assert tanh.saturated is not None
    assert tanh.saturated >= 0.25
    assert (relu.saturated, tanh.dead, output.dead, output.saturated) == (None, None, None, None)


@pytest.mark.parametrize(
    "change",
    [lambda trainer: trainer.switch_unit(0, 1, False), lambda trainer: trainer.edit_parameter(0, 1, None, 2.0)],
)
def test_gradients_are_unknown_after_a_change_by_hand_until_the_next_update(change):
    trainer = make_trainer((Dense(3, "relu"), Dense(4, "tanh")))
    trainer.advance(3)
    change(trainer)
    assert {health.gradient for health in trainer.health()} == {None}
    trainer.advance(1)
    assert None not in {health.gradient for health in trainer.health()}


def test_gradients_are_unknown_where_a_snapshot_was_put_back():
    trainer = make_trainer()
    trainer.advance(70)
    trainer.seek(0)
    assert {health.gradient for health in trainer.health()} == {None}


def test_confusion_counts_the_test_points_by_true_and_predicted_class():
    trainer = make_trainer(task="multiclass")
    trainer.advance(100)
    counts = trainer.confusion()
    assert counts.dtype == np.int64
    classes = trainer.data.targets[trainer.data.test_index]
    assert counts.sum(1).tolist() == [np.count_nonzero(classes == k) for k in range(3)]
    assert np.trace(counts) / counts.sum() == pytest.approx(trainer.metrics().test_accuracy)
    assert make_trainer(task="regression").confusion() is None


def test_batch_norm_on_one_training_point_is_refused():
    run = RunSpec(network=NetworkSpec((Dense(3), BatchNorm())))
    with pytest.raises(InputError, match="needs at least 2 training points"):
        Trainer(run, make_data(train=1))
