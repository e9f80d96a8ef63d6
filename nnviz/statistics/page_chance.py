"""Throws of a coin or a die, and the means of many samples: two experiments with chance."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from nnviz.core.i18n import N_, _, active_language
from nnviz.core.numbers import plural_words, write_count, write_fixed
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess, render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.chance import (
    MOST_THROWS,
    MeansHistogram,
    Throws,
    face_probabilities,
    sample_means,
    throw,
)
from nnviz.statistics.distributions import DISTRIBUTIONS
from nnviz.statistics.page_distributions import current_values

__all__ = ["render_means", "render_throws"]

DRAWING = "nnviz_chance"
THROWN, REPLY, MEANS_SEED = (session.widget_key(f"statistics_{name}") for name in ("thrown", "thrown_reply", "means"))
FAIR = {"coin": 0.5, "die": 1 / 6}
KINDS = {"coin": N_("Coin"), "die": N_("Die")}
DIE_SIGNS = ("⚀", "⚁", "⚂", "⚃", "⚄", "⚅")
GOAL = "law-of-large-numbers"
GOAL_THROWS = 10_000
GOAL_DISTANCE = 0.01
GUESSED = (100, 10_000, MOST_THROWS)
GUESS_RUNS = 20
REPEATS = (100, 1_000, 5_000)
FIRST_SIZE = 1


@dataclass(frozen=True, slots=True)
class Thrown:
    """What is thrown, how it is loaded, how often, and with which random numbers."""

    kind: str = "coin"
    chance: float = 0.5
    count: int = 0
    seed: int = 1


def render_throws(lesson: Lesson) -> None:
    """Show the experiment with coin and die beside its text."""
    text, experiment = st.columns([3, 8], gap="large")
    with text:
        render_section(lesson, "chance")
    with experiment:
        _render_throws()


@st.fragment
def _render_throws() -> None:
    activate_language()
    now = _choose_kind()
    thrown = throw(face_probabilities(now.kind, now.chance), now.count, now.seed)
    mount_drawing("statistics/chance", DRAWING, _describe_throws(now, thrown), _take_throws)
    _render_guess()
    if _is_close(now, thrown):
        reach_goal(GOAL)


def _choose_kind() -> Thrown:
    now: Thrown = st.session_state.get(THROWN, Thrown())
    kind = st.segmented_control(
        _("What to throw"),
        list(KINDS),
        default=now.kind,
        required=True,
        key=session.widget_key("statistics_kind"),
        format_func=lambda name: _(KINDS[name]),
    )
    if kind in KINDS and kind != now.kind:
        now = st.session_state[THROWN] = Thrown(kind, FAIR[kind], seed=now.seed)
    return now


def _take_throws() -> None:
    """Take over what the browser asks for; what can't be is left as it is."""
    sent: Any = (st.session_state.get(DRAWING) or {}).get("change")
    if not isinstance(sent, dict) or not isinstance(sent.get("seq"), int):
        return
    st.session_state[REPLY] = sent["seq"]
    now: Thrown = st.session_state.get(THROWN, Thrown())
    if sent.get("kind") == now.kind:
        st.session_state[THROWN] = _change(now, sent)


def _change(now: Thrown, sent: Mapping[str, Any]) -> Thrown:
    chance, count, seed = (sent.get(name) for name in ("chance", "count", "seed"))
    if isinstance(chance, (int, float)) and 0.0 <= chance <= 1.0:
        now = replace(now, chance=float(chance))
    if isinstance(count, int) and 0 <= count <= MOST_THROWS:
        now = replace(now, count=count)
    return replace(now, seed=seed) if isinstance(seed, int) and 0 <= seed < 2**31 else now


def _is_close(now: Thrown, thrown: Throws) -> bool:
    """Whether something loaded was thrown often, and its share is close to its probability."""
    loaded = abs(now.chance - FAIR[now.kind]) > 0.05 and 0.0 < now.chance < 1.0
    return loaded and now.count >= GOAL_THROWS and abs(thrown.frequencies[-1] - now.chance) < GOAL_DISTANCE


def _describe_throws(now: Thrown, thrown: Throws) -> dict[str, Any]:
    coin = now.kind == "coin"
    return {
        "kind": now.kind,
        "lang": active_language(),
        "faces": [_("tail"), _("head")] if coin else list("123456"),
        "signs": [_("T"), _("H")] if coin else list(DIE_SIGNS),
        "chance": now.chance,
        "fair": FAIR[now.kind],
        "count": now.count,
        "seed": now.seed,
        "most": MOST_THROWS,
        "probabilities": thrown.probabilities.tolist(),
        "counts": thrown.counts.tolist(),
        "at": thrown.at.tolist(),
        "frequencies": thrown.frequencies.round(6).tolist(),
        "latest": thrown.latest.tolist(),
        "reply": st.session_state.get(REPLY, 0),
        "words": _throw_words(coin),
        "plurals": {
            "throws": plural_words("{count} throw", "{count} throws"),
            "hits": plural_words("{count} head", "{count} heads")
            if coin
            else plural_words("{count} six", "{count} sixes"),
        },
    }


def _hit_forms(coin: bool) -> dict[str, str]:
    return plural_words("{count} head", "{count} heads") if coin else plural_words("{count} six", "{count} sixes")


