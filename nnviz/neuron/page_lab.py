"""The chapter's experiment: one artificial neuron with sliders, and a spiking neuron under the same inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import streamlit as st

from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.lesson import reach_goal
from nnviz.neuron.artificial import Neuron, change_neuron, evaluate_neuron
from nnviz.neuron.exhibit import FIRING, Moved, describe_firing
from nnviz.neuron.spiking import LeakyIntegrateAndFire

__all__ = ["current_neuron", "render_lab", "spiking_neuron", "take_changes"]

GOAL = "neuron-fires-against"
GOAL_BIAS = -1.0
NEURON, REFUSED = (session.widget_key(f"neuron_{name}") for name in ("now", "refused"))


def current_neuron() -> Neuron:
    """Return the neuron as the learner has set it."""
    return cast(Neuron, st.session_state.get(NEURON, Neuron()))


def spiking_neuron() -> LeakyIntegrateAndFire:
    """Return the model of the biological neuron of this chapter."""
    return LeakyIntegrateAndFire()


def render_lab() -> None:
    """Show the experiment. Must be called inside a fragment, which each move reruns."""
    neuron = current_neuron()
    refused = st.session_state.get(REFUSED, ())
    show_exhibit(FIRING, describe_firing(neuron, spiking_neuron(), refused), on_message=_take)
    if _fires_against(neuron):
        reach_goal(GOAL)


def _take(moved: Moved) -> None:
    take_changes(moved.changes)


def take_changes(changes: Mapping[str, str]) -> None:
    """Take over what was typed or dragged; what can't be used is explained and changes nothing."""
    refused: tuple[Problem, ...] = ()
    try:
        st.session_state[NEURON] = change_neuron(current_neuron(), changes)
    except InputError as error:
        refused = error.problems
    st.session_state[REFUSED] = refused


def _fires_against(neuron: Neuron) -> bool:
    """Return whether the goal is reached: it fires against a negative bias and a negative term."""
    trace = evaluate_neuron(neuron)
    return trace.fires and neuron.bias <= GOAL_BIAS and bool((trace.terms < 0).any())
