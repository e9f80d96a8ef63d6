"""Backprop step by step: one update of a run taken apart, in the browser's drawing, and what to do with it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from nnviz.backprop.exhibit import pack_points, pack_trace
from nnviz.backprop.exhibit_parameter import choose_parameter, pack_picked
from nnviz.backprop.exhibit_trail import pack_trail
from nnviz.backprop.page_check import KeptChecks, render_check
from nnviz.backprop.page_state import EXAMPLES, PLAYGROUND, PageState, director_for, page_state, take_message
from nnviz.backprop.results import UpdateTrace
from nnviz.backprop.trace import trace_update
from nnviz.backprop.words import list_words
from nnviz.core.i18n import _
from nnviz.core.problems import InputError
from nnviz.kit import address, session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.questions import READING_WIDTH
from nnviz.kit.streamlit_private import read_trigger
from nnviz.live.director import Director
from nnviz.live.empty_stage import EmptyStage

__all__ = ["render_backprop"]

DRAWING = "nnviz_backprop"
WEIGHTED = ("dense", "output")
CHOICE_WIDTH = 300


def render_backprop() -> None:
    """Show the page."""
    with st.container(key="backprop_heading"):
        st.title(_("Backprop step by step"))
    if replay_to_link():
        _render_update()


@st.fragment
def _render_update() -> None:
    """Show one update of the run that was chosen, and below what can be done with it."""
    activate_language()
    state = page_state()
    with st.container(gap="xsmall"):
        head = st.container(horizontal=True, vertical_alignment="center")
        with head:
            state.choose(_choose_run())
        directed = director_for(state)
        trace = _trace(state, directed)
        if isinstance(directed, Director) and trace is not None:
            with head:
                _render_place(state, directed, trace)
            for note in trace.notes:
                st.info(escape_markdown(note), icon=":material/info:")
            _render_drawing(state, directed, trace)
    if trace is not None:
        render_check(KeptChecks(trace))
    _render_explanation()


@st.fragment
def _render_drawing(state: PageState, directed: Director, trace: UpdateTrace) -> None:
    """Show the drawing. A weight is picked within it: the update stays, and so does the rest of the page."""
    activate_language()
    if state.row != trace.row:
        st.rerun()
    mount_drawing("backprop/exhibit", DRAWING, _pack(state, directed, trace), _on_message)


def _render_explanation() -> None:
    """Say what backpropagation is, and what real frameworks do otherwise."""
    st.header(_("What backpropagation is"))
    st.markdown(
        _(
            "A network is a chain of simple steps, and the slope of each step is easy. Backpropagation multiplies "
            "these slopes, from the loss back to the first layer. Each layer uses again what the layer behind it has "
            "already worked out. So one walk forward and one walk back give the gradients of all weights."
        ),
        width=READING_WIDTH,
    )
    st.markdown(
        _(
            "PyTorch and TensorFlow do the same in another way: they note every operation of the forward pass and go "
            "through the notes backwards (autograd). On a graphics card many numbers are added in an order that can "
            "change, so the last digits may differ. At the corner of ReLU there is no slope: they simply take 0, as "
            "is done here."
        ),
        width=READING_WIDTH,
    )
    st.page_link("pages/activations.py", label=_("The slopes of the activations"), icon=":material/arrow_forward:")


def _choose_run() -> str:
    labels = {PLAYGROUND: _("From the playground")} | {name: _(label) for name, (label, _run) in EXAMPLES.items()}
    chosen = st.selectbox(
        _("Network and data"),
        list(labels),
        key=session.widget_key("backprop_run"),
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        width=CHOICE_WIDTH,
    )
    return str(chosen)


def _trace(state: PageState, directed: Director | EmptyStage) -> UpdateTrace | None:
    """Return the next update; say why there is none, and for a sample that can't be used take the mini-batch."""
    if not isinstance(directed, Director):
        message = _("The playground has too few points to train a network.")
        remedy = _("Draw more points there, or choose an example above.")
        st.warning(f"{message} {remedy}", icon=":material/info:")
        return None
    with directed.hold() as trainer:
        try:
            return trace_update(trainer, state.row)
        except InputError as error:
            st.warning(escape_markdown(str(error)), icon=":material/info:")
            if state.row is None:
                return None
            state.row = None
            return trace_update(trainer)


def _render_place(state: PageState, directed: Director, trace: UpdateTrace) -> None:
    """Say which update of which run this is, and offer to make it or to take it back."""
    shape = " → ".join(
        str(size) for size in (len(trace.features), *(layer.units for layer in trace.layers if layer.kind in WEIGHTED))
    )
    text = _("**Update {number}** (epoch {epoch}) of {run}: {shape}.")
    run = _("the playground's run") if state.choice == PLAYGROUND else _("this example")
    said = text.format(number=trace.step + 1, epoch=trace.epoch + 1, run=run, shape=shape)
    st.markdown(said, width="content")
    st.button(
        _("Make this update"),
        key=session.widget_key("backprop_take"),
        icon=":material/redo:",
        on_click=_take_update,
        args=(directed,),
        disabled=trace.row is not None,
        help=_("The run goes on by one update, with the mini-batch. One point alone is only looked at."),
    )
    st.button(
        _("One update back"),
        key=session.widget_key("backprop_back"),
        icon=":material/undo:",
        on_click=_go_back,
        args=(directed,),
        disabled=trace.step == 0,
    )
    if state.choice == PLAYGROUND:
        st.page_link("pages/playground.py", label=_("Open the playground"), icon=":material/arrow_forward:")


def _take_update(directed: Director) -> None:
    directed.advance(1)
    _note_step()


def _go_back(directed: Director) -> None:
    directed.rewind(directed.step - 1)
    _note_step()


def _note_step() -> None:
    page_state().sample = 0
    if page_state().choice == PLAYGROUND:
        address.note_step()


def _pack(state: PageState, directed: Director, trace: UpdateTrace) -> dict[str, Any]:
    state.sample = min(state.sample, trace.batch - 1)
    parameter = choose_parameter(trace, state.parameter)
    samples = min(directed.run.training.batch, len(directed.data.train_index))
    return {
        "words": list_words(),
        "trace": pack_trace(trace, state.sample),
        "picked": pack_picked(trace, parameter, state.sample),
        "trail": pack_trail(trace, parameter, state.sample, state.trail),
        "points": pack_points(directed.data),
        "batch": samples,
    }


def _on_message() -> None:
    """Take over what the drawing asks for; the fragment then runs again."""
    activate_language()
    take_message(page_state(), read_trigger(DRAWING, "change"))
