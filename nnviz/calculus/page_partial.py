"""Partial derivatives of a function that the learner types: relief and map, gradient, and the way downhill."""

from __future__ import annotations

import streamlit as st

from nnviz.calculus.exhibit_partial import PARTIAL, VARIABLES, PlaceLetGo, describe_partials
from nnviz.calculus.expressions import Tree, to_latex, to_text
from nnviz.calculus.page_expression_field import ask_expression
from nnviz.calculus.partial import measure_partials
from nnviz.calculus.rules import derive
from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import reach_goal, render_section
from nnviz.lessons.lesson import Lesson

__all__ = ["render_partial"]

PRESETS = ("x^2 + y^2", "x^2 + 8y^2", "x^2 - y^2", "x y", "sin(x) cos(y)", "x^2 y + y")
FIRST_PLACE = (1.5, 1.0)
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
    show_exhibit(PARTIAL, describe_partials(tree, slopes, partials), on_message=_take)
    if st.session_state.get(session.widget_key("partial_overshot")):
        reach_goal(GOAL)


def _place(tree: Tree) -> tuple[float, float]:
    """Return where the point stands; each function begins anew."""
    key, text = session.widget_key("partial_place"), to_text(tree)
    kept: tuple[str, tuple[float, float]] | None = st.session_state.get(key)
    if kept is None or kept[0] != text:
        kept = (text, FIRST_PLACE)
        st.session_state[key] = kept
    return kept[1]


def _take(message: PlaceLetGo) -> None:
    """Keep where the point was let go, and whether a step downhill went too far."""
    key = session.widget_key("partial_place")
    if message.place is not None and key in st.session_state:
        st.session_state[key] = (st.session_state[key][0], message.place)
    if message.overshot:
        st.session_state[session.widget_key("partial_overshot")] = True
