"""What hidden layers are for, on a page: one layer against several, and the plane that they bend."""

from __future__ import annotations

import streamlit as st

from nnviz.activations.exhibit_warp import WARP, describe_warp
from nnviz.activations.layer_contest import VERSUS_DATASETS, contender_run, learn
from nnviz.activations.plane_warp import WARP_DATASETS, Warp, film_warp
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_percent
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import Guess, render_guess

__all__ = ["render_linear_stack", "render_versus", "render_warp"]


@st.fragment
def render_linear_stack() -> None:
    """Let a learner guess what layers without activations can do, then show it."""
    activate_language()
    options = {
        "line": _("A single straight line"),
        "three": _("Three straight lines, one for each layer"),
        "curve": _("A curve around each group"),
    }
    prompt = _(
        "Three hidden layers of 8 neurons, all **without activation**, learn XOR. Which boundary will they find?"
    )
    render_guess("linear_stack", prompt, _reveal_linear_stack, options=options)


def _reveal_linear_stack(guess: Guess) -> None:
    praise = _("Right!") if guess.option == "line" else _("Not this time.")
    text = _("A single straight line, at best: {percent} of the training points are on their side.")
    accuracy = _render_learned("xor", "linear_stack")
    st.markdown(f"**{praise}** " + text.format(percent=write_percent(accuracy)))


@st.fragment
def render_versus() -> None:
    """Show one layer and an MLP on the same points, side by side."""
    activate_language()
    dataset = _choose_dataset("versus", VERSUS_DATASETS)
    titles = {"single": _("Perceptron: one layer (sigmoid)"), "mlp": _("MLP: 8 hidden ReLU units (sigmoid output)")}
    for column, (contender, title) in zip(st.columns(2), titles.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            accuracy = _render_learned(dataset, contender)
            st.markdown(_("Right on {percent} of the training points.").format(percent=write_percent(accuracy)))


def _render_learned(dataset: str, contender: str) -> float:
    """Show the boundary that a network has learnt, and return its accuracy on the training points."""
    from nnviz.activations.figures import versus_figure

    learned = learn(contender_run(dataset, contender))
    key = session.widget_key(f"versus_{contender}")
    st.plotly_chart(versus_figure(learned.boundary, learned.data), key=key, config={"displayModeBar": False})
    return learned.metrics.train_accuracy or 0.0


def _choose_dataset(place: str, choices: tuple[str, ...]) -> str:
    chosen = st.segmented_control(
        _("Data"),
        choices,
        default=choices[0],
        key=session.widget_key(f"{place}_dataset"),
        format_func=lambda name: _(DATASETS[name].label),
        required=True,
    )
    return str(chosen)


@st.fragment
def render_warp() -> None:
    """Show the film of the plane that hidden layers bend."""
    activate_language()
    dataset = _choose_dataset("warp", WARP_DATASETS)
    show_exhibit(WARP, describe_warp(dataset, _film(dataset)))


@st.cache_resource(max_entries=len(WARP_DATASETS), show_spinner=False)
def _film(dataset: str) -> Warp:
    return film_warp(dataset)
