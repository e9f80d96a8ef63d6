"""Data on a line: points to add, drag and remove, what describes them, and the sums written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from nnviz.core.accepts import Whole
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import to_tex, write_setting
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.fields import number_field
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, reach_goal, render_guess, render_listing, render_section
from nnviz.kit.markdown import escape_markdown
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.course_listing import LARGEST_SEED, MOST_NUMBERS, course_listing
from nnviz.statistics.describe import Summary, ask_libraries, describe
from nnviz.statistics.exhibit_line import NUMBER_LINE, Placed, describe_line
from nnviz.statistics.line import USUAL, Line, line_for
from nnviz.statistics.page_data import MOST_TYPED, read_values, render_file
from nnviz.statistics.sums import write_deviation, write_mean, write_median, write_range, write_variance

__all__ = ["render_describe"]

LINE = session.widget_key("statistics_line")
TYPED = session.widget_key("statistics_typed")
FIRST_VALUES = (2.0, 4.0, 6.0)
MOST_LISTED = 40
GOAL = "mean-runs-away"
GOAL_DISTANCE = 2.0
GUESSED_OUTLIER = 60.0


def render_describe(lesson: Lesson) -> None:
    """Show the section with the line, the numbers that describe its points, and the course's program."""
    render_section(lesson, "describing")
    _render_experiment(lesson)


@st.fragment
def _render_experiment(lesson: Lesson) -> None:
    activate_language()
    _render_guess()
    _render_sources()
    line: Line = st.session_state.get(LINE, line_for(FIRST_VALUES))
    show_exhibit(NUMBER_LINE, describe_line(line), on_message=_take)
    summary = describe(line.values)
    left, right = st.columns(2, gap="large")
    with left:
        _render_middle(summary)
    with right:
        _render_order(summary)
    name = _("Variance and standard deviation, as in the course (divided by n)")
    st.markdown(f"**{name}**")
    _render_variance(summary, estimate=False)
    render_section(lesson, "divide")
    _render_divisors(summary)
    render_section(lesson, "code")
    _render_code(line)
    if abs(summary.mean - summary.median) >= GOAL_DISTANCE and line.high <= USUAL[1]:
        reach_goal(GOAL)


# Where the values come from


def _render_sources() -> None:
    typed, file = st.columns([3, 2], vertical_alignment="bottom")
    with typed:
        st.text_input(
            _("Type your own numbers"),
            key=TYPED,
            placeholder="2, 4, 6",
            max_chars=4000,
            help=_("With commas, blanks or semicolons between them, at most {most}.").format(most=MOST_TYPED),
            on_change=_take_typed,
        )
    with file, st.popover(_("Column of a CSV file"), icon=":material/upload_file:", width="stretch"):
        if values := render_file():
            st.session_state[LINE] = line_for(values)
            st.session_state[session.widget_key("statistics_refused")] = ""
    if refused := st.session_state.get(session.widget_key("statistics_refused")):
        kept = _("The values before stay.")
        st.warning(f"{escape_markdown(refused)} {kept}", icon=":material/info:")


def _take_typed() -> None:
    activate_language()
    refused = ""
    try:
        st.session_state[LINE] = line_for(read_values(st.session_state[TYPED], "numbers"))
    except InputError as error:
        refused = str(error)
    st.session_state[session.widget_key("statistics_refused")] = refused


def _take(placed: Placed) -> None:
    line: Line = st.session_state.get(LINE, line_for(FIRST_VALUES))
    st.session_state[LINE] = replace(line, values=tuple(placed.values))


# What describes them


def _render_middle(summary: Summary) -> None:
    name = _("Mean")
    st.markdown(f"**{name}**")
    st.markdown(rf"$\displaystyle {write_mean(summary)}$")
    name = _("Median")
    st.markdown(f"**{name}:** " + _("the middle of the sorted values"))
    st.markdown(rf"${write_median(summary)} \;\;\to\;\; {to_tex(write_setting(summary.median))}$")


