"""Page, link and trainer agree after any series of what a learner can do, and the link leads to the same losses.

A visit is played without a browser: the same functions run that the pages call, on a session state and an address bar
that are a dictionary each.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import streamlit as st
import torch
from hypothesis import given
from hypothesis import strategies as some

from nnviz.core.changes import MOST_CHANGES, Edit, Retune, Switch
from nnviz.core.link import read_link, write_link
from nnviz.core.spec import Dense, Dropout, RunSpec
from nnviz.data.load import load_data
from nnviz.kit import address, arrival, changes, live_view, session
from nnviz.live import request as requests
from nnviz.live.director import Director
from nnviz.live.packet import unpack
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples

LAYERS = "dense:4:tanh,dropout:0.2,dense:3:relu"
LINK = {"dataset": "moons", "samples": "60", "layers": LAYERS}
SPEED = 300


class AddressBar(dict[str, str]):
    """What the browser shows as the parameters of the address."""

    to_dict = dict.copy

    def from_dict(self, parameters: dict[str, str]) -> None:
        self.clear()
        self.update(parameters)

    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


class Visit:
    """One learner on the playground."""

    def __init__(self, parameters: dict[str, str]) -> None:
        self.bar = AddressBar(parameters)
        self.reload()

    def reload(self) -> None:
        """Open the address in a session of its own."""
        self.state: dict[str, Any] = {}
        self.packet: dict[str, Any] = {}
        self.run_page()

    @property
    def director(self) -> Director:
        with self.here():
            directed = session.director()
        assert isinstance(directed, Director)
        return directed

    @property
    def running(self) -> bool:
        return self.director.state == "running"

    def here(self) -> Any:
        """Let the kit's functions work on this visit."""
        return patch.multiple(st, session_state=self.state, query_params=self.bar, context=SimpleNamespace(locale="en"))

    def run_page(self) -> None:
        """Do what a run of the whole page does."""
        with self.here(), session.whole_page(), patch.object(arrival, "AT_ONCE", 1e9):
            address.start_from_link()
            assert arrival.replay_to_link()
            self.draw_stage()

    def draw_stage(self) -> None:
        address.note_step()
        self.packet, _arrays = unpack(session.take_packet())

    def change(self, **training: Any) -> None:
        """Move a widget of the training."""
        with self.here():
            changes.change_run(lambda run: replace(run, training=replace(run.training, **training)))
        self.run_page()

    def change_rate(self, rate: float) -> None:
        with self.here():
            layers = (Dense(4), Dropout(rate), Dense(3, "relu"))
            changes.change_run(lambda run: replace(run, network=replace(run.network, layers=layers)))
        self.run_page()

    def ask(self, kind: str, value: Any = None) -> None:
        """Let the stage ask, and draw its fragment."""
        sent = {"seq": self.director.reply + 1, "kind": kind, "value": value, "speed": SPEED}
        with self.here(), patch.object(live_view, "read_sent", lambda _key: sent):
            live_view._on_request("stage")
            self.draw_stage()
            stale = session.page_is_stale()
        if stale:
            self.run_page()

    def let_time_pass(self) -> None:
        """Wait until the address may be written again while the run goes on."""
        self.state.pop(address.NOTED, None)


def settings_of(run: RunSpec) -> dict[str, str]:
    """Return all settings as a link names them."""
    return write_link(replace(read_link({})[0], start=run))


def check_agreement(visit: Visit) -> None:
    """Check that the page, the link and the trainer say the same of the settings and of where the run stands."""
    director, trainer = visit.director, visit.director.trainer
    with visit.here():
        setup = session.setup()
    assert settings_of(setup.run) == settings_of(director.run) == settings_of(trainer.run)
    assert trainer.learning_rate == setup.run.training.lr
    linked, problems = read_link(visit.bar)
    assert problems == ()
    assert settings_of(linked.run) == settings_of(setup.run)
    assert visit.bar == write_link(setup)
    if not visit.running:
        assert (visit.packet["state"], visit.packet["note"] is None or "new run" in visit.packet["note"]) == (
            director.state,
            director.can_be_linked,
        )
        assert linked.view.step == (director.step if director.can_be_linked else 0)


