"""What the page on backprop looks at: which run, which samples, which weight; and what the drawing asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

import streamlit as st

from nnviz.backprop.exhibit import (
    ChooseWeight,
    FollowPaths,
    LearnFromBatch,
    LearnFromRow,
    Message,
    OpenWindow,
)
from nnviz.backprop.results import Parameter
from nnviz.core.i18n import N_
from nnviz.core.link import ViewSpec
from nnviz.core.presets import PRESETS
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.kit import session
from nnviz.live.director import Director, open_stage
from nnviz.live.empty_stage import EmptyStage

__all__ = ["EXAMPLES", "PLAYGROUND", "PageState", "director_for", "page_state", "take_message"]

PLAYGROUND = "playground"


def _example(dataset: str, *layers: Any, samples: int = 100, seed: int = 1, **training: Any) -> RunSpec:
    network = NetworkSpec(layers=layers, seed=seed)
    return RunSpec(DataSpec(dataset=dataset, samples=samples), network, TrainingSpec(**training))


EXAMPLES: Mapping[str, tuple[str, RunSpec]] = MappingProxyType(
    {
        "course": (N_("Course: 2 → 4 (ReLU) → 1"), PRESETS["course_2_4_1"].run),
        "xor": (N_("XOR: 2 → 2 → 1, SGD"), _example("xor", Dense(2, "tanh"), optimizer="sgd", lr=0.5, batch=4)),
        "classes": (
            N_("Three classes: softmax, momentum"),
            _example("blobs", Dense(3, "relu"), optimizer="momentum", lr=0.05, batch=4),
        ),
        "regression": (N_("A number: sine, Adam"), _example("sine", Dense(3, "tanh"), lr=0.03, batch=4)),
        "regularised": (
            N_("Dropout and batch norm"),
            _example("moons", Dense(4, "tanh"), BatchNorm(), Dense(3, "relu"), Dropout(0.3), l2=0.01, lr=0.03, batch=6),
        ),
    }
)
"""Small runs to look at: a label, and the set-up."""


@dataclass(slots=True)
class PageState:
    """What a learner looks at.

    Attributes
    ----------
    choice : str
        `PLAYGROUND`, or a key of `EXAMPLES`.
    row : int or None
        The one point that is learnt from; None for the mini-batch.
    sample : int
        The sample of the mini-batch in view.
    parameter : Parameter or None
        The weight that was chosen.
    trail : tuple of (unit, sample)
        The neurons through which its paths are followed.
    directors : dict of str to Director
        The run of the example that is looked at.
    """

    choice: str = PLAYGROUND
    row: int | None = None
    sample: int = 0
    parameter: Parameter | None = None
    trail: tuple[tuple[int, int], ...] = ()
    directors: dict[str, Director | EmptyStage] = field(default_factory=dict)

    def choose(self, choice: str) -> None:
        """Look at another run, at its mini-batch."""
        if choice != self.choice:
            self.choice, self.row, self.sample, self.parameter, self.trail = choice, None, 0, None, ()


def page_state() -> PageState:
    """Return what this learner looks at."""
    return cast(PageState, st.session_state.setdefault(session.widget_key("backprop_bench"), PageState()))


def director_for(state: PageState) -> Director | EmptyStage:
    """Return the run that is looked at: the playground's own, or that of an example, which lives on this page."""
    if state.choice == PLAYGROUND:
        return session.director()
    if state.choice not in state.directors:
        state.directors = {state.choice: open_stage(EXAMPLES[state.choice][1], ViewSpec())}
    return state.directors[state.choice]


# What the drawing sends.


def take_message(state: PageState, message: Message) -> None:
    """Look at what the drawing asks for."""
    match message:
        case LearnFromRow(row):
            state.row, state.sample = row, 0
        case LearnFromBatch():
            state.row, state.sample = None, 0
        case OpenWindow(sample):
            state.sample = sample
        case ChooseWeight(layer, unit, source, sample):
            state.parameter, state.trail, state.sample = Parameter(layer, unit, source), (), sample
        case FollowPaths(trail):
            state.trail = tuple(trail)
