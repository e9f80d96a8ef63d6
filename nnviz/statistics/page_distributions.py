"""The distributions: curves that follow their sliders, an interval to drag, samples, and the formulas with numbers."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import streamlit as st

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import to_tex, write_number
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import reach_goal, render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.distributions import DISTRIBUTIONS, Distribution, read_parameters

__all__ = ["current_values", "render_distributions", "render_normal"]

DRAWING = "nnviz_distribution"
NAME, SHOWN, REPLY = (session.widget_key(f"statistics_{name}") for name in ("distribution", "shown", "shown_reply"))
FIRST = "normal"
COUNTS = (0, 10, 100, 1_000, 5_000)
FARTHEST = 100.0
FIRST_X = 1.5
GOAL = "interval-95"
GOAL_SIGMA, GOAL_SHARE, GOAL_TOLERANCE = 2.0, 0.95, 0.01


@dataclass(frozen=True, slots=True)
class Shown:
    """How a distribution is shown: its parameters, the interval, and the samples."""

    values: Mapping[str, float] = field(default_factory=dict)
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    seed: int = 1


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
    return Shown(values, round(low, 2), round(max(low, high), 2))


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
        mount_drawing("statistics/distribution", DRAWING, _describe(name, shown), _take)
    with text:
        _render_formulas(distribution, shown)
    if _takes_in_95_percent(name, shown):
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


def _take() -> None:
    """Take over what was moved; what is out of range is brought inside, what is no number changes nothing."""
    sent: Any = (st.session_state.get(DRAWING) or {}).get("change")
    if not isinstance(sent, dict) or not isinstance(sent.get("seq"), int):
        return
    st.session_state[REPLY] = sent["seq"]
    name = sent.get("name")
    if isinstance(name, str) and name in DISTRIBUTIONS:
        known = st.session_state.get(SHOWN, {})
        st.session_state[SHOWN] = {**known, name: _change(name, _shown(name), sent)}


def _change(name: str, shown: Shown, sent: Mapping[str, Any]) -> Shown:
    if isinstance(given := sent.get("values"), dict):
        shown = replace(shown, values=read_parameters(name, given))
    low, high = _read_place(sent.get("low")), _read_place(sent.get("high"))
    if low is not None and high is not None and low <= high:
        shown = replace(shown, low=low, high=high)
    if sent.get("count") in COUNTS:
        shown = replace(shown, count=int(sent["count"]))
    seed = sent.get("seed")
    return replace(shown, seed=seed) if isinstance(seed, int) and 0 <= seed < 2**31 else shown


def _read_place(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and abs(value) <= FARTHEST else None


def _takes_in_95_percent(name: str, shown: Shown) -> bool:
    if name != "normal" or shown.values["sigma"] != GOAL_SIGMA:
        return False
    return abs(DISTRIBUTIONS[name].interval(shown.low, shown.high, shown.values) - GOAL_SHARE) < GOAL_TOLERANCE


@functools.lru_cache(maxsize=128)
def _samples(name: str, values: tuple[tuple[str, float], ...], count: int, seed: int) -> tuple[float, ...]:
    drawn = DISTRIBUTIONS[name].draw(np.random.default_rng(seed), (count,), dict(values))
    return tuple(drawn.round(4).tolist())


def _describe(name: str, shown: Shown) -> dict[str, Any]:
    distribution = DISTRIBUTIONS[name]
    return {
        "name": name,
        "lang": active_language(),
        "parameters": _describe_parameters(distribution),
        "values": dict(shown.values),
        "low": shown.low,
        "high": shown.high,
        "count": shown.count,
        "counts": list(COUNTS),
        "samples": _samples(name, tuple(shown.values.items()), shown.count, shown.seed),
        "seed": shown.seed,
        "reply": st.session_state.get(REPLY, 0),
        "words": _words(distribution.discrete),
    }


def _describe_parameters(distribution: Distribution) -> list[dict[str, Any]]:
    return [{**asdict(one), "label": _(one.label)} for one in distribution.parameters]


def _words(discrete: bool) -> dict[str, str]:
    return {
        "density_plot": _("Density, with the interval to drag"),
        "mass_plot": _("Probability of each value, with the interval to drag"),
        "cumulative_plot": _("Cumulative curve"),
        "density": _("density f(x)"),
        "mass": _("P(X = x)"),
        "cumulative": _("F(x) = P(X ≤ x)"),
        "lower": _("Lower end of the interval"),
        "upper": _("Upper end of the interval"),
        "rule": "μ ± {times}σ",
        "samples": _("Samples"),
        "again": _("New samples"),
        "interval": "P({low} ≤ X ≤ {high}) = {probability}",
        "counted": _("Samples in the interval: {inside} of {count}, a share of {share}."),
        "key_curve": _("probability") if discrete else _("density"),
        "key_inside": _("in the interval"),
        "key_mean": _("mean, and a standard deviation to each side"),
        "key_sample": _("share of the samples"),
    }


def _render_formulas(distribution: Distribution, shown: Shown) -> None:
    """Show what the distribution is for, and its formulas, with signs and with the current numbers."""
    values = shown.values
    headline = _("In deep learning")
    st.markdown(f"**{headline}:** {_(distribution.use)}")
    st.latex(distribution.write(distribution.formula))
    st.markdown(_("With the numbers of the sliders:"))
    st.latex(distribution.write(distribution.formula, values))
    _render_moment(distribution, distribution.mean_formula, distribution.mean(values), values)
    _render_moment(distribution, distribution.variance_formula, distribution.variance(values), values)
    deviation = math.sqrt(distribution.variance(values))
    st.markdown(_("Standard deviation: √Var = {deviation}").format(deviation=write_number(deviation, 4)))


def _render_moment(distribution: Distribution, template: str, value: float, values: Mapping[str, float]) -> None:
    name, _equals, signs = distribution.write(template).partition(" = ")
    numbers = distribution.write(template, values).partition(" = ")[2]
    written = to_tex(write_number(value, 4))
    result = numbers if numbers.strip("()") == written else f"{numbers} = {written}"
    st.latex(f"{name} = {signs} = {result}")


def render_normal(lesson: Lesson) -> None:
    """Show the normal density taken apart."""
    render_section(lesson, "normal")
    mount_drawing("statistics/normal_parts", "nnviz_normalparts", _describe_parts())


def _describe_parts() -> dict[str, Any]:
    return {
        "lang": active_language(),
        "parameters": _describe_parameters(DISTRIBUTIONS["normal"]),
        "x": FIRST_X,
        "words": {
            "title0": _("1. The exponent"),
            "title1": _("2. e to that power"),
            "title2": _("3. Times the factor"),
            "said0": "z = ({x} − {mu}) / {sigma} = {z},  −z²/2 = {exponent}",
            "said1": "e^({exponent}) = {power}",
            "said2": "1 / ({sigma}·√(2π)) = {factor},  {factor} · {power} = {density}",
            "plot0": _("The exponent −z²/2 over x"),
            "plot1": _("e to the power of −z²/2 over x"),
            "plot2": _("The density over x, with the area 1 shaded"),
            "axis0": "−z²/2",
            "axis1": "e^(−z²/2)",
            "axis2": "f(x)",
            "key_curve": _("with the numbers of the sliders; drag x in any of the pictures"),
            "key_usual": _("for comparison: μ = 0, σ = 1"),
        },
    }
