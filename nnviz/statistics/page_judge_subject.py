"""Which classifier is judged: the playground's network as it stands, or an example trained on the spot."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _, active_language
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.network_snapshot import PLAYGROUND, NetworkSnapshot, copy_playground, tell_state
from nnviz.kit.streamlit_private import Place
from nnviz.run.trainer import Trainer
from nnviz.statistics.classifier import score_points
from nnviz.statistics.judged import JUDGED_RUNS, Subject, train_judged

__all__ = ["choose_subject"]

FIRST = next(iter(JUDGED_RUNS))


def choose_subject(source: Place, part: Place) -> Subject:
    """Ask for a classifier and a part of its data, each in its place.

    A classifier that can't be judged is explained, and an example stands in.
    """
    with source:
        chosen = _choose_source()
    with part:
        is_test = _choose_part()
    if chosen == PLAYGROUND and not replay_to_link():
        chosen = FIRST
    if chosen == PLAYGROUND:
        try:
            snapshot = copy_playground()
            subject = _score(snapshot, is_test)
        except InputError as error:
            instead = _("The first example is shown instead.")
            st.warning(f"{escape_markdown(str(error))} {instead}", icon=":material/info:")
            chosen = FIRST
        else:
            tell_state(snapshot)
            return subject
    return _score(NetworkSnapshot.of(_train(chosen, active_language())), is_test)


def _choose_source() -> str:
    labels = {name: _(run.label) for name, run in JUDGED_RUNS.items()} | {PLAYGROUND: _("From the playground")}
    return str(
        st.pills(
            _("Network"),
            list(labels),
            default=FIRST,
            key=session.widget_key("judge_source"),
            format_func=labels.__getitem__,
            required=True,
            wrap=True,
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


def _score(snapshot: NetworkSnapshot, is_test: bool) -> Subject:
    """Return what a network says of a part of its data.

    Raises
    ------
    InputError
        When it is no classifier.
    """
    network, data, features = snapshot.network, snapshot.data, snapshot.run.data.input_features
    rows = data.test_index if is_test else data.train_index
    return Subject(f"{snapshot.mark}-{is_test}", network, data, features, score_points(network, data, features, rows))