def _say_mode(summary: Summary) -> str:
    if not summary.modes:
        return _("none, since no value is there twice.")
    shown = ", ".join(write_setting(value) for value in summary.modes[:8])
    times = ngettext("{count} time", "{count} times", summary.repeats).format(count=summary.repeats)
    if len(summary.modes) == 1:
        return _("{value}, which is there {times}.").format(value=shown, times=times)
    text = _("several: {values}. Each of these {count} values is there {times}.")
    return text.format(values=shown + ("…" if len(summary.modes) > 8 else ""), count=len(summary.modes), times=times)


def _render_order(summary: Summary) -> None:
    """Show what the sorted values tell besides the median."""
    first, _middle, third = summary.quartiles
    name = _("Mode")
    st.markdown(f"**{name}:** {_say_mode(summary)}", help=_("The value that is there most often, and at least twice."))
    name = _("Range")
    st.markdown(f"**{name}:** ${write_range(summary)}$")
    name = _("Quartiles")
    quartiles = f"Q₁ = {write_setting(first)}, Q₂ = {write_setting(summary.median)}, Q₃ = {write_setting(third)}"
    st.markdown(f"**{name}:** {quartiles}")
    st.caption(_("A quarter of the values lie below Q₁, a quarter above Q₃. Between two values NumPy goes evenly."))


def _render_variance(summary: Summary, *, estimate: bool) -> None:
    st.latex(write_variance(summary, estimate=estimate))
    st.latex(write_deviation(summary, estimate=estimate))


# n against n - 1


def _render_divisors(summary: Summary) -> None:
    divisor = st.segmented_control(
        _("Divide by"),
        ("n", "n − 1"),
        default="n − 1",
        required=True,
        key=session.widget_key("statistics_divisor"),
    )
    if summary.values.size < 2:
        st.info(_("With a single value n − 1 is 0: nothing can be divided. Add a point."), icon=":material/info:")
        return
    _render_variance(summary, estimate=divisor != "n")
    st.markdown(_library_table(summary))


def _library_table(summary: Summary) -> str:
    """Return what NumPy and PyTorch give for these values, as a Markdown table."""
    answers = ask_libraries(summary.values)
    rows = [
        [_("call"), _("divides by"), _("variance")],
        ["---", ":---:", "---:"],
        ["`np.var(x)`", "n", write_setting(answers.numpy_var)],
        ["`np.var(x, ddof=1)`", "n − 1", write_setting(answers.numpy_var_ddof_1)],
        ["`torch.var(x)`", "n − 1", write_setting(answers.torch_var)],
        ["`torch.var(x, correction=0)`", "n", write_setting(answers.torch_var_correction_0)],
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


# The guess, and the program


def _render_guess() -> None:
    prompt = _("Three values: 2, 4, 6. The last one is mistyped as {outlier}. Which moves more, mean or median?")
    options = {
        "mean": _("The mean moves more"),
        "median": _("The median moves more"),
        "both": _("Both move alike"),
    }
    shown = prompt.format(outlier=write_setting(GUESSED_OUTLIER))
    render_guess("statistics_outlier", shown, _reveal_outlier, options=options)


def _reveal_outlier(_guess: Guess) -> None:
    before, after = describe(FIRST_VALUES), describe((*FIRST_VALUES[:-1], GUESSED_OUTLIER))
    text = _(
        "Mean: {mean_before} → **{mean_after}**. Median: {median_before} → **{median_after}**. The mean takes every "
        "value into its sum, the median asks only which one stands in the middle. Try it: drag a point far away."
    )
    known = {"mean_before": before.mean, "mean_after": after.mean}
    known |= {"median_before": before.median, "median_after": after.median}
    st.markdown(text.format(**{name: write_setting(value) for name, value in known.items()}))


def _render_code(line: Line) -> None:
    seed_field, count_field, _rest = st.columns([1, 1, 2])
    with seed_field:
        seed = number_field("statistics_seed", _("Seed"), 1, Whole(0, LARGEST_SEED))
    with count_field:
        count = number_field("statistics_count", _("Random numbers"), 1000, Whole(2, MOST_NUMBERS))
    if 2 <= len(line.values) <= MOST_LISTED:
        values: Sequence[float] = line.values
    else:
        values = FIRST_VALUES
        message = _("The program takes 2 to {most} values; it shows 2, 4, 6 until then.").format(most=MOST_LISTED)
        st.info(message, icon=":material/info:")
    render_listing(course_listing(int(seed), int(count), values), "statistics")
