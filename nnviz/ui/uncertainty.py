"""Uncertainty, on a page: where the answers of a network depend on which neurons take part."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import streamlit as st

from nnviz.edits import add_layer, change_layer
from nnviz.engine import Network
from nnviz.i18n import _, active_language
from nnviz.problems import InputError, Problem
from nnviz.results import Data
from nnviz.spec import Dropout, RunSpec
from nnviz.stage.director import Director
from nnviz.training import Trainer
from nnviz.ui import session
from nnviz.ui.arrival import replay_to_link
from nnviz.ui.drawing import mount_drawing
from nnviz.ui.plain import plain
from nnviz.ui.uncertainty_words import describe_maps, render_meaning
from nnviz.uncertain_runs import UNCERTAIN_RUNS, train_uncertain
from nnviz.uncertainty import PASSES, UncertaintyMaps, answer_place, check_dropout, map_uncertainty

__all__ = ["render_uncertainty"]

PLAYGROUND = "playground"
ADDED_RATE = 0.2
RATES = (0.05, 0.1, 0.2, 0.3, 0.5)
LEAST_PASSES = 5
FIRST_PASSES = 50
WIDEST = 4.0
CELLS = 48
LINE_CELLS = 240
DRAWING = "nnviz_uncertainty"


@dataclass(frozen=True, slots=True)
class _Subject:
    """A network that stands still, and where it comes from."""

    network: Network
    data: Data
    run: RunSpec
    is_example: bool

    @property
    def mark(self) -> str:
        """A short name of exactly this network on exactly this data."""
        digest = hashlib.blake2b(self.network.state.flat.numpy().tobytes(), digest_size=8)
        digest.update(repr((self.run.data, self.run.network)).encode())
        return digest.hexdigest()


def render_uncertainty() -> None:
    """Show the page."""
    st.title(_("Uncertainty"))
    replay_to_link()
    _render_experiment()
    render_meaning()


@st.fragment
def _render_experiment() -> None:
    session.speak()
    text = _(
        "**Monte Carlo dropout:** dropout stays on after training. In each pass other neurons are missing, so each "
        "pass gives another answer. Where the answers differ, the network is unsure."
    )
    st.markdown(text)
    subject = _choose_subject()
    if subject is not None:
        passes, zoom, seed = _choose_settings(subject.is_example)
        _render_subject(subject, passes, zoom, seed)


def _choose_subject() -> _Subject | None:
    """Return the network that was chosen; None when there is none to be shown, which is then explained."""
    labels = {PLAYGROUND: _("From the playground")} | {name: _(one.label) for name, one in UNCERTAIN_RUNS.items()}
    key = session.widget_key("uncertainty_source")
    st.session_state.setdefault(key, _first_source())
    chosen = st.segmented_control(
        _("Network"),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    if chosen == PLAYGROUND:
        return _take_from_playground()
    with st.spinner(_("Training the example …")):
        trainer = _train(str(chosen), _rate(), active_language())
    return _Subject(trainer.network, trainer.data, trainer.run, is_example=True)


def _rate() -> float:
    """Return the rate that was chosen for the examples."""
    return float(st.session_state.get(session.widget_key("uncertainty_rate"), ADDED_RATE))


def _first_source() -> str:
    """Begin with the playground's network where it can be shown, else with an example."""
    has_dropout = any(isinstance(one, Dropout) and one.rate > 0 for one in session.setup().run.network.layers)
    return PLAYGROUND if has_dropout else next(iter(UNCERTAIN_RUNS))


@st.cache_resource(max_entries=32, show_spinner=False)
def _train(name: str, rate: float, language: str) -> Trainer:
    """Train an example; `language` is that of the names in its data."""
    return train_uncertain(name, rate)


def _take_from_playground() -> _Subject | None:
    try:
        subject = _copy_from_playground()
        check_dropout(subject.network)
    except InputError as error:
        st.warning(plain(str(error)), icon=":material/info:")
        if any(problem.field == "layers" for problem in error.problems):
            _offer_dropout()
        return None
    return subject


