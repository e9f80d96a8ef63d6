"""Why a train loss stands still, and what would move it: the first cause that the numbers name, or none.

The causes are looked for from those that nothing else can help to those that are a matter of degree. Where none is
found, nothing is proposed: the loss may be as low as these points allow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_number, write_percent, write_setting
from nnviz.core.spec import Dense, Dropout, RunSpec
from nnviz.run.advice import NARROW_LAYER, has_zero_weights, is_fast, is_slow, moves_by_its_rate, needs_bend
from nnviz.run.proposals import (
    Proposal,
    propose_balanced_weights,
    propose_bends,
    propose_constant_rate,
    propose_features,
    propose_hidden_layer,
    propose_less_dropout,
    propose_more_units,
    propose_no_clipping,
    propose_no_penalty,
    propose_random_weights,
    propose_usual_rate,
)
from nnviz.run.run_view import RunView

__all__ = ["LARGE_SIGMA", "TINY_WEIGHT", "Cause", "complete", "find_cause"]

STRONG_L1, STRONG_L2 = 1e-4, 1e-3
SMALL_SIGMA, LARGE_SIGMA = 0.1, 2.0
STRONG_PULL = 0.01
"""From this gradient on a penalty holds the weights where the loss would still move them."""
TINY_WEIGHT = 0.02
STRONG_CLIPPING = 0.1
STRONG_DROPOUT = 0.3
MUCH_NOISE = 25
"""Percent of noise from which on the classes overlap so much that some loss is always left."""
FADED = 10


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a run stands still.

    Attributes
    ----------
    name : str
        Language-neutral.
    text : str
        A sentence in the active language.
    proposals : tuple of Proposal
        What would move it; empty when nothing is known to.
    """

    name: str
    text: str
    proposals: tuple[Proposal, ...] = ()


def find_cause(view: RunView) -> Cause | None:
    """Return why the train loss of a run stands still; None when the numbers name no cause."""
    looks: tuple[Callable[[RunView], Cause | None], ...] = (
        *(_without_view(look) for look in _CERTAIN),
        _find_schedule,
        _find_collapse,
        _without_view(_find_noise),
        _without_view(_find_first_weights),
        _find_pull,
        *(_without_view(look) for look in _LIKELY),
    )
    cause = next((cause for look in looks if (cause := look(view)) is not None), None)
    return cause and replace(cause, proposals=tuple(complete(proposal) for proposal in cause.proposals))


def complete(proposal: Proposal) -> Proposal:
    """Return a proposal that also takes away whatever else would keep its run from learning."""
    taken: set[str] = {proposal.kind}
    while (other := _find_other(proposal.run, taken)) is not None:
        proposal = Proposal(proposal.kind, other.run, f"{proposal.text} {other.text}")
        taken.add(other.kind)
    return proposal


def _find_other(run: RunSpec, taken: Collection[str]) -> Proposal | None:
    causes = (look(run) for look in (*_CERTAIN, *_LIKELY))
    proposals = [cause.proposals[0] for cause in causes if cause is not None and cause.proposals]
    if run.training.l1 > STRONG_L1 or run.training.l2 > STRONG_L2:
        proposals.append(propose_no_penalty(run))
    if run.training.schedule != "constant":
        proposals.append(propose_constant_rate(run))
    return next((proposal for proposal in proposals if proposal.kind not in taken), None)


def _without_view(look: Callable[[RunSpec], Cause | None]) -> Callable[[RunView], Cause | None]:
    return lambda view: look(view.run)


def _dense(run: RunSpec) -> list[Dense]:
    return [layer for layer in run.network.layers if isinstance(layer, Dense)]


def _find_step(run: RunSpec) -> Cause | None:
    if all(layer.activation != "step" for layer in _dense(run)):
        return None
    text = _("The slope of the step function is 0, so no gradient gets through it, and what lies before never changes.")
    return Cause("step", text, (propose_bends(run, "step"),))


def _find_straight(run: RunSpec) -> Cause | None:
    if not needs_bend(run) or any(layer.activation != "linear" for layer in _dense(run)):
        return None
    text = _("Straight lines can do no better here.")
    if _dense(run):
        return Cause("linear", text, (propose_bends(run, "linear"),))
    return Cause("no_hidden_layer", text, (propose_hidden_layer(run), *propose_features(run)))


