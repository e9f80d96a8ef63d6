"""Which classifier is judged: the playground's network as it stands, or an example trained on the spot."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.boundary import build_grid, evaluate_boundary
from nnviz.classifier import Scores, score_points
from nnviz.engine import Network
from nnviz.i18n import _, active_language
from nnviz.problems import InputError, Problem
from nnviz.results import Boundary, Data
from nnviz.stage.director import Director
from nnviz.statistics.judged import JUDGED_RUNS, train_judged
from nnviz.training import Trainer
from nnviz.ui import session
from nnviz.ui.plain import plain

__all__ = ["Subject", "choose_subject"]

PLAYGROUND = "playground"
FIRST = next(iter(JUDGED_RUNS))


@dataclass(frozen=True, slots=True)
class Subject:
    """A classifier, its data, and what it says of the chosen part.

    Attributes
    ----------
    name : str
        Differs when anything differs.
    network : Network
        A copy, or one that nothing moves.
    data : Data
    features : tuple of str
    scores : Scores
    """

    name: str
    network: Network
    data: Data
    features: tuple[str, ...]
    scores: Scores

    def boundary(self, cells: int) -> Boundary:
        """Return the network's answers over the plane."""
        return evaluate_boundary(self.network, build_grid(self.data, self.features, cells))


def choose_subject(source: DeltaGenerator, part: DeltaGenerator) -> Subject:
    """Ask for a classifier and a part of its data, each in its place.

    A classifier that can't be judged is explained, and an example stands in.
    """
    with source:
        chosen = _choose_source()
    with part:
        is_test = _choose_part()
    if chosen == PLAYGROUND:
        try:
            return _take_from_playground(is_test)
        except InputError as error:
            instead = _("The first example is shown instead.")
            st.warning(f"{plain(str(error))} {instead}", icon=":material/info:")
            chosen = FIRST
    trainer = _train(chosen, active_language())
    features = trainer.run.data.input_features
    return _score(chosen, trainer.network, trainer.data, features, is_test)


def _choose_source() -> str:
    labels = {name: _(one.label) for name, one in JUDGED_RUNS.items()} | {PLAYGROUND: _("From the playground")}
    # Pills, unlike a segmented control, go on in a second line where a phone has no room.
    return str(
        st.pills(
            _("Network"),
            list(labels),
            default=FIRST,
            key=session.widget_key("judge_source"),
            format_func=labels.__getitem__,
            required=True,
        )
    )


def _choose_part() -> bool:
    """Return whether the test part is judged."""
    labels = {"test": _("Test"), "train": _("Train")}
    chosen = st.segmented_control(
        _("Points"),
        list(labels),
        default="test",
        key=session.widget_key("judge_part"),
        format_func=labels.__getitem__,
        required=True,
    )
    return chosen == "test"


@st.cache_resource(max_entries=8, show_spinner=False)
def _train(name: str, language: str) -> Trainer:
    """Train an example; `language` is that of the names in its data."""
    return train_judged(name)


def _score(name: str, network: Network, data: Data, features: tuple[str, ...], is_test: bool) -> Subject:
    rows = data.test_index if is_test else data.train_index
    return Subject(f"{name}-{is_test}", network, data, features, score_points(network, data, features, rows))


def _take_from_playground(is_test: bool) -> Subject:
    """Return a copy of the playground's network as it stands.

    Raises
    ------
    InputError
        When there is no classifier there.
    """
    directed = session.director()
    if not isinstance(directed, Director):
        raise InputError([Problem("points", _("The playground has too few points to train a network."))])
    with directed.hold() as trainer, trainer.last_finite_state():
        network, step, features = trainer.copy_network(), trainer.step, trainer.run.data.input_features
        name = f"{PLAYGROUND}-{id(trainer)}-{step}"
        subject = _score(name, network, directed.data, features, is_test)
    with directed.hold() as trainer:
        _tell_state(trainer)
    return subject


def _tell_state(trainer: Trainer) -> None:
    if trainer.diverged:
        st.info(_("This run has diverged. Shown is its last state with finite weights."), icon=":material/info:")
    elif trainer.step == 0:
        text = _("The playground's network has not been trained yet: what it answers is chance.")
        st.info(text, icon=":material/info:")
        st.page_link("pages/playground.py", label=_("Train it"), icon=":material/play_arrow:")
    else:
        st.markdown(_("The network as it stands after {step} updates.").format(step=trainer.step))
