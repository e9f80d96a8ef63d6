"""The slope of a function that the learner types: secant and tangent, and dy/dx three ways."""

from __future__ import annotations

import streamlit as st

from nnviz.calculus.definitions import Definition
from nnviz.calculus.exhibit_slope import SLOPE, PointLetGo, describe_slope
from nnviz.calculus.expressions import Tree, parse, to_latex, to_text
from nnviz.calculus.page_code import render_program
from nnviz.calculus.page_expression_field import ask_expression
from nnviz.calculus.rules import Derivation, derive_by_steps
from nnviz.calculus.slope import measure_slope
from nnviz.calculus.words import name_rule, write_number
from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess, render_section
from nnviz.kit.questions import READING_WIDTH
from nnviz.lessons.lesson import Lesson

__all__ = ["render_slope"]

PRESETS = ("x^2 + 3x + 1", "(2x + 1)^2", "sin(x)", "exp(-x^2)", "sigmoid(x)", "relu(x)")
FIRST_X = {"x^2 + 3x + 1": 2.0, "(2x + 1)^2": 3.0}
"""The places where the course asks for the slope."""
OTHER_X = 1.0
MOST_OPEN_STEPS = 9
GOAL = "find-a-kink"


@st.fragment
def render_slope(lesson: Lesson) -> None:
    """Show the curve with its secant and tangent, the derivative step by step, a guess, and the program."""
    activate_language()
    tree = ask_expression(_("f(x) ="), "slope", ("x",), PRESETS[0], PRESETS)
    x = _place(tree)
    derivation = derive_by_steps(tree, "x")
    slope = measure_slope(tree, x)
    show_exhibit(SLOPE, describe_slope(tree, derivation, slope), on_message=_take)
    _render_steps(derivation)
    _render_guess()
    render_section(lesson, "code")
    render_program((Definition("y", tree),), {"x": x}, "slope")
    if slope.verdict == "kink":
        reach_goal(GOAL)


def _place(tree: Tree) -> float:
    """Return where the point stands; each function begins anew."""
    kept: tuple[str, float] | None = st.session_state.get(session.widget_key("slope_x"))
    text = to_text(tree)
    if kept is not None and kept[0] == text:
        return kept[1]
    written = session.study().expressions.get("slope", "")
    x = FIRST_X.get(written, OTHER_X)
    st.session_state[session.widget_key("slope_x")] = (text, x)
    return x


def _take(message: PointLetGo) -> None:
    """Keep where the point was let go."""
    key = session.widget_key("slope_x")
    if key in st.session_state:
        st.session_state[key] = (st.session_state[key][0], message.x)


def _render_steps(derivation: Derivation) -> None:
    """Show the derivative, and each rule on the way; a long formula scrolls by itself."""
    with st.container(width=READING_WIDTH):
        st.latex(f"f'(x) = {to_latex(derivation.result)}")
        with st.expander(_("The derivative, step by step"), expanded=len(derivation.steps) <= MOST_OPEN_STEPS):
            for number, step in enumerate(derivation.steps, 1):
                st.markdown(f"{number}. **{name_rule(step.rule)}**\n\n$$\n{step.latex}\n$$")


def _render_guess() -> None:
    options = {"0": _("It is 0."), "1": _("It is 1."), "none": _("There is none.")}
    render_guess("relu_slope", _("What is the slope of relu(x) at exactly x = 0?"), _reveal_kink, options=options)


def _reveal_kink(_guess: Guess) -> None:
    slope = measure_slope(parse("relu(x)"), 0.0)
    text = _("Result: from the left the slope is **{left}**, from the right **{right}**. So there is no single slope.")
    st.markdown(text.format(left=write_number(slope.left), right=write_number(slope.right)))
    more = _("A program has to choose one: PyTorch takes **{torch}**, and training gets on well with that.")
    st.markdown(more.format(torch=write_number(slope.autograd)))