def _find_zero_weights(run: RunSpec) -> Cause | None:
    if not _dense(run) or not has_zero_weights(run):
        return None
    text = _("All weights began at zero.")
    return Cause("zeros", text, (propose_random_weights(run),))


def _find_rate(run: RunSpec) -> Cause | None:
    if is_fast(run):
        text = _("With a learning rate of {lr} each step jumps too far.")
    elif is_slow(run):
        text = _("A learning rate of {lr} is too small for it to get on.")
    else:
        return None
    return Cause("rate", text.format(lr=write_setting(run.training.lr)), (propose_usual_rate(run),))


def _find_clipping(run: RunSpec) -> Cause | None:
    training = run.training
    if moves_by_its_rate(training.optimizer) or not 0 < training.clip < STRONG_CLIPPING:
        return None
    text = _("Clipping shortens each gradient to {clip}, so the steps are tiny.")
    return Cause("clip", text.format(clip=write_setting(training.clip)), (propose_no_clipping(run),))


def _find_schedule(view: RunView) -> Cause | None:
    rate, training = view.learning_rate, view.run.training
    if rate is None or rate * FADED > training.lr:
        return None
    text = _("The schedule has lowered the learning rate from {first} to {now}.")
    text = text.format(first=write_setting(training.lr), now=write_number(rate))
    return Cause("schedule", text, (propose_constant_rate(view.run),))


def _find_collapse(view: RunView) -> Cause | None:
    if view.penalty is None or view.penalty.largest >= TINY_WEIGHT:
        return None
    text = _("The {penalty} penalty has pulled all weights to 0, faster than the points can push them apart.")
    return Cause("penalty", text.format(penalty=_name_penalties(view.run)), (propose_no_penalty(view.run),))


def _find_pull(view: RunView) -> Cause | None:
    if view.penalty is None or view.penalty.gradient < STRONG_PULL:
        return None
    text = _("The {penalty} penalty pulls the weights back as strongly as the points push (its gradient: {size}).")
    text = text.format(penalty=_name_penalties(view.run), size=write_number(view.penalty.gradient))
    return Cause("penalty", text, (propose_no_penalty(view.run),))


def _name_penalties(run: RunSpec) -> str:
    return " + ".join(name for name, value in (("L1", run.training.l1), ("L2", run.training.l2)) if value)


def _find_dropout(run: RunSpec) -> Cause | None:
    width = NARROW_LAYER
    for layer in run.network.layers:
        if isinstance(layer, Dense):
            width = layer.units
        elif isinstance(layer, Dropout) and layer.rate >= STRONG_DROPOUT and width <= NARROW_LAYER:
            text = _("Dropout of {percent} leaves too few values to decide with.")
            text = text.format(percent=write_percent(layer.rate, 2))
            return Cause("dropout", text, (propose_less_dropout(run),))
    return None


def _find_noise(run: RunSpec) -> Cause | None:
    if run.data.noise < MUCH_NOISE or DATASETS[run.data.dataset].generate is None:
        return None
    text = _("With {percent} noise in the points some loss is always left.")
    return Cause("noise", text.format(percent=write_percent(run.data.noise / 100)))


def _find_sigmoid(run: RunSpec) -> Cause | None:
    if all(layer.activation != "sigmoid" for layer in _dense(run)):
        return None
    text = _("A sigmoid passes on at most a quarter of the gradient.")
    return Cause("sigmoid", text, (propose_bends(run, "sigmoid"),))


def _find_first_weights(run: RunSpec) -> Cause | None:
    network = run.network
    if not _dense(run) or network.init != "normal" or SMALL_SIGMA <= network.sigma <= LARGE_SIGMA:
        return None
    text = _("First weights with σ = {sigma} are not of a size that suits these layers.")
    return Cause("sigma", text.format(sigma=write_setting(network.sigma)), (propose_balanced_weights(run),))


def _find_narrow(run: RunSpec) -> Cause | None:
    bottleneck = any(layer.units == 1 for layer in _dense(run))
    proposals = propose_more_units(run) if needs_bend(run) or bottleneck else []
    return Cause("narrow", _("These layers are narrow for such points."), tuple(proposals)) if proposals else None


_CERTAIN = (_find_step, _find_straight, _find_zero_weights, _find_rate, _find_clipping)
"""What keeps a run from learning whatever else is changed."""
_LIKELY = (_find_first_weights, _find_dropout, _find_sigmoid, _find_narrow)
