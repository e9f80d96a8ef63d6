"""Two experiments with activations: the tangent on their curves, and softmax with logits to drag."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nnviz.activations.activation_curves import evaluate_curves, find_tangent
from nnviz.activations.exhibit_explorer import LOGITS, SOFTMAX, TANGENT, LetGo, describe_curves, describe_softmax
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.core.softmax import softmax
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess

__all__ = ["render_explorer", "render_softmax"]

AT_ONCE = 4
FIRST_CHOICE = ("relu", "sigmoid")
GOAL = "relu-or-sigmoid"
GUESSED_LOGIT = 3.0
TANGENT_Z = session.widget_key("tangent_z")


@st.fragment
def render_explorer() -> None:
    """Show the curves that are chosen, with a tangent to drag."""
    activate_language()
    names = _choose_activations()
    show_exhibit(TANGENT, describe_curves(evaluate_curves(names)), on_message=_note_tangent)
    _render_formulas(names)
    if _shows_the_difference(names):
        reach_goal(GOAL)


def _note_tangent(let_go: LetGo) -> None:
    """Keep where the tangent was let go, for as long as the session lives."""
    st.session_state[TANGENT_Z] = let_go.z


def _choose_activations() -> list[str]:
    chosen = st.pills(
        _("Activations"),
        list(ACTIVATIONS),
        default=list(FIRST_CHOICE),
        selection_mode="multi",
        key=session.widget_key("activations"),
        format_func=lambda name: _(ACTIVATIONS[name].label),
    )
    if not chosen:
        st.info(_("Choose at least one activation. ReLU and Sigmoid are shown until then."), icon=":material/info:")
    elif len(chosen) > AT_ONCE:
        message = _("{most} curves at once are enough to read. The others wait.")
        st.info(message.format(most=AT_ONCE), icon=":material/info:")
    return list(chosen or FIRST_CHOICE)[:AT_ONCE]


def _render_formulas(names: Sequence[str]) -> None:
    with st.expander(_("Formulas")):
        for name in names:
            entry = ACTIVATIONS[name]
            st.markdown(f"**{_(entry.label)}**: ${entry.formula}$, ${entry.derivative_formula}$")


def _shows_the_difference(names: Sequence[str]) -> bool:
    """Whether ReLU and sigmoid are both there, and the tangent stands where only sigmoid is flat."""
    z = st.session_state.get(TANGENT_Z)
    if z is None or not {"relu", "sigmoid"} <= set(names):
        return False
    return find_tangent("sigmoid", z).is_flat and not find_tangent("relu", z).is_flat


@st.fragment
def render_softmax() -> None:
    """Show softmax with a choice of the number of outputs, after a guess at a single one."""
    activate_language()
    prompt = _("A network has a single output, and its logit is {logit}. What does softmax make of it?")
    render_guess("softmax_alone", prompt.format(logit=write_setting(GUESSED_LOGIT)), _reveal_alone)
    outputs = st.slider(_("Number of outputs"), 1, len(LOGITS), 3, key=session.widget_key("softmax_outputs"))
    show_exhibit(SOFTMAX, describe_softmax(outputs))


def _reveal_alone(_guess: Guess) -> None:
    (share,) = softmax([GUESSED_LOGIT])
    text = _("Result: **{share}**, whatever the logit: a single output has nobody to share with.")
    st.markdown(text.format(share=write_setting(share)))