def _copy_from_playground() -> _Subject:
    """Return a copy of the playground's network as it stands.

    Raises
    ------
    InputError
        When there is nothing to run yet.
    """
    directed = session.director()
    if not isinstance(directed, Director):
        text = _("The playground has too few points to train a network. Draw some there, or choose an example.")
        raise InputError([Problem("points", text)])
    with directed.hold() as trainer:
        _tell_state(trainer)
        with trainer.last_finite_state():
            return _Subject(trainer.copy_network(), directed.data, trainer.run, is_example=False)


def _tell_state(trainer: Trainer) -> None:
    if trainer.diverged:
        st.info(_("This run has diverged. Shown is its last state with finite weights."), icon=":material/info:")
    elif trainer.step == 0:
        text = _("The playground's network has not been trained yet: what it answers is chance.")
        st.info(text, icon=":material/info:")
        st.page_link("pages/playground.py", label=_("Train it"), icon=":material/play_arrow:")
    else:
        st.markdown(_("The network as it stands after {step} updates.").format(step=trainer.step))


def _offer_dropout() -> None:
    text = _("Add dropout (20 %) to the playground's network, or choose an example. The network then learns anew.")
    st.markdown(text)
    with st.container(horizontal=True):
        st.button(
            _("Add dropout"),
            key=session.widget_key("uncertainty_add"),
            icon=":material/add:",
            type="primary",
            on_click=session.change_run,
            args=(_with_dropout,),
        )
        st.page_link("pages/playground.py", label=_("To the playground"), icon=":material/arrow_forward:")
    for problem in session.refusal().problems:
        st.warning(plain(problem.message), icon=":material/info:")


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
        _("Passes n"), LEAST_PASSES, PASSES.high, FIRST_PASSES, 5, key=session.widget_key("uncertainty_passes")
    )
    zoom = second.slider(
        _("Zoom out"), 1.0, WIDEST, 1.0, 0.5, key=session.widget_key("uncertainty_zoom"), format="%.1f×"
    )
    if is_example:
        key = session.widget_key("uncertainty_rate")
        label = _("Dropout rate p, in training too")
        third.select_slider(label, RATES, ADDED_RATE, key=key, format_func=lambda one: f"{one:g}")
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


def _render_subject(subject: _Subject, passes: int, zoom: float, seed: int) -> None:
    network, data, features = subject.network, subject.data, subject.run.data.input_features
    maps = _map(subject.mark, passes, zoom, seed, network, data, features)
    place = _place(data, zoom)
    answers = answer_place(network, place, features, passes, seed)
    name = f"{subject.mark}-{passes}-{zoom:g}-{seed}-{active_language()}"
    mount_drawing("uncertainty", DRAWING, describe_maps(name, maps, data, zoom, place, answers), _note_place)
    if subject.run.network.has_batch_norm:
        st.caption(_("Batch normalisation uses its running mean and variance in every pass; only dropout is drawn."))


def _note_place() -> None:
    """Keep the place that was chosen in the drawing."""
    sent = st.session_state[DRAWING]["change"]
    if isinstance(sent, dict):
        st.session_state[session.widget_key("uncertainty_place")] = sent.get("place")


def _place(data: Data, zoom: float) -> list[float]:
    """Return the place whose answers are counted: the one that was chosen, as far as it is in sight."""
    sent = st.session_state.get(session.widget_key("uncertainty_place"))
    ranges = [
        ((low + high) / 2 - zoom * (high - low) / 2, (low + high) / 2 + zoom * (high - low) / 2)
        for low, high in data.domain
    ]
    usable = isinstance(sent, list) and len(sent) == len(ranges) and all(isinstance(x, (int, float)) for x in sent)
    chosen = sent if usable and sent is not None else [(low + high) / 2 for low, high in ranges]
    return [min(max(float(x), low), high) for x, (low, high) in zip(chosen, ranges, strict=True)]
