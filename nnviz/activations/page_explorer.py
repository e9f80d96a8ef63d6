"""Two experiments with activations: the tangent on their curves, and softmax with logits to drag."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import streamlit as st

from nnviz.activations.activation_curves import Curve, evaluate_curves, find_tangent
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import write_setting
from nnviz.core.softmax import LOGIT_RANGE, TEMPERATURE_RANGE, softmax
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess

__all__ = ["render_explorer", "render_softmax"]

TANGENT = "nnviz_tangent"
AT_ONCE = 4
FIRST_CHOICE = ("relu", "sigmoid")
FIRST_Z = 1.0
GOAL = "relu-or-sigmoid"
LOGITS = (2.0, 1.0, -1.0, 0.5, 0.0)
GUESSED_LOGIT = 3.0


@st.fragment
def render_explorer() -> None:
    """Show the curves that are chosen, with a tangent to drag."""
    activate_language()
    names = _choose_activations()
    curves = evaluate_curves(names)
    mount_drawing("activations/tangent", TANGENT, _describe_curves(curves), on_change=_note_tangent)
    _render_formulas(names)
    if _shows_the_difference(names):
        reach_goal(GOAL)


def _note_tangent() -> None:
    """Keep where the tangent was let go, for as long as the session lives."""
    sent = (st.session_state.get(TANGENT) or {}).get("change")
    z = sent.get("z") if isinstance(sent, dict) else None
    if isinstance(z, (int, float)) and math.isfinite(z):
        st.session_state[session.widget_key("tangent_z")] = float(z)


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


def _describe_curves(curves: Sequence[Curve]) -> dict[str, Any]:
    return {
        "z": curves[0].z.round(6).tolist(),
        "start": FIRST_Z,
        "curves": [
            {
                "label": _(curve.label),
                "values": curve.values.round(5).tolist(),
                "slopes": curve.slopes.round(5).tolist(),
                "flat": [list(stretch) for stretch in curve.flat],
            }
            for curve in curves
        ],
        "words": {
            "plot": _("Curves of the chosen activations and their slopes, with a tangent to each"),
            "slider": _("Where the tangent touches, z ="),
            "axis": _("z (solid: f(z), dashed: slope f′(z), broad band: nearly flat)"),
            "value": "f(z)",
            "slope": "f′(z)",
            "flat": _("nearly flat: saturated"),
        },
    }


def _render_formulas(names: Sequence[str]) -> None:
    with st.expander(_("Formulas")):
        for name in names:
            entry = ACTIVATIONS[name]
            st.markdown(f"**{_(entry.label)}**: ${entry.formula}$, ${entry.derivative_formula}$")


def _shows_the_difference(names: Sequence[str]) -> bool:
    """Whether ReLU and sigmoid are both there, and the tangent stands where only sigmoid is flat."""
    z = st.session_state.get(session.widget_key("tangent_z"))
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
    mount_drawing("activations/softmax", "nnviz_softmax", _describe_softmax(outputs))


def _reveal_alone(_guess: Guess) -> None:
    (share,) = softmax([GUESSED_LOGIT])
    text = _("Result: **{share}**, whatever the logit: a single output has nobody to share with.")
    st.markdown(text.format(share=write_setting(share)))


def _describe_softmax(outputs: int) -> dict[str, Any]:
    return {
        "lang": active_language(),
        "logits": list(LOGITS),
        "outputs": outputs,
        "range": list(LOGIT_RANGE),
        "temperatures": list(TEMPERATURE_RANGE),
        "temperature": 1.0,
        "words": {
            "temperature": _("Temperature T ="),
            "output": _("Output {number}"),
            "logit": _("logit"),
            "share": _("probability"),
            "sum": _("Sum"),
            "leader": _("Output {number} leads with {percent}."),
            "cold": _("A low temperature sharpens: the largest takes nearly all."),
            "hot": _("A high temperature evens out: the shares come closer."),
            "even": _("At T = 1 this is the usual softmax."),
            "alone": _(
                "With one output the probability is 1, whatever the logit. Softmax needs at least two to compare."
            ),
        },
    }
