"""What can happen to a run: settings change, weights are edited, rules stop it, it diverges and recovers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnviz.core.problems import InputError
from nnviz.core.spec import DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.timeline import can_change
from nnviz.run.trainer import Trainer
from tests.helpers.twin import make_data

ONE_LAYER = (Dense(5, "tanh"),)


def make_trainer(layers=ONE_LAYER, task="binary", **training) -> Trainer:
    run = RunSpec(network=NetworkSpec(tuple(layers)), training=TrainingSpec(**training))
    return Trainer(run, make_data(task))


def state_of(trainer: Trainer) -> torch.Tensor:
    return trainer.network.state.flat.clone()


def assert_same(trainer: Trainer, state: torch.Tensor) -> None:
    assert torch.equal(trainer.network.state.flat, state)


# Changes while running.


def test_the_learning_rate_changes_without_touching_anything_else():
    trainer = make_trainer(optimizer="sgd", lr=0.1)
    trainer.advance(5)
    before = state_of(trainer)
    trainer.change(replace(trainer.run.training, lr=0.2))
    assert_same(trainer, before)
    trainer.advance(1)
    moved = trainer.network.state.parameters - before[: len(trainer.network.state.parameters)]
    torch.testing.assert_close(moved, -0.2 * trainer.network.state.gradients)


def test_a_new_batch_size_begins_a_new_epoch_at_once():
    trainer = make_trainer(batch=10)
    trainer.advance(6)
    assert trainer.epoch == 1
    trainer.change(replace(trainer.run.training, batch=20))
    assert (trainer.epoch, trainer.steps_per_epoch) == (2, 2)
    trainer.advance(2)
    assert (trainer.step, trainer.epoch) == (8, 3)
    assert trainer.history.epochs.tolist() == [0, 1, 3]


def test_a_new_optimiser_begins_with_empty_slots():
    trainer = make_trainer(optimizer="adam")
    trainer.advance(5)
    trainer.change(replace(trainer.run.training, optimizer="momentum"))
    assert not any(slot.any() for slot in trainer.network.state.slots)


def test_what_can_change_while_running():
    run = RunSpec(network=NetworkSpec((Dense(4), Dropout(0.1))))
    assert can_change(run, replace(run, training=TrainingSpec(lr=0.5, batch=3, optimizer="sgd")))
    assert can_change(run, replace(run, network=NetworkSpec((Dense(4), Dropout(0.7)))))
    assert not can_change(run, replace(run, network=NetworkSpec((Dense(5), Dropout(0.1)))))
    assert not can_change(run, replace(run, network=NetworkSpec((Dense(4), Dropout(0.1)), seed=2)))
    assert not can_change(run, replace(run, data=DataSpec("xor")))
    assert not can_change(run, replace(run, training=TrainingSpec(loss="mse")))
    with pytest.raises(ValueError, match="only training settings"):
        make_trainer().change(TrainingSpec(), (Dense(9),))


def test_a_change_that_needs_a_new_run_is_refused_and_the_run_goes_on():
    trainer = make_trainer(task="regression")
    with pytest.raises(ValueError, match="not the loss"):
        trainer.change(replace(trainer.run.training, loss="mae"))
    assert trainer.advance(3) == 3


def test_edits_are_checked():
    trainer = make_trainer((Dense(3), Dropout(0.1)))
    with pytest.raises(InputError, match="it takes a finite number"):
        trainer.edit_parameter(0, 0, 0, math.inf)
    for layer, unit, source in ((0, 3, 0), (0, 0, 2), (1, 0, 0), (3, 0, 0)):
        with pytest.raises(IndexError):
            trainer.edit_parameter(layer, unit, source, 1.0)
    with pytest.raises(IndexError):
        trainer.switch_unit(1, 0, on=False)
    assert not trainer.journal.passed


def test_an_edit_is_seen_at_once():
    trainer = make_trainer()
    before = trainer.metrics()
    trainer.edit_parameter(1, 0, None, 3.0)
    assert trainer.parameters()[1].bias.tolist() == [3.0]
    assert trainer.metrics() != before


# Stopping.


def test_a_run_stops_at_an_epoch_and_goes_on_from_there():
    trainer = make_trainer(batch=10, stop_epoch=3)
    assert trainer.advance(100) == 12
    assert (trainer.finished, trainer.epoch) == ("epoch", 3)
    assert trainer.advance(100) == 100
    assert trainer.finished is None
    trainer.seek(0)
    assert trainer.advance(100) == 12


def test_a_run_stops_at_the_epoch_that_is_chosen_on_the_way():
    trainer = make_trainer(batch=10, stop_epoch=3)
    trainer.advance(100)
    trainer.change(replace(trainer.run.training, stop_epoch=4))
    assert trainer.finished is None
    assert trainer.advance(100) == 4
    trainer.change(replace(trainer.run.training, stop_epoch=2))
    assert trainer.finished == "epoch"


@pytest.mark.parametrize("rules", [{"stop_epoch": 3}, {"stop_loss": 0.3}, {"patience": 3}])
def test_only_the_step_where_a_rule_is_first_met_is_the_end(rules):
    trainer, linked = make_trainer(lr=0.3, **rules), make_trainer(lr=0.3, **rules)
    trainer.advance(50_000)
    end = trainer.step
    for step, finished in [(end, True), (end + 400, False), (end, True), (end - 1, False)]:
        linked.seek(step)
        assert (linked.finished is not None) == finished


def test_a_run_stops_when_the_train_loss_is_low_enough():
    trainer = make_trainer(stop_loss=0.3)
    trainer.advance(5000)
    assert trainer.finished == "loss"
    assert trainer.history.values[-1, 0] <= 0.3 < trainer.history.values[-2, 0]


def test_a_run_stops_when_the_test_loss_no_longer_falls():
    trainer = make_trainer((Dense(20, "relu"), Dense(20, "relu")), lr=0.03, patience=5)
    trainer.advance(50_000)
    assert trainer.finished == "patience"
    assert np.argmin(trainer.history.values[1:, 1]) == len(trainer.history.epochs) - 2 - 5


def test_going_back_past_the_end_opens_the_run_again():
    trainer = make_trainer(patience=3, lr=0.3)
    trainer.advance(50_000)
    end, state = trainer.step, state_of(trainer)
    trainer.seek(end // 2)
    assert trainer.finished is None
    trainer.advance(50_000)
    assert trainer.step == end
    assert_same(trainer, state)


def test_the_patience_of_a_run_changed_in_the_past_knows_nothing_of_the_dropped_future():
    trainer, plain = make_trainer(patience=4, lr=0.1), make_trainer(patience=4, lr=0.1)
    trainer.advance(200)
    trainer.seek(12)
    plain.advance(12)
    for each_trainer in (trainer, plain):
        each_trainer.change(replace(each_trainer.run.training, lr=1e-5))
        each_trainer.edit_parameter(1, 0, None, 9.0)
        each_trainer.advance(400)
    assert (trainer.step, trainer.finished) == (plain.step, plain.finished)
    assert_same(trainer, state_of(plain))


# Divergence.


def make_diverging() -> Trainer:
    layers = (Dense(8, "relu"), Dense(8, "relu"))
    return Trainer(RunSpec(network=NetworkSpec(layers), training=TrainingSpec(optimizer="sgd", lr=3.0)),
                   make_data("regression"))  # fmt: skip


def test_a_diverging_run_stops_at_its_first_bad_step_and_can_go_back():
    trainer = make_diverging()
    trainer.advance(1000)
    assert trainer.diverged
    assert trainer.step == trainer.last_finite_step + 1
    assert trainer.advance(1) == 0
    trainer.recover()
    assert (trainer.diverged, trainer.step) == (False, trainer.last_finite_step)
    assert torch.isfinite(trainer.network.state.flat).all()
    assert math.isfinite(trainer.metrics().train_loss)
    assert np.isfinite(trainer.history.values[:, :2]).all()


def test_where_a_run_diverges_does_not_depend_on_how_it_is_run():
    trainer, other = make_diverging(), make_diverging()
    trainer.advance(1000)
    while other.advance(1):
        pass
    assert (trainer.step, trainer.diverged) == (other.step, other.diverged)


def test_a_recovered_run_goes_on_with_a_smaller_learning_rate():
    trainer = make_diverging()
    trainer.advance(1000)
    trainer.recover()
    trainer.seek(0)
    trainer.change(replace(trainer.run.training, lr=0.01))
    assert trainer.advance(100) == 100
    assert not trainer.diverged


def test_a_run_that_is_changed_in_the_past_and_diverges_goes_back_to_its_own_last_state():
    trainer = make_diverging()
    trainer.change(replace(trainer.run.training, lr=0.001))
    trainer.advance(200)
    trainer.seek(10)
    state = state_of(trainer)
    trainer.change(replace(trainer.run.training, lr=50.0))
    trainer.advance(150)
    assert trainer.diverged
    assert 10 <= trainer.last_finite_step < 50
    trainer.seek(10)
    assert_same(trainer, state)


def test_a_diverged_run_can_be_looked_at_where_it_was_still_finite():
    trainer = make_trainer(task="regression", optimizer="sgd", lr=100.0)
    trainer.advance(5000)
    diverged_at, finite = trainer.step, trainer.last_finite_step
    assert trainer.diverged

    with trainer.last_finite_state():
        assert trainer.step == finite
        assert torch.isfinite(trainer.network.state.flat).all()

    assert (trainer.diverged, trainer.step, trainer.last_finite_step) == (True, diverged_at, finite)
    trainer.recover()
    assert (trainer.diverged, trainer.step) == (False, finite)
