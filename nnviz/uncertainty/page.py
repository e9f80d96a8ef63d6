"""Uncertainty, on a page: where the answers of a network depend on which neurons take part."""

from __future__ import annotations

import streamlit as st

from nnviz.core.edits import add_layer, change_layer
from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import write_setting
from nnviz.core.problems import InputError
from nnviz.core.results import Data
from nnviz.core.spec import Dropout, RunSpec
from nnviz.engine import Network
from nnviz.kit import changes, session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.network_snapshot import PLAYGROUND, NetworkSnapshot, copy_playground, tell_state
from nnviz.run.trainer import Trainer
from nnviz.uncertainty.exhibit import UNCERTAINTY, PlaceChosen, describe_maps
from nnviz.uncertainty.monte_carlo import PASSES, UncertaintyMaps, answer_place, check_dropout, map_uncertainty
from nnviz.uncertainty.runs import UNCERTAIN_RUNS, train_uncertain

__all__ = ["render_uncertainty"]

ADDED_RATE = 0.2
RATES = (0.05, 0.1, 0.2, 0.3, 0.5)
LEAST_PASSES = 5
FIRST_PASSES = 50
WIDEST = 4.0
CELLS = 48
LINE_CELLS = 240


def render_uncertainty() -> None:
    """Show the page."""
    st.title(_("Uncertainty"))
    if replay_to_link():
        _render_experiment()
    _render_meaning()


@st.fragment
def _render_experiment() -> None:
    activate_language()
    text = _(
        "**Monte Carlo dropout:** dropout stays on after training. In each pass other neurons are missing, so each "
        "pass gives another answer. Where the answers differ, the network is unsure."
    )
    st.markdown(text)
    chosen = _choose_source()
    subject = _take_from_playground() if chosen == PLAYGROUND else _take_example(chosen)
    if subject is not None:
        passes, zoom, seed = _choose_settings(is_example=chosen != PLAYGROUND)
        _render_subject(subject, passes, zoom, seed)


def _choose_source() -> str:
    labels = {PLAYGROUND: _("From the playground")} | {name: _(run.label) for name, run in UNCERTAIN_RUNS.items()}
    key = session.widget_key("uncertainty_source")
    st.session_state.setdefault(key, _first_source())
    chosen = st.segmented_control(
        _("Network"),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        persist_state="session",
    )
    return str(chosen)


def _take_example(name: str) -> NetworkSnapshot:
    with st.spinner(_("Training the example …")):
        return NetworkSnapshot.of(_train(name, _rate(), active_language()))


def _rate() -> float:
    """Return the rate that was chosen for the examples."""
    return float(st.session_state.get(session.widget_key("uncertainty_rate"), ADDED_RATE))


def _first_source() -> str:
    """Begin with the playground's network where it can be shown, else with an example."""
    has_dropout = any(isinstance(layer, Dropout) and layer.rate > 0 for layer in session.setup().run.network.layers)
    return PLAYGROUND if has_dropout else next(iter(UNCERTAIN_RUNS))


@st.cache_resource(max_entries=32, show_spinner=False)
def _train(name: str, rate: float, language: str) -> Trainer:
    """Train an example; `language` is that of the names in its data."""
    return train_uncertain(name, rate)


def _take_from_playground() -> NetworkSnapshot | None:
    """Return the playground's network; None when it can't be shown, which is then explained."""
    try:
        subject = copy_playground()
        tell_state(subject)
        check_dropout(subject.network)
    except InputError as error:
        st.warning(escape_markdown(str(error)), icon=":material/info:")
        if any(problem.field == "layers" for problem in error.problems):
            _offer_dropout()
        else:
            st.markdown(_("Draw some there, or choose an example."))
        return None
    return subject


def _offer_dropout() -> None:
    text = _("Add dropout (20%) to the playground's network, or choose an example. The network then learns anew.")
    st.markdown(text)
    with st.container(horizontal=True):
        st.button(
            _("Add dropout"),
            key=session.widget_key("uncertainty_add"),
            icon=":material/add:",
            type="primary",
            on_click=changes.change_run,
            args=(_with_dropout,),
        )
        st.page_link("pages/playground.py", label=_("To the playground"), icon=":material/arrow_forward:")
    for problem in session.refusal().problems:
        st.warning(escape_markdown(problem.message), icon=":material/info:")


