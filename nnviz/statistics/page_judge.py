"""Judging a classifier: a threshold over its probabilities, its confusion matrix, and the points it finds hard."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import streamlit as st

from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count, write_fixed, write_percent
from nnviz.core.results import Integers
from nnviz.core.sums import digits_for
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess, render_section
from nnviz.kit.markdown import escape_markdown
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.classifier import Rated, Scores, count_pairs, hardest, rate_classes, rate_threshold
from nnviz.statistics.exhibit_threshold import THRESHOLD, Found, ThresholdPayload, describe_threshold
from nnviz.statistics.judged import Subject
from nnviz.statistics.page_judge_subject import choose_subject

__all__ = ["render_judge"]

GOAL = "find-all"
ENOUGH = 0.95
GUESSED = Rated(tp=0, fp=0, fn=5, tn=95)
COUNTS = (5, 10, 20)
CELLS = 60
MEASURE_DIGITS = 3


def render_judge(lesson: Lesson) -> None:
    """Show the sections on judging a classifier."""
    render_section(lesson, "judging")
    _render_experiment(lesson)


@st.fragment
def _render_experiment(lesson: Lesson) -> None:
    activate_language()
    _render_guess()
    source, part, classes = st.columns([5, 2, 4], gap="medium")
    subject = choose_subject(source, part)
    with classes:
        yes = _choose_yes(subject)
    payload = describe_threshold(subject, yes)
    show_exhibit(THRESHOLD, payload, on_message=lambda found: _take(payload, found))
    render_section(lesson, "hard")
    _render_hardest(subject)
    render_section(lesson, "classes")
    _render_classes(subject)


def _render_guess() -> None:
    prompt = _("5 of 100 points are “yes”. A program always says “no”. How many percent of its answers are right?")
    render_guess("judge_never", prompt, _reveal_never, unit="%")


def _reveal_never(_guess: Guess) -> None:
    text = _(
        "**{percent}** are right, and it has found nothing: its recall is {recall}. "
        "Make one class rare below and compare your threshold with “always no”."
    )
    known = {"percent": write_percent(GUESSED.accuracy), "recall": write_percent(GUESSED.recall)}
    st.markdown(text.format(**known))


def _choose_yes(subject: Subject) -> int:
    """Return the class that counts as "yes"; all others are "no"."""
    names = subject.data.class_names
    chosen = st.pills(
        _("Which class is “yes”?"),
        range(len(names)),
        default=1,
        key=session.widget_key(f"judge_yes_{len(names)}"),
        format_func=lambda place: escape_markdown(names[place]),
        required=True,
    )
    return int(chosen or 0)


def _take(payload: ThresholdPayload, found: Found) -> None:
    """Note that the goal is reached, after counting again what the browser reports."""
    if found.mixture >= len(payload["mixtures"]):
        return
    keep = payload["mixtures"][found.mixture]["keep"]
    scores, positive = np.array(payload["scores"])[keep], np.array(payload["positive"], dtype=np.bool_)[keep]
    rated = rate_threshold(scores, positive, found.threshold)
    if rated.recall >= ENOUGH and rated.precision < ENOUGH:
        reach_goal(GOAL)


# The hardest points


def _render_hardest(subject: Subject) -> None:
    from nnviz.statistics.figures import hardest_figure, losses_figure

    count = st.segmented_control(
        _("How many of the hardest"),
        COUNTS,
        default=COUNTS[0],
        key=session.widget_key("judge_hardest_count"),
        required=True,
    )
    places = hardest(subject.scores, int(count or COUNTS[0]))
    left, right = st.columns(2, gap="large")
    with left:
        _show(losses_figure(subject.scores.losses, places), "losses")
        losses = subject.scores.losses
        text = ngettext(
            "Loss of this point: **{mean}**.", "Mean loss of these {count} points: **{mean}**.", len(losses)
        )
        st.markdown(text.format(count=write_count(len(losses)), mean=write_fixed(float(losses.mean()), 4)))
    with right:
        _show(hardest_figure(subject.boundary(CELLS), subject.data, subject.scores.rows[places]), "hardest")
    st.markdown(_hardest_table(subject, places))


def _show(figure: Any, name: str) -> None:
    st.plotly_chart(figure, key=session.widget_key(f"judge_{name}"), config={"displayModeBar": False})


def _hardest_table(subject: Subject, places: Integers) -> str:
    names = [escape_markdown(name) for name in subject.data.class_names]
    axes = [escape_markdown(name) for name in subject.data.axis_names]
    # Few columns, whose cells can break: so the table fits a phone.
    head = ["\\#", ", ".join(axes), _("really → said"), _("p of the true class"), _("loss")]
    rows = [head, ["---:", "---", "---", "---:", "---:"]]
    rows += [_hardest_row(subject, number, int(place), names) for number, place in enumerate(places, 1)]
    return _table(rows)


def _hardest_row(subject: Subject, number: int, place: int, names: list[str]) -> list[str]:
    scores = subject.scores
    true = int(scores.classes[place])
    position = ", ".join(_number(float(coordinate), 2) for coordinate in subject.data.points[scores.rows[place]])
    said = f"{names[true]} → {names[int(scores.predicted[place])]}"
    chance = write_fixed(float(scores.probabilities[place, true]), 4)
    return [str(number), position, said, chance, write_fixed(float(scores.losses[place]), 3)]


def _table(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _number(value: float, digits: int = MEASURE_DIGITS) -> str:
    return "–" if math.isnan(value) else write_fixed(value, digits)


# Several classes


def _render_classes(subject: Subject) -> None:
    from nnviz.statistics.figures import matrix_figure

    matrix = _matrix(subject.scores, subject.data.n_classes)
    rated = rate_classes(matrix)
    left, right = st.columns(2, gap="large")
    with left:
        _show(matrix_figure(matrix, subject.data.class_names), "matrix")
    with right:
        right_ones, total = int(np.trace(matrix)), int(matrix.sum())
        text = _("On the diagonal: {right} of {total} points, an accuracy of **{accuracy}**.")
        st.markdown(text.format(right=right_ones, total=total, accuracy=write_fixed(right_ones / total, 3)))
        st.markdown(_classes_table(rated, [escape_markdown(name) for name in subject.data.class_names]))
        if any(math.isnan(counts.precision) for counts in rated):
            st.info(_("– means 0 / 0: the network never said this class, so it has no precision."))


def _matrix(scores: Scores, n_classes: int) -> Integers:
    return count_pairs(scores.classes, scores.predicted, n_classes)


def _classes_table(rated: tuple[Rated, ...], names: list[str]) -> str:
    columns = [_measure_column([getattr(counts, name) for counts in rated]) for name in ("precision", "recall", "f1")]
    rows = [[_("class"), "Precision", "Recall", "F1", _("points")], ["---", "---:", "---:", "---:", "---:"]]
    for place, (name, counts) in enumerate(zip(names, rated, strict=True)):
        rows.append([name, *(column[place] for column in columns), write_count(counts.tp + counts.fn)])
    rows.append([_("mean (macro)"), *(column[-1] for column in columns), ""])
    return _table(rows)


def _measure_column(values: list[float]) -> list[str]:
    """Return a measure of each class, and below the mean of what is printed; without a value for one it has none."""
    mean = float(np.mean(values))
    if math.isnan(mean):
        return [_number(value) for value in (*values, mean)]
    fine = digits_for(values, (lambda measures: float(np.mean(measures)), MEASURE_DIGITS), write=write_fixed)
    return [*(write_fixed(value, fine) for value in values), write_fixed(mean, MEASURE_DIGITS)]
