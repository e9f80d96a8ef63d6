"""Gradients through depth, on a page: deep networks side by side, what was measured and what theory expects."""

from __future__ import annotations

import numpy as np
import streamlit as st

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_number
from nnviz.core.problems import InputError
from nnviz.core.results import Data
from nnviz.core.spec import DataSpec, RunSpec, TrainingSpec
from nnviz.depth.page_choice import choose_tower, choose_towers, render_examples
from nnviz.depth.towers import DepthProfile, Recipe, Tower, gain_per_layer, measure_depth
from nnviz.depth.words import explain_lost, name_recipe, say_gain, say_limits
from nnviz.kit import address, session
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, render_guess
from nnviz.kit.markdown import escape_markdown
from nnviz.live.director import Director

__all__ = ["render_depth"]

PLAYGROUND = "playground"
SHARES = (9, 4)
MARKS = ("●", "■", "▲", "◆")
GUESSED = Tower(Recipe("sigmoid", "xavier_normal"), depth=30)
GUESS_BOUNDS = {"half": 0.05, "thousandth": 1e-6, "billionth": 0.0}
NO_BAR = {"displayModeBar": False}


def render_depth() -> None:
    """Show the page."""
    st.title(_("Gradients through depth"))
    address.write_address()
    _render_lab()


@st.fragment
def _render_lab() -> None:
    """Ask for a guess; its result, and the experiment that shows the same, wait for it."""
    activate_language()
    if _ask_guess():
        _render_experiment()


def _ask_guess() -> bool:
    """Return whether the results may be shown."""
    options = {
        "half": _("About half of it"),
        "thousandth": _("About a thousandth of it"),
        "billionth": _("Less than a billionth of it"),
    }
    prompt = _(
        "A network has **30 sigmoid layers** of 64 units, with Xavier's first weights. "
        "How much of the gradient of the last hidden layer arrives at the first?"
    )
    return render_guess("depth_sigmoid", prompt, _reveal, options=options, may_skip=True)


def _reveal(guess: Guess) -> None:
    data, run = _load("circle")
    profile = _measure(GUESSED, run.data, run.training, data)
    left = float(profile.delta[0] / profile.delta[-1])
    right = next(option for option, least in GUESS_BOUNDS.items() if left >= least)
    text = _(
        "**{left}** of it arrives: each layer leaves only {gain} of what comes to it, and that {times} times in a row."
    )
    gain = gain_per_layer(np.asarray(profile.delta), backward=True)
    said = text.format(left=write_number(left), gain=write_number(gain), times=GUESSED.depth - 1)
    if guess.option:
        praise = _("Right!") if guess.option == right else _("Not this time.")
        said = f"**{praise}** {said}"
    st.markdown(said)


def _render_experiment() -> None:
    render_examples()
    depth, width, weights, points = st.columns([3, 3, 3, 3], gap="medium", vertical_alignment="bottom")
    base = choose_tower(depth, width, weights)
    with points:
        data, run = _choose_data()
    pictures, lines = st.columns(SHARES, gap="medium")
    with lines:
        towers = choose_towers(base)
    with pictures:
        _render_towers(towers, data, run)


def _choose_data() -> tuple[Data, RunSpec]:
    """Return the points that go through the networks, and the run they belong to."""
    generated = [name for name, entry in DATASETS.items() if entry.generate is not None]
    name = st.selectbox(
        _("Data"),
        [PLAYGROUND, *generated],
        key=session.widget_key("depth_data"),
        format_func=lambda dataset: _("From the playground") if dataset == PLAYGROUND else _(DATASETS[dataset].label),
        persist_state="session",
    )
    if name != PLAYGROUND:
        return _load(str(name))
    directed = session.director()
    if isinstance(directed, Director):
        return directed.data, directed.run
    st.info(_("The playground has too few points yet. Here is “Circle” instead."), icon=":material/info:")
    return _load("circle")


def _load(name: str) -> tuple[Data, RunSpec]:
    from nnviz.data.load import load_data

    spec = DataSpec(dataset=name)
    return load_data(spec), RunSpec(data=spec)


@st.cache_data(max_entries=256, show_spinner=False)
def _measure(tower: Tower, spec: DataSpec, training: TrainingSpec, _data: Data) -> DepthProfile:
    return measure_depth(tower, _data, spec.input_features, training)


def _render_towers(towers: list[Tower], data: Data, run: RunSpec) -> None:
    try:
        profiles = [_measure(tower, run.data, run.training, data) for tower in towers]
    except InputError as error:
        st.warning(escape_markdown(str(error)), icon=":material/info:")
        return
    _render_charts(towers, profiles)
    for mark, tower, profile in zip(MARKS, towers, profiles, strict=False):
        st.markdown(f"{mark} {say_gain(tower, profile)}")
        for text in explain_lost(tower, profile):
            st.info(text, icon=":material/info:")
    for text in say_limits(towers):
        st.caption(text)
    _render_numbers(towers, profiles)


def _render_charts(towers: list[Tower], profiles: list[DepthProfile]) -> None:
    from nnviz.depth.figures import DepthLine, depth_figure

    forward, backward = st.columns(2, gap="small")
    names = [name_recipe(tower.recipe) for tower in towers]
    spread = [
        DepthLine(name, profile.spread, profile.expected_spread) for name, profile in zip(names, profiles, strict=True)
    ]
    size = [
        DepthLine(name, profile.delta, profile.expected_delta) for name, profile in zip(names, profiles, strict=True)
    ]
    with forward:
        st.markdown("##### " + _("Forwards →  spread of the activations"))
        figure = depth_figure(spread, _("standard deviation of a"))
        st.plotly_chart(figure, key=session.widget_key("depth_forward"), config=NO_BAR)
    with backward:
        st.markdown("##### " + _("← Backwards  size of the gradient"))
        figure = depth_figure(size, _("root mean square of δ = ∂L/∂z"))
        st.plotly_chart(figure, key=session.widget_key("depth_backward"), config=NO_BAR)
    text = _("Marks: measured in one training pass (float64). Lines: theory. The scale counts powers of ten.")
    st.caption(text)


def _render_numbers(towers: list[Tower], profiles: list[DepthProfile]) -> None:
    with st.expander(_("All numbers"), icon=":material/table:"):
        for mark, tower, profile in zip(MARKS, towers, profiles, strict=False):
            st.markdown(f"{mark} **{name_recipe(tower.recipe)}**")
            st.dataframe(_tabulate(profile), hide_index=True, height=280, placeholder="–")


def _tabulate(profile: DepthProfile) -> dict[str, list[str] | list[int]]:
    columns = {
        _("spread of a"): profile.spread,
        _("spread, theory"): profile.expected_spread,
        _("size of δ"): profile.delta,
        _("δ, theory"): profile.expected_delta,
        _("size of ∂L/∂w"): profile.weight_gradient,
    }
    layers: dict[str, list[str] | list[int]] = {_("layer"): list(range(1, len(profile.spread) + 1))}
    return layers | {
        name: [write_number(value) for value in values] for name, values in columns.items() if values is not None
    }
