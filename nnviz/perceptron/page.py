"""The chapter on the perceptron: a line learnt one example at a time, and what it cannot learn."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from nnviz.core.i18n import N_, _, ngettext
from nnviz.core.numbers import to_tex, write_setting
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import (
    Guess,
    reach_goal,
    render_goals,
    render_guess,
    render_listing,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.lessons.lesson import Lesson, load_lesson
from nnviz.perceptron.exhibit import (
    DOMAIN,
    ETAS,
    TRAINING,
    Ended,
    Placed,
    Rate,
    close_bound,
    describe_training,
    run_id,
)
from nnviz.perceptron.exhibit_hidden import HIDDEN, describe_hidden
from nnviz.perceptron.hidden_space import HiddenLearning, learn_hidden
from nnviz.perceptron.inequalities import explain_contradiction
from nnviz.perceptron.rule import GATES, Point, Trace, train_trace
from nnviz.perceptron.rule_listing import perceptron_listing
from nnviz.perceptron.separation import Contradiction, Separator, find_separator

__all__ = ["render_perceptron"]

CHAPTER = "perceptron"
DRAWN = "drawn"
DATA: Mapping[str, str] = MappingProxyType(
    {"and": N_("AND"), "or": N_("OR"), "nand": N_("NAND"), "xor": N_("XOR"), DRAWN: N_("Your own points")}
)
FIRST_POINTS: tuple[Point, ...] = (
    (0, 0.0, 0.25),
    (1, 1.0, 0.75),
    (0, 0.25, 0.875),
    (1, 1.25, 0.25),
    (0, -0.25, 0.625),
    (1, 0.75, 1.25),
)
MANY_MISTAKES = 20
FEW_MISTAKES = 8

POINTS = session.widget_key("perceptron_points")
ETA = session.widget_key("perceptron_eta")
ENDED = session.widget_key("perceptron_ended")


def render_perceptron() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    render_title(lesson)
    render_goals(lesson)
    rule, gates = st.columns([3, 2], gap="large")
    with rule:
        render_section(lesson, "rule")
    with gates:
        render_section(lesson, "gates")
        st.markdown(_truth_table())
    _render_experiments(lesson)
    render_table(lesson)
    render_playground_links(lesson)
    render_practice(CHAPTER)


def _truth_table() -> str:
    """Return the four gates as a Markdown table."""
    heads = ["x₁", "x₂", *(_(DATA[name]) for name in GATES)]
    rows = [
        [write_setting(corner[1]), write_setting(corner[2]), *(str(points[place][0]) for points in GATES.values())]
        for place, corner in enumerate(GATES["and"])
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


@st.fragment
def _render_experiments(lesson: Lesson) -> None:
    """Show all that depends on the points and on η; a change of them reruns only this."""
    activate_language()
    left, right = st.columns(2, gap="large")
    with left:
        render_section(lesson, "train")
        name = _render_choice()
    eta = float(st.session_state.get(ETA, 1.0))
    points = GATES.get(name) or st.session_state.setdefault(POINTS, FIRST_POINTS)
    trace = train_trace(points, eta) if points else None
    line = _find_line(points) if points else None
    if trace is not None and name != DRAWN:
        with right:
            _render_guess(name, trace)
    show_exhibit(TRAINING, describe_training(points, eta, trace, line, drawing=name == DRAWN), on_message=_take)
    if trace is None or line is None:
        return
    ended = st.session_state.get(ENDED) == run_id(points)
    render_section(lesson, "bound")
    if ended:
        _render_reason(trace, line)
        _note_goals(name, trace)
    _render_bridge(lesson, points)
    render_section(lesson, "code")
    render_listing(perceptron_listing(trace), "perceptron")


def _render_choice() -> str:
    """Return what to learn."""
    name = st.segmented_control(
        _("What to learn"),
        list(DATA),
        default="and",
        required=True,
        key=session.widget_key("perceptron_data"),
        format_func=lambda gate: _(DATA[gate]),
    )
    return name or "and"


def _take(message: Ended | Rate | Placed) -> None:
    match message:
        case Ended(id=run):
            st.session_state[ENDED] = run
        case Rate(index=index):
            st.session_state[ETA] = ETAS[index]
        case Placed(points=points):
            st.session_state[POINTS] = points


@functools.lru_cache(maxsize=64)
def _find_line(points: tuple[Point, ...]) -> Separator | Contradiction:
    return find_separator([place for _label, *place in points], [label for label, *_place in points])


@functools.lru_cache(maxsize=16)
def _learn_hidden(points: tuple[Point, ...]) -> HiddenLearning:
    return learn_hidden(points, DOMAIN)


def _render_guess(name: str, trace: Trace) -> None:
    options = {
        "few": _("Done after at most {count} mistakes").format(count=FEW_MISTAKES),
        "many": _("Done after more than {count} mistakes").format(count=FEW_MISTAKES),
        "never": _("Never done"),
    }
    prompt = _("How will the perceptron fare with **{name}**?").format(name=_(DATA[name]))

    def reveal(_guess: Guess) -> None:
        if trace.outcome == "cycle":
            text = _("It is **never done**: from example {shown} on everything repeats.")
            st.markdown(text.format(shown=len(trace.examples) + 1))
        else:
            text = ngettext(
                "It is **done after {count} mistake**.", "It is **done after {count} mistakes**.", trace.mistakes
            )
            st.markdown(text.format(count=trace.mistakes))

    render_guess(f"perceptron_{name}", prompt, reveal, options=options)


def _note_goals(name: str, trace: Trace) -> None:
    if name == "xor" and trace.outcome == "cycle":
        reach_goal("perceptron-cycle")
    if name == DRAWN and trace.outcome == "solved" and trace.mistakes >= MANY_MISTAKES:
        reach_goal("perceptron-many-mistakes")


def _render_reason(trace: Trace, line: Separator | Contradiction) -> None:
    """Show why the run must end, with the numbers, or why it cannot."""
    if isinstance(line, Separator):
        _render_bound(trace, line)
    else:
        _render_contradiction(trace, line)


def _render_bound(trace: Trace, line: Separator) -> None:
    closed = close_bound(line)
    radius, margin = closed.terms
    sign = {"=": "=", "≈": r"\approx"}[closed.signs[0]]
    bound = to_tex(closed.results[0])
    st.latex(
        rf"\left(\frac{{R}}{{\gamma}}\right)^2 \approx \left(\frac{{{radius}}}{{{margin}}}\right)^2 {sign} {bound}"
    )
    text = ngettext(
        "These points need {mistakes} mistake; the bound allows {bound}.",
        "These points need {mistakes} mistakes; the bound allows {bound}.",
        trace.mistakes,
    )
    if trace.outcome == "limit":
        text = _("Examples shown: {shown}. Mistakes: {mistakes}; the bound allows {bound}.")
    st.markdown(text.format(mistakes=trace.mistakes, bound=int(line.bound + 1e-6), shown=len(trace.examples)))


def _render_contradiction(trace: Trace, line: Contradiction) -> None:
    st.subheader(_("Why no line can do it"))
    st.markdown(_("These points each wish something of $w_1$, $w_2$ and $b$:"))
    clash = explain_contradiction(trace.points, line)
    st.markdown("\n".join(_wish_text(trace.points[number], times, wish) for number, times, wish in clash.wishes))
    ones, zeros = clash.both
    text = _("Add up the wishes of class 1: ${one}$. Add up those of class 0: ${zero}$.")
    st.markdown(text.format(one=ones, zero=zeros))
    st.markdown(_("It is the same sum. It can't be both: **no w₁, w₂ and b exist**, however long you train."))


def _wish_text(point: Point, times: str, wish: str) -> str:
    label, x1, x2 = point
    text = _("- point ({x1}, {x2}) of class {label}: ${wish}$")
    if times:
        text = _("- point ({x1}, {x2}) of class {label}: ${wish}$, taken {times} times")
    return text.format(x1=write_setting(x1), x2=write_setting(x2), label=label, wish=wish, times=times)


def _render_bridge(lesson: Lesson, points: tuple[Point, ...]) -> None:
    """Show the same points with a hidden layer."""
    render_section(lesson, "hidden")
    if len({label for label, *_place in points}) < 2:
        st.info(_("Place points of both classes to see this."), icon=":material/info:")
        return
    learning = _learn_hidden(points)
    show_exhibit(HIDDEN, describe_hidden(learning))
    if not learning.solved:
        st.info(_("Two hidden units are too few for these points. More units could do it."), icon=":material/info:")