def _with_dropout(run: RunSpec) -> RunSpec:
    """Return `run` with dropout: a layer that drops nothing gets a rate, else one more layer is added."""
    for position, layer in enumerate(run.network.layers):
        if isinstance(layer, Dropout):
            return change_layer(run, position, rate=ADDED_RATE)
    return add_layer(run, Dropout(ADDED_RATE))


def _choose_settings(is_example: bool) -> tuple[int, float, int]:
    """Return the number of passes, how far the view is zoomed out, and the seed of the masks."""
    first, second, third, fourth = st.columns([3, 3, 3, 2], gap="medium", vertical_alignment="bottom")
    passes = first.slider(
        _("Passes n"),
        LEAST_PASSES,
        PASSES.high,
        FIRST_PASSES,
        5,
        key=session.widget_key("uncertainty_passes"),
        persist_state="session",
    )
    zoom = second.slider(
        _("Zoom out"),
        1.0,
        WIDEST,
        1.0,
        0.5,
        key=session.widget_key("uncertainty_zoom"),
        format="%.1f×",
        persist_state="session",
    )
    if is_example:
        key = session.widget_key("uncertainty_rate")
        label = _("Dropout rate p, in training too")
        third.select_slider(label, RATES, ADDED_RATE, key=key, format_func=write_setting, persist_state="session")
    key = session.widget_key("uncertainty_masks")
    new_masks = fourth.button(_("New masks"), icon=":material/casino:", key=session.widget_key("uncertainty_new"))
    if new_masks:
        st.session_state[key] = int(st.session_state.get(key, 1)) + 1
    return int(passes), float(zoom), int(st.session_state.get(key, 1))


@st.cache_data(max_entries=24, show_spinner=False)
def _map(
    mark: str, passes: int, zoom: float, seed: int, _network: Network, _data: Data, _features: tuple[str, ...]
) -> UncertaintyMaps:
    cells = CELLS if _data.n_inputs == 2 else LINE_CELLS
    return map_uncertainty(_network, _data, _features, passes, seed, zoom, cells)


def _render_subject(subject: NetworkSnapshot, passes: int, zoom: float, seed: int) -> None:
    network, data, features = subject.network, subject.data, subject.run.data.input_features
    maps = _map(subject.mark, passes, zoom, seed, network, data, features)
    place = _place(data, zoom)
    answers = answer_place(network, place, features, passes, seed)
    name = f"{subject.mark}-{passes}-{zoom:g}-{seed}-{active_language()}"
    payload = describe_maps(name, maps, data, zoom, place, answers)
    show_exhibit(UNCERTAINTY, payload, on_message=_note_place)
    if subject.run.network.has_batch_norm:
        st.caption(_("Batch normalisation uses its running mean and variance in every pass; only dropout is drawn."))


def _note_place(chosen: PlaceChosen) -> None:
    """Keep the place that was chosen in the drawing."""
    st.session_state[session.widget_key("uncertainty_place")] = chosen.place


def _place(data: Data, zoom: float) -> list[float]:
    """Return the place whose answers are counted: the one that was chosen, as far as it is in sight."""
    sent: list[float] = st.session_state.get(session.widget_key("uncertainty_place"), [])
    ranges = [
        ((low + high) / 2 - zoom * (high - low) / 2, (low + high) / 2 + zoom * (high - low) / 2)
        for low, high in data.domain
    ]
    chosen = sent if len(sent) == len(ranges) else [(low + high) / 2 for low, high in ranges]
    return [min(max(x, low), high) for x, (low, high) in zip(chosen, ranges, strict=True)]


def _render_meaning() -> None:
    """Say what the maps say, and what they don't."""
    st.header(_("What this says, and what it doesn't"))
    says, says_not = st.columns(2, gap="large")
    says.markdown(
        _(
            "**It says** how much an answer depends on which neurons take part. Thin lines are the boundaries of "
            "single passes; the thick one is that of the mean. Where they fan out, the data leaves a choice.\n\n"
            "A **Bayesian neural network** has not one set of weights but a distribution of them, and averages over "
            "it. Dropout gives a cheap sample of such networks (Gal and Ghahramani, 2016)."
        )
    )
    says_not.markdown(
        _(
            "**It doesn't say** how often the network is wrong. It can be sure and wrong, most of all far from the "
            "data: zoom out and look beyond the dashed frame.\n\n"
            "**It is not a calibrated probability.** Another rate p gives another spread from the same data, and the "
            "noise in the data itself is not in it."
        )
    )
