"""Distributions over time are those of the run itself at the steps they name, and looking back moves nothing."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.core.spec import BatchNorm, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.live.histogram_history import MOST_COLUMNS, MOST_KEPT, DistributionHistory, find_stride
from nnviz.run.timeline import FEWEST_SNAPSHOTS
from nnviz.run.trainer import Trainer
from tests.helpers.twin import make_data

NOISY = (Dense(4, "relu"), BatchNorm(), Dropout(0.2), Dense(3, "sigmoid"))


def make_trainer(layers=NOISY, **training):
    return Trainer(RunSpec(network=NetworkSpec(layers), training=TrainingSpec(**training)), make_data())


def collect(history, trainer):
    """Ask until there is no more to come."""
    for _request in range(20):
        past = history.collect(trainer, 10.0)
        if past.complete:
            return past
    raise AssertionError("never complete")


def assert_true(past, layers=NOISY, **training):
    """Compare with a run of its own that makes the same updates."""
    other = make_trainer(layers, **training)
    for column in past.columns:
        other.advance(column.step - other.step)
        assert other.step == column.step
        assert column.epoch == pytest.approx(column.step / other.steps_per_epoch)
        weight = other.network.hidden[0].weight.numpy()
        part = column.layers[0].parts["weights"]
        assert (part.low, part.high) == (weight.min(), weight.max())


@pytest.mark.parametrize("steps", [0, 1, 30, 300, 2500])
def test_columns_are_spread_evenly_from_the_start_to_now_and_are_the_runs_own(steps):
    trainer = make_trainer()
    trainer.advance(steps)
    before = trainer.network.state.flat.clone()

    past = collect(DistributionHistory(trainer.data), trainer)

    found = [column.step for column in past.columns]
    assert found[0] == 0
    assert found[-1] == steps
    assert len(found) <= MOST_COLUMNS + 1
    assert max(np.diff(found), default=0) <= max(1, find_stride(steps))
    assert_true(past)
    assert torch.equal(trainer.network.state.flat, before)
    assert trainer.step == steps


def test_what_was_measured_is_kept_within_bounds_and_stays_true_when_the_run_goes_back():
    trainer = make_trainer()
    history = DistributionHistory(trainer.data)
    for steps in (40, 333, 1200, 3100):
        trainer.seek(steps)
        first = collect(history, trainer)
        assert first.columns[3] is collect(history, trainer).columns[3]
    assert len(history._kept) <= MOST_KEPT + MOST_COLUMNS
    trainer.seek(100)
    assert_true(collect(history, trainer))


def test_too_little_time_gives_what_there_is_and_says_that_more_is_to_come():
    trainer = make_trainer()
    trainer.advance(2000)
    past = DistributionHistory(trainer.data).collect(trainer, 0.0)
    assert [column.step for column in past.columns] == [0, 2000]
    assert not past.complete


def test_a_change_by_hand_is_in_what_follows_it_and_not_in_what_was_before():
    trainer = make_trainer()
    history = DistributionHistory(trainer.data)
    trainer.advance(200)
    collect(history, trainer)
    trainer.seek(130)
    trainer.edit_parameter(0, 0, 0, 50.0)
    trainer.advance(100)

    past = collect(history, trainer)

    highest = {column.step: column.layers[0].parts["weights"].high for column in past.columns}
    assert set(highest) == {0, 64, 128, 192, 230}
    assert all((high > 40) == (step > 130) for step, high in highest.items())


def test_a_diverged_run_is_shown_up_to_its_last_finite_step():
    trainer = make_trainer((Dense(4, "relu"),), optimizer="sgd", lr=100.0, loss="mse")
    trainer.data.targets[:] *= 1e30
    trainer = Trainer(trainer.run, trainer.data)
    trainer.advance(500)
    assert trainer.diverged

    past = collect(DistributionHistory(trainer.data), trainer)

    assert past.columns[-1].step == trainer.last_finite_step
    assert trainer.diverged


def test_a_late_first_look_at_the_largest_network_still_has_a_past():
    trainer = make_trainer((Dense(64, "tanh"),) * 8)
    trainer.advance(2500)
    past = collect(DistributionHistory(trainer.data), trainer)
    assert len(past.columns) > FEWEST_SNAPSHOTS // 2
    assert_true(past, (Dense(64, "tanh"),) * 8)