def replay(parameters: dict[str, str]) -> Trainer:
    """Go the way that a link names, with a trainer that knows of no journal."""
    setup, _problems = read_link(parameters)
    trainer = Trainer(setup.start, load_data(setup.start.data))
    for change in setup.changes:
        advance_to(trainer, change.step)
        if isinstance(change, Retune):
            trainer.change(change.training, change.layers)
        elif isinstance(change, Edit):
            trainer.edit_parameter(change.layer, change.unit, change.source, change.value)
        elif isinstance(change, Switch):
            trainer.switch_unit(change.layer, change.unit, change.on)
    advance_to(trainer, setup.view.step)
    return trainer


def advance_to(trainer: Trainer, step: int) -> None:
    while trainer.step < step:
        assert trainer.advance(1) == 1


def assert_same_state(trainer: Trainer, other: Trainer) -> None:
    assert (trainer.step, trainer.epoch) == (other.step, other.epoch)
    assert trainer.metrics() == other.metrics()
    assert torch.equal(trainer.network.state.flat, other.network.state.flat)
    switches = [[layer.switches for layer in trainer.network.hidden] for trainer in (trainer, other)]
    assert all(map(torch.equal, *switches))


def check_link(visit: Visit) -> None:
    """Check that the address, opened by somebody else, leads to the same state, and on from there to the same."""
    if not visit.director.can_be_linked:
        assert "step" not in visit.bar
        return
    other = Visit(dict(visit.bar))
    check_agreement(other)
    assert_same_state(other.director.trainer, replay(visit.bar))
    if not visit.running:
        assert_same_state(other.director.trainer, visit.director.trainer)


ACTIONS = some.one_of(
    some.tuples(some.just("lr"), some.sampled_from([0.01, 0.1, 0.003])),
    some.tuples(some.just("batch"), some.sampled_from([7, 10, 30])),
    some.tuples(some.just("optimizer"), some.sampled_from(["sgd", "adam"])),
    some.tuples(some.just("rate"), some.sampled_from([0.0, 0.2, 0.5])),
    some.tuples(some.just("step"), some.sampled_from([1, 10, 100])),
    some.tuples(some.just("epoch"), some.integers(1, 3)),
    some.tuples(some.just("back"), some.sampled_from([1, 10, 70, 1000])),
    some.tuples(some.just("edit"), some.floats(-2, 2)),
    some.tuples(some.just("switch"), some.booleans()),
    some.sampled_from(
        [("reset", None), ("play", None), ("frames", None), ("pause", None), ("reload", None), ("reseed", None)]
    ),
)


def act(visit: Visit, action: str, value: Any) -> None:
    if action in {"lr", "batch", "optimizer"}:
        visit.change(**{action: value})
    elif action == "rate":
        visit.change_rate(value)
    elif action == "edit":
        visit.ask("edit", [0, 1, 1, value])
    elif action == "switch":
        visit.ask("switch", [0, 2, value])
    elif action == "pause":
        visit.ask("pause", max(visit.director.step - 3, 0))
    elif action == "reload":
        visit.reload()
    else:
        visit.ask(action, value)


@examples(60)
@given(some.lists(ACTIONS, min_size=1, max_size=12))
def test_after_any_series_page_link_and_trainer_agree(actions: list[tuple[str, Any]]) -> None:
    visit = Visit(LINK)
    for action, value in actions:
        visit.let_time_pass()
        act(visit, action, value)
        check_agreement(visit)
    check_link(visit)


def test_a_learning_rate_that_was_changed_ten_updates_ago_is_where_page_link_and_trainer_say() -> None:
    visit = Visit({})
    visit.ask("step", 100)
    visit.change(lr=0.1)
    visit.ask("back", 10)

    check_agreement(visit)
    check_link(visit)
    assert visit.director.trainer.metrics().train_loss == pytest.approx(0.6759, abs=1e-4)
    assert visit.bar == {"step": "90", "changes": "90:lr:0.1"}
    visit.ask("reset")
    assert visit.director.trainer.run.training.lr == 0.1
    assert visit.bar == {"lr": "0.1"}


