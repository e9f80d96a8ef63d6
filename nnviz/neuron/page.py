"""Chapter 1, the biological and the artificial neuron: the page from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nnviz.core.i18n import _
from nnviz.core.numbers import write_fixed, write_setting
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import (
    Guess,
    render_goals,
    render_guess,
    render_listing,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.lessons.lesson import Lesson, load_lesson
from nnviz.neuron.artificial import Neuron, evaluate_neuron, neuron_listing
from nnviz.neuron.exhibit import NEURONS, describe_parts
from nnviz.neuron.page_lab import current_neuron, render_lab, spiking_neuron
from nnviz.neuron.spiking import NANOAMPERE_PER_UNIT, current_for, simulate_spikes

__all__ = ["render_neuron"]

CHAPTER = "neuron"
GUESSED = Neuron((2.0, -1.0), (1.5, 2.0), -0.5, "step")
"""The neuron to guess about; not the one on the sliders, which would show the answer."""

GUESSED_Z = (1.0, 2.0, 4.0)


def render_neuron() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    render_title(lesson)
    render_goals(lesson)
    _render_anatomy(lesson)
    render_section(lesson, "sum")
    _render_guess_of_sum()
    render_section(lesson, "spikes")
    _render_parameters()
    _render_guess_of_spikes()
    render_section(lesson, "experiment")
    _render_experiment(lesson)
    render_section(lesson, "limits")
    render_table(lesson)
    render_playground_links(lesson)
    render_practice(CHAPTER)


def _render_anatomy(lesson: Lesson) -> None:
    render_section(lesson, "parts")
    show_exhibit(NEURONS, describe_parts())


@st.fragment
def _render_experiment(lesson: Lesson) -> None:
    """Show what moves together, and nothing else: a slider draws all of it again."""
    activate_language()
    render_lab()
    render_section(lesson, "code")
    render_listing(neuron_listing(current_neuron()), "neuron")


@st.fragment
def _render_guess_of_sum() -> None:
    activate_language()
    prompt = _("Inputs {inputs}, weights {weights}, bias {bias}: what is z = Σ w·x + b?").format(
        inputs=_list(GUESSED.inputs), weights=_list(GUESSED.weights), bias=write_setting(GUESSED.bias)
    )
    render_guess("neuron_sum", prompt, _reveal_sum)


def _list(values: tuple[float, ...]) -> str:
    return "; ".join(write_setting(value) for value in values)


def _reveal_sum(guess: Guess) -> None:
    trace = evaluate_neuron(GUESSED)
    text = _("Computed: z = {terms} + ({bias}) = **{z}**. Your guess is {distance} away.")
    st.markdown(
        text.format(
            terms=" + ".join(f"({write_setting(term)})" for term in trace.terms),
            bias=write_setting(GUESSED.bias),
            z=write_setting(trace.z),
            distance=write_setting(abs(guess.number - trace.z)),
        )
    )


@st.fragment
def _render_guess_of_spikes() -> None:
    activate_language()
    options = {
        "taller": _("Each spike becomes twice as tall"),
        "faster": _("The spikes come more often, each as tall as before"),
        "same": _("Nothing changes: it fires already"),
    }
    prompt = _("The neuron fires. Now z is doubled. What does the biological neuron do?")
    render_guess("neuron_spikes", prompt, _reveal_spikes, options=options)


def _reveal_spikes(guess: Guess) -> None:
    st.markdown(_("Right.") if guess.option == "faster" else _("Not quite."))
    neuron = spiking_neuron()
    trains = [simulate_spikes(neuron, current_for(z, neuron)) for z in GUESSED_Z]
    rows = [
        (write_setting(z), write_fixed(train.current, 1), write_fixed(train.rate, 0))
        for z, train in zip(GUESSED_Z, trains, strict=True)
    ]
    st.markdown(_table(("z", _("current in nA"), _("spikes a second")), rows))
    st.markdown(_("A spike is all or nothing. A strong input makes it come more often, never taller."))


def _render_parameters() -> None:
    neuron = spiking_neuron()
    rows = [
        (_("membrane resistance R"), f"{write_setting(neuron.resistance)} MΩ"),
        (_("time constant τ"), f"{write_setting(neuron.time_constant)} s"),
        (_("resting voltage"), f"{write_setting(neuron.rest)} mV"),
        (_("threshold"), f"{write_setting(neuron.threshold)} mV"),
        (_("reset voltage after a spike"), f"{write_setting(neuron.reset)} mV"),
        (_("refractory time after a spike"), f"{write_setting(neuron.refractory)} s"),
        (_("current at z = 0"), f"{write_setting(neuron.rheobase)} nA"),
        (_("current for each unit of z"), f"{write_setting(NANOAMPERE_PER_UNIT)} nA"),
    ]
    with st.expander(_("The parameters of the model")):
        st.markdown(_table((_("parameter"), _("value")), rows))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
