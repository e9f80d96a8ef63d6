"""The journal of a run says what its settings are, and stays short without losing anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.changes import Edit, Retune
from nnviz.core.spec import Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.run.journal import Journal
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples
from tests.helpers.twin import make_data

RUN = RunSpec(network=NetworkSpec((Dense(4, "tanh"), Dropout(0.2))), training=TrainingSpec(batch=10))


def retune(step: int, **training) -> Retune:
    return Retune(step, replace(RUN.training, **training), RUN.network.layers)


def test_a_slider_that_is_drawn_along_is_one_change():
    journal = Journal(RUN)
    for lr in (0.02, 0.05, 0.1):
        journal.record(retune(30, lr=lr))
    assert journal.passed == (retune(30, lr=0.1),)
    journal.record(retune(30))
    assert journal.passed == ()


@pytest.mark.parametrize("change", [{"batch": 20}, {"optimizer": "sgd"}, {"patience": 3}])
def test_a_change_that_leaves_a_trace_is_not_forgotten_when_it_is_taken_back(change):
    journal = Journal(RUN)
    journal.record(retune(30, **change))
    journal.record(retune(30))
    assert journal.passed == (retune(30, **change), retune(30))


def test_settings_changed_before_the_first_update_are_those_of_the_start():
    journal = Journal(RUN)
    journal.record(Edit(0, 0, 0, None, 1.0))
    journal.record(retune(0, lr=0.5))
    assert journal.start.training.lr == 0.5
    assert journal.passed == (Edit(0, 0, 0, None, 1.0),)


def test_what_is_ahead_is_chosen_already_but_not_passed():
    journal = Journal(RUN, [retune(30, lr=0.5), Edit(40, 0, 0, None, 1.0)])
    assert (journal.chosen.training.lr, journal.passed, journal.next_step()) == (0.5, (), 30)
    assert list(journal.pass_due(30)) == [retune(30, lr=0.5)]
    assert (journal.last_by_hand, journal.next_step()) == (0, 40)
    assert list(journal.pass_due(40)) == [Edit(40, 0, 0, None, 1.0)]
    assert (journal.last_by_hand, journal.next_step()) == (40, None)


CHANGES = st.one_of(
    st.tuples(st.just("batch"), st.sampled_from([4, 10, 64])),
    st.tuples(st.just("optimizer"), st.sampled_from(["sgd", "momentum", "adam"])),
    st.tuples(st.just("lr"), st.sampled_from([0.01, 0.1])),
    st.tuples(st.just("patience"), st.sampled_from([0, 1])),
    st.tuples(st.just("stop_epoch"), st.sampled_from([0, 2])),
)


@examples(40)
@given(step=st.integers(0, 13), changes=st.lists(CHANGES, min_size=1, max_size=5))
def test_a_shortened_journal_leads_to_the_same_bits(step, changes):
    trainer = Trainer(RUN, make_data())
    trainer.seek(step)
    for name, value in changes:
        trainer.change(replace(trainer.run.training, **{name: value}))
    again = Trainer(trainer.journal.start, trainer.data, changes=trainer.journal.passed)
    again.seek(step)
    for _more in range(3):
        assert (again.step, again.epoch, again.finished, again.run) == (
            trainer.step, trainer.epoch, trainer.finished, trainer.run)  # fmt: skip
        assert torch.equal(again.network.state.flat, trainer.network.state.flat)
        again.advance(20)
        trainer.advance(20)
