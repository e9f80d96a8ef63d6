"""The distributions: curves that follow their sliders, an interval to drag, samples, and the formulas with numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec
import streamlit as st

from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.core.sums import digits_for
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import reach_goal, render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.distributions import DISTRIBUTIONS, Distribution, read_parameters
from nnviz.statistics.exhibit_distributions import (
    COUNTS,
    DISTRIBUTION,
    NORMAL_PARTS,
    Shown,
    describe_distribution,
    describe_parts,
)
from nnviz.statistics.sums import write_result

__all__ = ["current_values", "render_distributions", "render_normal"]

NAME, SHOWN = (session.widget_key(f"statistics_{name}") for name in ("distribution", "shown"))
FIRST = "normal"
DIGITS = 4
"""Digits of a moment that count."""
ROOM_FOR_MOMENT = 80
"""Characters of LaTeX that fit beside the pictures on a laptop's screen."""
GOAL = "interval-95"
GOAL_SIGMA, GOAL_SHARE, GOAL_TOLERANCE = 2.0, 0.95, 0.01


def current_values(name: str) -> dict[str, float]:
    """Return the parameters of a distribution as the learner has set them."""
    return dict(_shown(name).values)


def _shown(name: str) -> Shown:
    known: Mapping[str, Shown] = st.session_state.get(SHOWN, {})
    return known[name] if name in known else _first(name)


def _first(name: str) -> Shown:
    """Return what is shown at first: an interval about the mean, a standard deviation to each side."""
    distribution = DISTRIBUTIONS[name]
    values = distribution.first
    mean, deviation = distribution.mean(values), math.sqrt(distribution.variance(values))
    low, high = mean - deviation, mean + deviation
    if distribution.discrete:
        low, high = max(0.0, math.ceil(low)), math.floor(high)
    return Shown(name, values, round(low, 2), round(max(low, high), 2), 0, 1)


def render_distributions(lesson: Lesson) -> None:
    """Show the section's text and the experiment."""
    render_section(lesson, "distributions")
    _render_experiment()


@st.fragment
def _render_experiment() -> None:
    activate_language()
    name = _choose()
    distribution, shown = DISTRIBUTIONS[name], _shown(name)
    text, picture = st.columns([4, 7], gap="large")
    with picture:
        show_exhibit(DISTRIBUTION, describe_distribution(shown), on_message=_take)
    with text:
        _render_formulas(distribution, shown)
    if _takes_in_95_percent(shown):
        reach_goal(GOAL)


def _choose() -> str:
    chosen = st.pills(
        _("Distribution"),
        list(DISTRIBUTIONS),
        default=FIRST,
        required=True,
        key=NAME,
        format_func=lambda name: _(DISTRIBUTIONS[name].label),
    )
    return chosen if chosen in DISTRIBUTIONS else FIRST


def _take(asked: Shown) -> None:
    """Show a distribution as it was asked for; its parameters are brought onto their sliders."""
    if asked.name not in DISTRIBUTIONS or asked.count not in COUNTS or asked.low > asked.high:
        return
    known = st.session_state.get(SHOWN, {})
    shown = msgspec.structs.replace(asked, values=read_parameters(asked.name, asked.values))
    st.session_state[SHOWN] = {**known, asked.name: shown}


def _takes_in_95_percent(shown: Shown) -> bool:
    if shown.name != "normal" or shown.values["sigma"] != GOAL_SIGMA:
        return False
    return abs(DISTRIBUTIONS[shown.name].interval(shown.low, shown.high, shown.values) - GOAL_SHARE) < GOAL_TOLERANCE


def _render_formulas(distribution: Distribution, shown: Shown) -> None:
    """Show what the distribution is for, and its formulas, with signs and with the current numbers."""
    values = shown.values
    headline = _("In deep learning")
    st.markdown(f"**{headline}:** {_(distribution.use)}")
    st.latex(distribution.write(distribution.formula))
    st.markdown(_("With the numbers of the sliders:"))
    st.latex(distribution.write(distribution.formula, values))
    mean, variance = distribution.mean(values), distribution.variance(values)
    _render_moment(distribution, distribution.mean_formula, mean, values)
    # The deviation is reckoned from the variance as it is printed.
    fine = digits_for([variance], (lambda variances: math.sqrt(variances[0]), DIGITS))
    _render_moment(distribution, distribution.variance_formula, variance, values, fine)
    deviation = write_setting(math.sqrt(variance), DIGITS)
    st.markdown(_("Standard deviation: √Var = {deviation}").format(deviation=deviation))


def _render_moment(
    distribution: Distribution, template: str, value: float, values: Mapping[str, float], digits: int = DIGITS
) -> None:
    name, _equals, signs = distribution.write(template).partition(" = ")
    numbers = distribution.write(template, values).partition(" = ")[2]
    result = write_result(value, digits)
    if f"= {numbers.strip('()')}" == result:
        result = ""
    if len(signs) + len(numbers) > ROOM_FOR_MOMENT:
        st.latex(rf"\begin{{aligned}} {name} &= {signs} \\ &= {numbers} {result} \end{{aligned}}")
    else:
        st.latex(f"{name} = {signs} = {numbers} {result}")


def render_normal(lesson: Lesson) -> None:
    """Show the normal density taken apart."""
    render_section(lesson, "normal")
    show_exhibit(NORMAL_PARTS, describe_parts())