def _throw_words(coin: bool) -> dict[str, str]:
    return {
        "throw": _("Throw:"),
        "again": _("Start again"),
        "load": _("Probability of a head") if coin else _("Probability of a six"),
        "fair": _("Fair"),
        "start": _("Nothing thrown yet. Press +1 a few times, then +100."),
        "said": _("{throws}, {hits}: relative frequency {share}, probability {chance}, difference {distance}."),
        "full": _("More than {most} throws are not made here. “Start again” begins anew.").format(
            most=write_count(MOST_THROWS)
        ),
        "latest": _("Latest:"),
        "curve": _("Relative frequency over the number of throws, with the probability as a dashed line"),
        "bars": _("How often each side came, with the expected number as a dashed line"),
        "across": _("number of throws (each step is ten times as many)"),
        "up": _("relative frequency"),
        "how_often": _("how often"),
    }


def _render_guess() -> None:
    prompt = _(
        "A fair coin is thrown 100 times, 10,000 times, {most} times. What happens to the **number** of heads too many "
        "or too few, and to the **share** of heads?"
    )
    options = {
        "both": _("Both get smaller: chance evens out"),
        "share": _("The number grows, yet the share comes closer to 1/2"),
        "none": _("Neither gets smaller"),
    }
    render_guess("statistics_large", prompt.format(most=write_count(MOST_THROWS)), _reveal_guess, options=options)


def _reveal_guess(_guess: Guess) -> None:
    heads = [_("throws"), _("heads too many or too few"), _("share of heads away from 1/2")]
    rows = [
        [write_count(count), write_fixed(distance, 1), write_fixed(distance / count, 4)]
        for count, distance in _mean_distances()
    ]
    st.markdown("\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---:"] * 3, *rows]))
    text = _(
        "These are averages of {runs} runs made just now. **The number grows, and still the share comes closer to "
        "1/2**: a coin has no memory and makes up for nothing. A surplus only weighs less among more throws."
    )
    st.markdown(text.format(runs=GUESS_RUNS))


@functools.lru_cache(maxsize=1)
def _mean_distances() -> tuple[tuple[int, float], ...]:
    """Return the mean distance of the number of heads from n / 2, for each number of throws."""
    fair = face_probabilities("coin", 0.5)
    return tuple(
        (count, float(np.mean([abs(throw(fair, count, seed).counts[1] - count / 2) for seed in range(GUESS_RUNS)])))
        for count in GUESSED
    )


# Means of samples


def render_means(lesson: Lesson) -> None:
    """Show the experiment with means of samples beside its text."""
    text, experiment = st.columns([3, 8], gap="large")
    with text:
        render_section(lesson, "means")
    with experiment:
        _render_means()


@st.fragment
def _render_means() -> None:
    activate_language()
    seed = int(st.session_state.setdefault(MEANS_SEED, 1))
    chosen, repeats = st.columns([3, 2])
    with chosen:
        name = st.selectbox(
            _("Values are drawn from"),
            list(DISTRIBUTIONS),
            index=list(DISTRIBUTIONS).index("exponential"),
            key=session.widget_key("statistics_means_of"),
            format_func=lambda one: _(DISTRIBUTIONS[one].label),
            help=_("With the parameters set in the experiment above."),
        )
    with repeats:
        many = st.segmented_control(
            _("Number of samples"),
            REPEATS,
            default=REPEATS[1],
            required=True,
            key=session.widget_key("statistics_repeats"),
            format_func=write_count,
        )
    mount_drawing("statistics/means", "nnviz_means", _describe_means(name, many or REPEATS[1], seed))
    if st.button(_("Draw new samples"), key=session.widget_key("statistics_means_again"), icon=":material/casino:"):
        st.session_state[MEANS_SEED] = seed + 1
        st.rerun(scope="fragment")


@functools.lru_cache(maxsize=64)
def _means_of(name: str, values: tuple[tuple[str, float], ...], repeats: int, seed: int) -> tuple[MeansHistogram, ...]:
    return sample_means(DISTRIBUTIONS[name], dict(values), repeats, seed)


def _describe_means(name: str, repeats: int, seed: int) -> dict[str, Any]:
    values = current_values(name)
    distribution = DISTRIBUTIONS[name]
    found = _means_of(name, tuple(values.items()), repeats, seed)
    return {
        "lang": active_language(),
        "sizes": [_describe_histogram(one) for one in found],
        "first": FIRST_SIZE,
        "mean": distribution.mean(values),
        "deviation": float(np.sqrt(distribution.variance(values))),
        "repeats": repeats,
        "words": {
            "plot": _("Means of many samples as bars, with the normal curve"),
            "size": _("Values in each sample, n ="),
            "zoom": _("Zoom in"),
            "said": _("n = {n}: the means have mean {mean} and standard deviation {deviation}."),
            "theory": _("Theory: mean μ = {mu}, standard deviation σ / √n = {error}."),
            "across": _("mean of a sample"),
            "up": _("density"),
            "key_bars": _("means of the samples that were drawn"),
            "key_curve": _("normal curve N(μ, σ²/n)"),
        },
    }


def _describe_histogram(one: MeansHistogram) -> dict[str, Any]:
    return {
        "start": one.start,
        "width": one.width,
        "counts": one.counts.tolist(),
        "mean": one.mean,
        "deviation": one.deviation,
    }
