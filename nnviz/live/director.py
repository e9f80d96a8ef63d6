"""The director of the live view: takes the browser's requests, runs the trainer, answers with packets.

It knows nothing of Streamlit. One director belongs to one session and one run; a change of the settings
that can be made while a run goes on is adopted, any other needs a new director. What the settings are, and were, is
written in the journal of the trainer alone: the director, and whoever shows or links a run, asks it.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from nnviz.core.changes import MAX_LINK_STEP, MOST_CHANGES, Change
from nnviz.core.i18n import _, active_language
from nnviz.core.link import ViewSpec
from nnviz.core.numbers import write_count
from nnviz.core.problems import InputError
from nnviz.core.results import Boundary, Data
from nnviz.core.spec import RunSpec
from nnviz.data.load import load_data
from nnviz.engine.baseline import constant_loss
from nnviz.live.answers import history_part, scene_arrays, scene_id
from nnviz.live.empty_stage import EmptyStage
from nnviz.live.histogram_look import Inspector
from nnviz.live.pacing import Plan, plan_frames
from nnviz.live.packet import pack
from nnviz.live.recorder import Recorder
from nnviz.live.request import Have, Request
from nnviz.live.scene import build_scene
from nnviz.live.sharing import SHARING
from nnviz.run.hints import diagnose
from nnviz.run.penalty import measure_penalty
from nnviz.run.run_view import RunView
from nnviz.run.timeline import can_change
from nnviz.run.trainer import Trainer

__all__ = ["Director", "open_stage"]

_run_numbers = itertools.count(1)


def open_stage(
    run: RunSpec, view: ViewSpec, reply: int = 0, changes: Sequence[Change] = (), news: str | None = None
) -> Director | EmptyStage:
    """Return a director for a set-up, or an empty stage when too few points are drawn to learn from.

    Parameters
    ----------
    run, view, reply, changes, news
        See `Director`.

    Raises
    ------
    InputError
        When the data can't be had for another reason.
    """
    try:
        return Director(run, view, load_data(run.data), reply, changes, news)
    except InputError as error:
        if run.data.dataset != "drawn":
            raise
        return EmptyStage(run, view, str(error), reply)


class Director:
    """Directs the live view of one run.

    Parameters
    ----------
    run : RunSpec
        What is run, with the settings at update 0.
    view : ViewSpec
        How it is shown.
    data : Data
        The points that `run` names.
    reply : int
        Number of the browser's last request.
    changes : sequence of Change
        What is to be changed on the way.
    news : str, optional
        What the learner is to be told of the run until they touch it.

    Notes
    -----
    Streamlit starts a rerun of the whole page in a new thread while the old one may still answer a request. Each
    public method therefore waits until the others are done; `hold` keeps the run in one hand for longer.
    """

    def __init__(
        self,
        run: RunSpec,
        view: ViewSpec,
        data: Data,
        reply: int = 0,
        changes: Sequence[Change] = (),
        news: str | None = None,
    ) -> None:
        self._alone = threading.RLock()
        self.reply = reply
        self._data = data
        self._news = news
        self.trainer = Trainer(run, data, changes=changes)
        self._constant_loss = constant_loss(data, run.training.loss)
        self._view = view
        self._language = active_language()
        self._recorder = Recorder(self.trainer, data)
        self._asked = Request(reply, "hello")
        self._inspector: Inspector | None = None
        self._running = False
        self._touched = False
        self._run_id = str(next(_run_numbers))
        self._last_work = 0.0
        self._hints_shown: frozenset[str] = frozenset()
        self._actions: dict[str, Callable[[Request], None]] = {
            "play": self._play,
            "pause": self._pause,
            "step": lambda request: self._stop_and(lambda: self.trainer.advance(request.count)),
            "epoch": lambda request: self._stop_and(lambda: self._finish_epochs(request.count)),
            "back": lambda request: self._stop_and(lambda: self._rewind(self.trainer.step - request.count)),
            "reset": lambda _request: self._stop_and(self._reset),
            "recover": lambda _request: self._stop_and(self.trainer.recover),
            "edit": self._edit,
            "switch": self._switch,
        }

    @property
    def state(self) -> str:
        """One of idle, running, paused, finished and diverged."""
        if self.trainer.diverged:
            return "diverged"
        if self._running:
            return "running"
        if self.trainer.finished:
            return "finished"
        return "paused" if self.trainer.step else "idle"

    @property
    def step(self) -> int:
        """Updates made so far."""
        return self.trainer.step

    @property
    def run(self) -> RunSpec:
        """What is run, with the settings that the learner chose last."""
        return self.trainer.journal.chosen

    @property
    def start(self) -> RunSpec:
        """What is run, with the settings at update 0."""
        return self.trainer.journal.start

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed on the way here: `start` alone does not lead here."""
        return self.trainer.journal.passed

    @property
    def can_be_linked(self) -> bool:
        """Whether a link can name the way to this state."""
        return self.step <= MAX_LINK_STEP and len(self.changes) <= MOST_CHANGES

    @property
    def data(self) -> Data:
        """The points, with the names of classes and axes in the language that is active now."""
        with self._alone:
            if self._language != active_language():
                self._language = active_language()
                self._data = load_data(self.run.data)
            return self._data

    @contextmanager
    def hold(self) -> Iterator[Trainer]:
        """Keep the trainer to oneself for a while: no other thread moves it meanwhile."""
        with self._alone:
            yield self.trainer

    def adopt(self, run: RunSpec, view: ViewSpec) -> bool:
        """Take over a changed set-up without starting anew; return whether that can be."""
        with self._alone:
            if not can_change(self.run, run):
                return False
            if run != self.run:
                self.trainer.change(run.training, run.network.layers)
            self.show(view)
            return True

    def show(self, view: ViewSpec) -> None:
        """Show the run in another way."""
        with self._alone:
            self._view = view

    def seek(self, step: int, seconds: float = math.inf) -> None:
        """Go to the update that a link names, or for so many seconds towards it."""
        with self._alone:
            self._running = False
            self.trainer.seek(step, seconds)
            if self.step == step or self.trainer.diverged:
                self.trainer.rewind(self.step)

    def advance(self, count: int) -> None:
        """Make so many updates, and then stand still."""
        with self._alone:
            self._stop_and(lambda: self.trainer.advance(count))

    def rewind(self, step: int) -> None:
        """Go back to an update for good, with the settings that were chosen, and stand still there."""
        with self._alone:
            self._stop_and(lambda: self._rewind(step))

    def answer(self, request: Request) -> bytes:
        """Do what a request asks and return the packet that answers it.

        A request whose answer was lost comes again under its number: it is answered, but not done twice.
        """
        with self._alone:
            began = time.perf_counter()
            if request.seq > self.reply and request.kind in self._actions:
                self._actions[request.kind](request)
                self._touched = True
            self.reply = max(self.reply, request.seq)
            self._asked = request
            self._recorder.show(request.first)
            if self.state == "running":
                self._run(plan_frames(request.speed, request.round_trip, self._last_work, SHARING.join(self)), request)
            else:
                self._record(request, still=True)
            self._last_work = (time.perf_counter() - began) * 1000
            return self._packet(request.have, request.look)

    def full_packet(self) -> bytes:
        """Return everything, for a browser that holds nothing; the frame carries what was last asked for."""
        with self._alone:
            self._record(self._asked, still=self.state != "running")
            return self._packet(Have())

    def look_closely(self, cells: int) -> Boundary:
        """Return the boundary now, on a grid of `cells` to the side."""
        with self._alone:
            return self._recorder.boundary(cells)

    def _run(self, plan: Plan, request: Request) -> None:
        """Train and record frames; stop early where the run stops by itself."""
        began = time.perf_counter()
        for number in range(1, plan.frames + 1):
            if plan.steps:
                self.trainer.advance(plan.steps)
            else:
                ends = began + plan.work * number / plan.frames / 1000
                self.trainer.run_for(max(ends - time.perf_counter(), 0.0))
            if self.trainer.finished or self.trainer.diverged:
                self._running = False
            self._record(request, still=False)
            if not self._running:
                break

    def _record(self, request: Request, *, still: bool) -> None:
        """Record a frame; of a diverged run the last state that can be drawn."""
        with self.trainer.last_finite_state():
            self._recorder.record(request.focus, request.with_batch, still, request.incoming)

    def _play(self, _request: Request) -> None:
        self._running = True

    def _pause(self, request: Request) -> None:
        self._running = False
        # What was done by hand since the update that is shown is not taken back by a pause.
        shown = max(request.count, self.trainer.journal.last_by_hand)
        if shown < self.trainer.step:
            self._rewind(shown)

    def _stop_and(self, act: Callable[[], object]) -> None:
        self._running = False
        act()

    def _rewind(self, step: int) -> None:
        self.trainer.rewind(max(step, 0))

    def _finish_epochs(self, count: int) -> None:
        """Go to the end of the `count`-th epoch from here."""
        target = self.trainer.epoch + count
        while self.trainer.epoch < target and self.trainer.advance(1) and not self.trainer.finished:
            pass

    def _reset(self) -> None:
        self.trainer.reset()
        self._run_id = str(next(_run_numbers))

    def _edit(self, request: Request) -> None:
        edit = request.edit
        if edit is not None and self._recorder.has_parameter(edit.layer, edit.unit, edit.source):
            self.trainer.edit_parameter(self._recorder.dense[edit.layer], edit.unit, edit.source, edit.value)

    def _switch(self, request: Request) -> None:
        switch = request.switch
        if switch is not None and self._recorder.has_hidden_unit((switch.layer, switch.unit)):
            self.trainer.switch_unit(self._recorder.dense[switch.layer], switch.unit, switch.on)

    def _packet(self, have: Have, look: str = "") -> bytes:
        output, shown = self.trainer.network.output.activation, self._recorder.shown
        scene = build_scene(self.run.data, self.run.network, self.data, output, self._view, shown)
        name = scene_id(scene, self.data)
        how, arrays = history_part(self.trainer.history, self._run_id, have)
        frames = self._recorder.take()
        header: dict[str, Any] = {
            "reply": self.reply,
            "run": self._run_id,
            "state": self.state,
            "work": self._last_work,
            "frames": len(frames["steps"]) if frames else 0,
            "autoplay": self._view.autoplay and not self._touched,
            "scene_id": name,
            "history": how,
            "note": self._note(),
            "can_recover": self.trainer.diverged,
            "incoming": self._asked.incoming if "incoming" in frames else None,
        }
        header |= self._status()
        arrays |= frames
        if look:
            self._inspector = self._inspector or Inspector(self.trainer, self.data)
            inside, more = self._inspector.look(look, still=self.state != "running")
            header |= inside
            arrays |= more
        if have.scene != name:
            header["scene"] = scene
            arrays |= scene_arrays(self.data)
        return pack(header, arrays)

    def _note(self) -> str | None:
        """Return what the learner is to be told: why the run began anew, or why no link leads to what is shown."""
        if self.state == "running":
            return None
        if self._news and not self._touched:
            return self._news
        if len(self.changes) > MOST_CHANGES:
            text = _("A link holds {limit} changes at most, and more were made. It opens the run at its start.")
            return text.format(limit=MOST_CHANGES)
        if self.step > MAX_LINK_STEP:
            text = _("A link leads to update {limit} at most. From here on it opens the run at its start.")
            return text.format(limit=write_count(MAX_LINK_STEP))
        return None

    def _status(self) -> dict[str, Any]:
        """Return what is told of the run once a packet."""
        trainer = self.trainer
        health, confusion = trainer.health(), trainer.confusion()
        metrics, edited = trainer.metrics(), bool(self.changes)
        view = RunView(
            self.run,
            trainer.step,
            metrics,
            trainer.history,
            self._constant_loss,
            health,
            diverged=trainer.diverged,
            edited=edited,
            finished=None if self.state == "running" else trainer.finished,
            diverges_at=trainer.diverges_at,
            learning_rate=trainer.learning_rate,
            penalty=measure_penalty(trainer.network, self.run.training),
        )
        hints = diagnose(view, self._hints_shown)
        self._hints_shown = frozenset(hint.kind for hint in hints)
        return {
            "confusion": None if confusion is None else confusion.tolist(),
            "health": [{"layer": layer, **asdict(measures)} for layer, measures in enumerate(health)],
            "off": self._recorder.units_off(),
            "hints": [hint.as_json() for hint in hints],
        }