def test_a_reload_while_it_plays_comes_back_to_what_was_shown_also_after_a_change() -> None:
    visit = Visit(LINK)
    visit.ask("play")
    visit.change(lr=0.1)
    visit.ask("edit", [0, 0, 0, 1.5])
    visit.let_time_pass()
    visit.ask("frames")
    playing = visit.director
    assert visit.running

    visit.reload()
    assert visit.director.step == playing.step > 0
    assert visit.director.changes == playing.changes != ()
    assert_same_state(visit.director.trainer, playing.trainer)


def test_while_it_plays_the_address_is_not_written_with_each_packet() -> None:
    visit = Visit(LINK)
    visit.ask("play")
    noted = dict(visit.bar)
    visit.ask("frames")
    assert visit.bar == noted
    visit.let_time_pass()
    visit.ask("frames")
    assert visit.bar["step"] == str(visit.director.step)


def test_with_more_changes_than_a_link_holds_it_opens_the_run_at_its_start_and_says_so() -> None:
    visit = Visit(LINK)
    for number in range(MOST_CHANGES + 1):
        visit.ask("step", 1)
        visit.ask("switch", [0, 0, bool(number % 2)])
    assert "changes" not in visit.bar
    assert "step" not in visit.bar
    assert str(MOST_CHANGES) in visit.packet["note"]


def test_asking_for_the_director_changes_nothing() -> None:
    visit = Visit(LINK)
    with visit.here():
        changes.change_run(lambda run: replace(run, training=replace(run.training, lr=0.1)))
        held = visit.state[session.DIRECTOR]
    assert held.trainer.run.training.lr == 0.1
    before = held.trainer.network.state.flat.clone()
    assert {visit.director for _again in range(5)} == {held}
    np.testing.assert_array_equal(held.trainer.network.state.flat, before)


@pytest.fixture
def playing() -> Visit:
    visit = Visit({"dataset": "drawn", "points": ";".join(f"{k % 2}:{k}:{k % 3}" for k in range(-5, 6))})
    visit.ask("play")
    return visit


def test_a_point_added_while_it_plays_begins_a_new_run_and_says_so(playing: Visit) -> None:
    assert playing.director.step > 0
    points = [list(point) for point in playing.director.run.data.points]
    playing.ask("points", [*points, [1, 2.0, 2.5]])
    assert (playing.director.step, playing.packet["state"]) == (0, "idle")
    assert "new run" in playing.packet["note"]
    playing.ask("step", 1)
    assert playing.packet["note"] is None


def test_an_empty_stage_has_neither_update_nor_losses(playing: Visit) -> None:
    playing.ask("points", [])
    assert (playing.packet["frames"], playing.packet["state"]) == (0, "idle")
    assert "step" not in playing.bar


@pytest.mark.parametrize(
    "parameters",
    [
        {"step": "9", "changes": "5:w:0:63:0:1"},
        {"step": "9", "changes": "5:off:1:0"},
        {"step": "9", "changes": "5:lr:fast"},
        {"step": "3", "changes": "5:lr:0.1"},
    ],
)
def test_changes_that_this_run_can_not_have_are_named_and_left_out(parameters: dict[str, str]) -> None:
    visit = Visit({**LINK, **parameters})
    with visit.here():
        assert [problem.field for problem in session.refusal().problems] == ["changes"]
    assert visit.director.changes == ()
    check_agreement(visit)


def test_the_way_of_a_request_is_the_stages_own() -> None:
    # The series above send what the browser sends: a kind that is renamed must not make them do nothing.
    assert {"step", "epoch", "back", "reset", "reseed", "play", "frames", "pause", "edit", "switch"} <= requests.KINDS


def test_a_change_is_not_lost_while_another_thread_notes_where_the_run_stands() -> None:
    visit = Visit(LINK)
    over = threading.Event()

    def note_on_and_on() -> None:
        while not over.is_set():
            session.follow_run()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with visit.here():
            other = threading.Thread(target=note_on_and_on)
            other.start()
            for seed in range(2, 40):
                run = session.setup().run
                session.adopt(replace(run, network=replace(run.network, seed=seed)))
                assert session.setup().run == session.director().run
                assert session.setup().run.network.seed == seed
    finally:
        over.set()
        sys.setswitchinterval(interval)
        other.join()
