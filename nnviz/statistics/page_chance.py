"""Throws of a coin or a die, and the means of many samples: two experiments with chance."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import streamlit as st

from nnviz.core.i18n import N_, _
from nnviz.core.numbers import write_count, write_fixed
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess, render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.chance import MOST_THROWS, Throws, face_probabilities, throw
from nnviz.statistics.distributions import DISTRIBUTIONS
from nnviz.statistics.exhibit_chance import CHANCE, FAIR, MEANS, Device, Thrown, describe_means, describe_throws
from nnviz.statistics.page_distributions import current_values

__all__ = ["render_means", "render_throws"]

THROWN, MEANS_SEED = (session.widget_key(f"statistics_{name}") for name in ("thrown", "means"))
FIRST = Thrown("coin", FAIR["coin"], 0, 1)
DEVICES: dict[Device, str] = {"coin": N_("Coin"), "die": N_("Die")}
GOAL = "law-of-large-numbers"
GOAL_THROWS = 10_000
GOAL_DISTANCE = 0.01
GUESSED = (100, 10_000, MOST_THROWS)
GUESS_RUNS = 20
REPEATS = (100, 1_000, 5_000)


def render_throws(lesson: Lesson) -> None:
    """Show the experiment with coin and die beside its text."""
    _render_beside(lesson, "chance", _render_throws)


def _render_beside(lesson: Lesson, section: str, render_experiment: Callable[[], None]) -> None:
    text, experiment = st.columns([3, 8], gap="large")
    with text:
        render_section(lesson, section)
    with experiment:
        render_experiment()


@st.fragment
def _render_throws() -> None:
    activate_language()
    now = _choose_device()
    throws = throw(face_probabilities(now.device, now.chance), now.count, now.seed)
    show_exhibit(CHANCE, describe_throws(now, throws), on_message=_take_throws)
    _render_guess()
    if _is_close(now, throws):
        reach_goal(GOAL)


def _choose_device() -> Thrown:
    now: Thrown = st.session_state.get(THROWN, FIRST)
    device = st.segmented_control(
        _("What to throw"),
        list(DEVICES),
        default=now.device,
        required=True,
        key=session.widget_key("statistics_kind"),
        format_func=lambda name: _(DEVICES[name]),
    )
    if device in DEVICES and device != now.device:
        now = st.session_state[THROWN] = Thrown(device, FAIR[device], 0, now.seed)
    return now


def _take_throws(asked: Thrown) -> None:
    """Throw as the browser asks, if it is still the coin or the die that is shown."""
    if asked.device == st.session_state.get(THROWN, FIRST).device:
        st.session_state[THROWN] = asked


def _is_close(now: Thrown, throws: Throws) -> bool:
    """Whether something loaded was thrown often, and its share is close to its probability."""
    loaded = abs(now.chance - FAIR[now.device]) > 0.05 and 0.0 < now.chance < 1.0
    return loaded and now.count >= GOAL_THROWS and abs(throws.frequencies[-1] - now.chance) < GOAL_DISTANCE


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
    # Means of 20 whole numbers have two digits after the point: the last column follows from what is printed.
    rows = [
        [write_count(count), write_fixed(distance, 2), write_fixed(distance / count, 4)]
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
    _render_beside(lesson, "means", _render_means)


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
            format_func=lambda offered: _(DISTRIBUTIONS[offered].label),
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
    show_exhibit(MEANS, describe_means(name, current_values(name), many or REPEATS[1], seed))
    if st.button(_("Draw new samples"), key=session.widget_key("statistics_means_again"), icon=":material/casino:"):
        st.session_state[MEANS_SEED] = seed + 1
        st.rerun(scope="fragment")
