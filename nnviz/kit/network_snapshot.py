"""A network that stands still to be looked at: the playground's, as it is at this moment, or a trained example."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import streamlit as st

from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data
from nnviz.core.spec import RunSpec
from nnviz.engine import Network
from nnviz.kit import session
from nnviz.live.director import Director
from nnviz.run.trainer import Trainer

__all__ = ["PLAYGROUND", "NetworkSnapshot", "copy_playground", "tell_state"]

PLAYGROUND = "playground"
"""The name of the playground's network among those that can be chosen."""


@dataclass(frozen=True, slots=True)
class NetworkSnapshot:
    """A network that nothing moves, and what it was trained on.

    Attributes
    ----------
    network : Network
    data : Data
    run : RunSpec
    step : int
        Updates it has made.
    diverged : bool
        Whether its run has diverged; this is then the last finite state.
    """

    network: Network
    data: Data
    run: RunSpec
    step: int
    diverged: bool = False

    @classmethod
    def of(cls, trainer: Trainer) -> NetworkSnapshot:
        """Return the network of a run that nobody will move."""
        return cls(trainer.network, trainer.data, trainer.run, trainer.step)

    @property
    def mark(self) -> str:
        """A short name of exactly this network on exactly this data."""
        digest = hashlib.blake2b(self.network.state.flat.numpy().tobytes(), digest_size=8)
        digest.update(repr((self.run.data, self.run.network)).encode())
        return digest.hexdigest()


def copy_playground() -> NetworkSnapshot:
    """Return a copy of the playground's network as it stands.

    Raises
    ------
    InputError
        When there is nothing to run yet.
    """
    directed = session.director()
    if not isinstance(directed, Director):
        raise InputError([Problem("points", _("The playground has too few points to train a network."))])
    with directed.hold() as trainer:
        diverged, step = trainer.diverged, trainer.step
        with trainer.last_finite_state():
            return NetworkSnapshot(trainer.copy_network(), directed.data, trainer.run, step, diverged)


def tell_state(snapshot: NetworkSnapshot) -> None:
    """Say how far the playground's network has come."""
    if snapshot.diverged:
        st.info(_("This run has diverged. Shown is its last state with finite weights."), icon=":material/info:")
    elif snapshot.step == 0:
        text = _("The playground's network has not been trained yet: what it answers is chance.")
        st.info(text, icon=":material/info:")
        st.page_link("pages/playground.py", label=_("Train it"), icon=":material/play_arrow:")
    else:
        text = ngettext(
            "The network as it stands after {step} update.",
            "The network as it stands after {step} updates.",
            snapshot.step,
        )
        st.markdown(text.format(step=write_count(snapshot.step)))
