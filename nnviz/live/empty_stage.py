"""The empty stage: the stage while too few points are drawn to learn from. It shows them and nothing else."""

from __future__ import annotations

import numpy as np

from nnviz.core.changes import Change
from nnviz.core.i18n import _
from nnviz.core.link import ViewSpec
from nnviz.core.results import Data
from nnviz.core.spec import RunSpec
from nnviz.data.prepare import drawn_domain
from nnviz.live.answers import scene_arrays, scene_id
from nnviz.live.packet import pack
from nnviz.live.request import Request
from nnviz.live.scene import build_scene

__all__ = ["EmptyStage"]


class EmptyStage:
    """Shows drawn points that can't be learnt from yet, and says why.

    Parameters
    ----------
    run, view
        The set-up.
    reason : str
        What is lacking, in the active language.
    reply : int
        Number of the browser's last request.
    """

    state = "idle"
    step = 0
    changes: tuple[Change, ...] = ()
    can_be_linked = True

    def __init__(self, run: RunSpec, view: ViewSpec, reason: str, reply: int) -> None:
        self.run = self.start = run
        self.reply = reply
        self._view = view
        self._reason = reason

    def adopt(self, run: RunSpec, view: ViewSpec) -> bool:
        """Take over a changed view; any other change needs a new stage."""
        self.show(view)
        return run == self.run

    def show(self, view: ViewSpec) -> None:
        """Show the points in another way."""
        self._view = view

    def answer(self, request: Request) -> bytes:
        """Return a packet without frames."""
        self.reply = max(self.reply, request.seq)
        return self.full_packet()

    def full_packet(self) -> bytes:
        """Return a packet without frames."""
        data = self._drawn_data()
        scene = build_scene(self.run.data, self.run.network, data, "sigmoid", self._view)
        name = scene_id(scene, data)
        header = {
            "reply": self.reply,
            "run": name,
            "state": self.state,
            "work": 0,
            "frames": 0,
            "autoplay": False,
            "scene_id": name,
            "scene": scene,
            "history": "replace",
            "confusion": None,
            "health": [],
            "off": [],
            "hints": [],
            "note": self._reason,
            "can_recover": False,
            "incoming": None,
        }
        empty = {"history_epochs": np.zeros(0, np.int32), "history_values": np.zeros((0, 4), np.float32)}
        return pack(header, scene_arrays(data) | empty)

    def _drawn_data(self) -> Data:
        drawn = self.run.data.points
        points = np.array([point[1:] for point in drawn], np.float32).reshape(-1, 2)
        classes = max((point[0] for point in drawn), default=0) + 1
        return Data(
            task="binary",
            points=points,
            targets=np.array([point[0] for point in drawn], np.float32),
            train_index=np.arange(len(drawn)),
            test_index=np.zeros(0, np.int64),
            class_names=tuple(_("Class {number}").format(number=k) for k in range(max(classes, 2))),
            axis_names=("x₁", "x₂"),
            domain=drawn_domain(points),
            value_range=(0.0, 1.0),
        )
