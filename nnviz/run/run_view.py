"""What is known of a run at one step, and what is said about it: the view that hints look at, and the hints."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from nnviz.core.results import History, LayerHealth, Metrics
from nnviz.core.spec import Dense, RunSpec
from nnviz.run.penalty import PenaltyForce
from nnviz.run.proposals import Proposal
from nnviz.run.timeline import StopRule

__all__ = ["Hint", "HintLevel", "Limits", "RunView"]

HintLevel = Literal["info", "warning", "good"]


@dataclass(frozen=True, slots=True)
class RunView:
    """What is known of a run at one step.

    Attributes
    ----------
    run : RunSpec
        The set-up.
    step : int
        Updates done; for a diverged run the one at which it overflowed.
    metrics : Metrics
        Loss and accuracy now.
    history : History
        Losses at the ends of epochs.
    constant_loss : float
        Train loss of the best answer that is the same everywhere: what a network is worth that saw no input.
    health : tuple of LayerHealth
        One for each dense layer, the output last; empty when not known.
    diverged : bool
        Whether a loss or a weight is no longer a finite number.
    edited : bool
        Whether the learner set a weight by hand.
    finished : {"epoch", "loss", "patience"} or None
        The rule that stops the run here.
    diverges_at : int or None
        The update at which the run is known to diverge when it goes on with its settings.
    learning_rate : float or None
        That of the next update, which a schedule may have lowered; None when it is that of the set-up.
    penalty : PenaltyForce or None
        How the L1 and L2 penalties pull at the weights; None when not known.
    """

    run: RunSpec
    step: int
    metrics: Metrics
    history: History
    constant_loss: float
    health: tuple[LayerHealth, ...] = ()
    diverged: bool = False
    edited: bool = False
    finished: StopRule | None = None
    diverges_at: int | None = None
    learning_rate: float | None = None
    penalty: PenaltyForce | None = None

    @property
    def dense(self) -> tuple[Dense, ...]:
        """The dense hidden layers, first to last."""
        return tuple(layer for layer in self.run.network.layers if isinstance(layer, Dense))


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint.

    Attributes
    ----------
    kind : str
        Which rule speaks, language-neutral.
    level : {"info", "warning", "good"}
        How it is meant.
    title, text : str
        A word or two and a sentence or two, in the active language; the text ends with what is proposed.
    proposals : tuple of Proposal
        Set-ups that can do better, each by itself; what the text proposes.
    """

    kind: str
    level: HintLevel
    title: str
    text: str
    proposals: tuple[Proposal, ...] = ()

    def as_json(self) -> dict[str, str]:
        """Return what the browser shows."""
        return {"kind": self.kind, "level": self.level, "title": self.title, "text": self.text}


@dataclass(frozen=True, slots=True)
class Limits:
    """Chooses between the limit at which a hint is given and the looser one at which it is taken back."""

    shown: Collection[str]

    def of(self, kind: str, limits: tuple[float, float]) -> float:
        """Return the limit for a hint of this kind."""
        return limits[1] if kind in self.shown else limits[0]
