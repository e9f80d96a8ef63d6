"""Partial derivatives of a function that the learner types: relief and map, gradient, and the way downhill."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from nnviz.calculus.expressions import Tree, to_latex, to_program, to_text
from nnviz.calculus.page_expression_field import ask_expression
from nnviz.calculus.partial import Partials, measure_partials
from nnviz.calculus.rules import derive
from nnviz.calculus.words import explain, send
from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import reach_goal, render_section
from nnviz.lessons.lesson import Lesson

__all__ = ["render_partial"]

PARTIAL = "nnviz_partial"
PRESETS = ("x^2 + y^2", "x^2 + 8y^2", "x^2 - y^2", "x y", "sin(x) cos(y)", "x^2 y + y")
VARIABLES = ("x", "y")
FIRST_PLACE = (1.5, 1.0)
FARTHEST = 1e6
GOAL = "partial-overshoot"


def render_partial(lesson: Lesson) -> None:
    """Show the section on partial derivatives with its experiment."""
    render_section(lesson, "partial")
    _render_experiment()


@st.fragment
def _render_experiment() -> None:
    activate_language()
    tree = ask_expression(_("f(x, y) ="), "partial", VARIABLES, PRESETS[0], PRESETS)
    slopes = {name: derive(tree, name) for name in VARIABLES}
    formulas = "$, $".join(rf"\dfrac{{\partial f}}{{\partial {name}}} = {to_latex(slopes[name])}" for name in VARIABLES)
    st.markdown(f"${formulas}$")
    partials = measure_partials(tree, dict(zip(VARIABLES, _place(tree), strict=True)))
    mount_drawing("calculus/partial", PARTIAL, _describe(tree, slopes, partials), on_change=_note_place)
    if st.session_state.get(session.widget_key("partial_overshot")):
        reach_goal(GOAL)


def _place(tree: Tree) -> tuple[float, float]:
    """Return where the point stands; each function begins anew."""
    key, text = session.widget_key("partial_place"), to_text(tree)
    held: tuple[str, tuple[float, float]] | None = st.session_state.get(key)
    if held is None or held[0] != text:
        held = (text, FIRST_PLACE)
        st.session_state[key] = held
    return held[1]


def _note_place() -> None:
    """Keep where the point was let go, and whether a step downhill went too far."""
    sent = (st.session_state.get(PARTIAL) or {}).get("change")
    key = session.widget_key("partial_place")
    if not isinstance(sent, dict) or key not in st.session_state:
        return
    place = sent.get("place")
    if isinstance(place, (list, tuple)) and len(place) == len(VARIABLES) and all(map(_is_usable, place)):
        st.session_state[key] = (st.session_state[key][0], (float(place[0]), float(place[1])))
    if sent.get("overshot") is True:
        st.session_state[session.widget_key("partial_overshot")] = True


def _is_usable(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= FARTHEST


def _describe(tree: Tree, slopes: dict[str, Tree], partials: Partials) -> dict[str, Any]:
    place = [partials.place[name] for name in VARIABLES]
    return {
        "id": to_text(tree),
        "programs": {"f": to_program(tree)} | {name: to_program(slope) for name, slope in slopes.items()},
        "formulas": {name: to_text(slope) for name, slope in slopes.items()},
        "place": place,
        "check": {
            "place": place,
            "autograd": [send(partials.slopes[name].autograd) for name in VARIABLES],
            "agree": partials.agree,
            "said": _judge(partials),
        },
        "words": _words(),
    }


def _judge(partials: Partials) -> str:
    """Return a sentence that says whether rule, difference and autograd agree, or where they do not."""
    if partials.agree:
        return _("Rule, finite difference and torch.autograd agree.")
    if not math.isfinite(partials.value):
        return explain(next(iter(partials.slopes.values())))
    told = (f"∂f/∂{name}: {explain(slope)}" for name, slope in partials.slopes.items() if slope.verdict != "agree")
    return " ".join(told)


def _words() -> dict[str, str]:
    return {
        "map": _("Map of f seen from above, with a point to drag. Arrow keys move it, with Shift faster"),
        "relief": _("The graph of f in space, with the slice through the point and its tangent"),
        "turn": _("Turn"),
        "holdY": _("Hold y still"),
        "holdX": _("Hold x still"),
        "slice": _("slice: only one variable moves"),
        "tangent": _("its tangent: the partial derivative"),
        "field": _("Field of gradients"),
        "zoom": _("Zoom"),
        "nearer": _("Closer"),
        "farther": _("Farther"),
        "facts": _("At the point"),
        "uphill": _("points uphill, where f grows fastest"),
        "waiting": _("Let go to compare with autograd."),
        "downhill": _("Gradient descent from the point"),
        "rate": _("Learning rate"),
        "step": _("One step"),
        "play": _("Play"),
        "stop": _("Stop"),
        "back": _("Back to the start"),
        "ready": _("Each step goes against the gradient: new place = place − η · ∇f."),
        "down": _("Step {count}: f falls from {before} to {after}."),
        "overshot": _(
            "Step {count}: f falls from {before} to {after}, but the step crossed the valley: the slope now points "
            "the other way. A smaller learning rate would not."
        ),
        "up": _("Step {count}: too far! f grew from {before} to {after}. The learning rate is too large here."),
        "level": _("Step {count}: level ground, the gradient is almost 0. f = {after}."),
        "stuck": _("There is no slope to follow at this place."),
        "flat": _("Level ground: the gradient is 0 here, so gradient descent stays where it is."),
        "diverged": _(
            "Step {count}: it diverges. The point is now more than a million away, and f grew from {before} to "
            "{after}. The learning rate is too large here."
        ),
        "endless": _(
            "Step {count}: f falls without end on this way, now to {after}. There is no minimum to reach here."
        ),
        "tooLarge": _(
            "Step {count}: it diverges. The numbers are now too large for a computer. "
            "The learning rate is too large here."
        ),
        "nowhere": _(
            "Step {count} leads to ({x}, {y}), where f has no value. A smaller learning rate makes smaller steps."
        ),
        "slopeless": _("Step {count} leads to ({x}, {y}), where f has a value but no slope to follow."),
        "outside": _("The point is outside the map: zoom out to see it."),
    }
