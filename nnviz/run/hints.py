"""Hints during a run: what the numbers show, in a sentence or two that name them.

Everything is decided from the history at the ends of epochs and the health of the layers, never from
timing, so the same state of the same run gives the same hints. A hint that is shown is taken back at a
looser limit than it was given at, so that it does not flicker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set

import numpy as np
import torch

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count, write_number, write_percent, write_setting
from nnviz.core.results import Floats
from nnviz.core.spec import Dense, Dropout, RunSpec
from nnviz.run.advice import has_zero_weights, is_fast, moves_by_its_rate
from nnviz.run.proposals import (
    Proposal,
    propose_balanced_weights,
    propose_bends,
    propose_fewer_layers,
    propose_fewer_units,
    propose_leaky,
    propose_lower_rate,
    propose_more_points,
    propose_no_penalty,
    propose_random_weights,
    propose_usual_rate,
    propose_weight_decay,
    say,
)
from nnviz.run.run_view import Hint, Limits, RunView
from nnviz.run.standstill import LARGE_SIGMA, TINY_WEIGHT, complete, find_cause

__all__ = ["diagnose"]

TRAIN_LOSS, TEST_LOSS, TEST_ACCURACY = 0, 1, 3

GOOD_ACCURACY = 0.95
GOOD_LOSS_SHARE = (0.05, 0.08)
"""Of the loss of a constant answer: with MSE it is explained by 95 percent (R²), and noise may be all that is left."""
OVERFIT_RISE = (1.15, 1.08)
OVERFIT_GAP = 0.02
OVERFIT_EPOCHS = 20
PLATEAU_EPOCHS = 30
PLATEAU_CHANGE = (0.01, 0.03)
PLATEAU_LOSS_SHARE = (GOOD_LOSS_SHARE[0], 0.04)
DEAD_SHARE = (0.25, 0.1)
VANISHING_RATIO = (1e-3, 1e-2)
SMALLEST_GRADIENT = 1e-9
HEALTH_EPOCHS = 2
RESTED = 3
"""How many ends of epochs are averaged, since a mini-batch makes each restless."""


Rule = Callable[[RunView, Limits], Iterator[Hint]]


def diagnose(view: RunView, shown: Collection[str] = ()) -> tuple[Hint, ...]:
    """Return the hints for a state of a run, the most important first.

    Parameters
    ----------
    view : RunView
        The state.
    shown : collection of str
        Kinds of the hints that are shown now; they stay until their looser limit is passed.
    """
    if view.diverged:
        return (_explain_divergence(view, view.step, _("Diverged")),)
    limits = Limits(frozenset(shown))
    found = tuple(hint for rule in _RULES for hint in rule(view, limits))
    kinds = {hint.kind for hint in found}
    return (
        *_see_divergence_ahead(view),
        *_see_end(view),
        *(hint for hint in found if not _is_covered(hint.kind, kinds)),
    )


def _is_covered(kind: str, kinds: Set[str]) -> bool:
    """Whether another of the hints leaves nothing to say for one of this kind."""
    # A network that learned what it should needs no word on how it might learn better, except overfitting.
    if "learned" in kinds:
        return kind not in {"learned", "overfitting"}
    # Units that began at zero are not dead.
    if kind == "dead":
        return "symmetric" in kinds
    # Units that are alike or dead, and gradients that vanish, are why a loss stands still.
    return kind == "plateau" and not kinds.isdisjoint({"symmetric", "dead", "vanishing"})


def _see_divergence_ahead(view: RunView) -> Iterator[Hint]:
    if view.diverges_at is not None:
        yield _explain_divergence(view, view.diverges_at, _("It will diverge again"))


def _see_end(view: RunView) -> Iterator[Hint]:
    training = view.run.training
    if view.finished is None:
        return
    if view.finished == "epoch":
        text = _("It was to stop at epoch {epoch}.").format(epoch=training.stop_epoch)
    elif view.finished == "loss":
        text = _("It was to stop at a train loss of {limit} or less, and the train loss is {loss}.")
        text = text.format(limit=write_setting(training.stop_loss), loss=write_number(view.metrics.train_loss))
    else:
        text = _("It was to stop once the test loss no longer falls (epochs to wait: {count}).")
        text = text.format(count=training.patience)
    yield Hint("finished", "info", _("Finished"), f"{text} " + _("Play goes on from here."))


def _explain_divergence(view: RunView, step: int, title: str) -> Hint:
    run = view.run
    values = {"lr": write_setting(run.training.lr), "sigma": write_setting(run.network.sigma)}
    if run.training.lr * run.training.l2 > 1:
        # One update multiplies a weight by 1 - lr * l2, which grows in size from lr * l2 = 2 on.
        values["l2"] = write_setting(run.training.l2)
        text = _("With learning rate {lr} and L2 {l2} each update shrinks the weights past zero.")
        proposal = propose_no_penalty(run)
    elif _has_huge_weights(run):
        text = _("First weights with σ = {sigma} are so large that the numbers overflow.")
        proposal = propose_balanced_weights(run)
        if not moves_by_its_rate(run.training.optimizer):
            slower = propose_lower_rate(proposal.run)
            proposal = Proposal(proposal.kind, slower.run, f"{proposal.text} {slower.text}")
    else:
        text = _("The learning rate {lr} is too large here: each step jumps over the minimum and lands higher.")
        proposal = propose_lower_rate(run)
    start = _("At update {step} the loss was no longer a finite number.").format(step=write_count(step))
    return Hint("diverged", "warning", title, say(f"{start} {text.format(**values)}", [proposal]), (proposal,))


def _has_huge_weights(run: RunSpec) -> bool:
    return not is_fast(run) and run.network.init == "normal" and run.network.sigma > LARGE_SIGMA


def _see_learned(view: RunView, limits: Limits) -> Iterator[Hint]:
    values = view.history.values
    if len(values) < 2:
        return
    last = values[-RESTED:]
    title = _("It has learned")
    if view.metrics.test_accuracy is not None:
        if view.metrics.test_accuracy >= GOOD_ACCURACY and _stays(last):
            text = _("{percent} of the test points are right: points the network has never learned from.")
            # The stage is sent a float32; rounded from that, both say the same.
            percent = write_percent(float(np.float32(view.metrics.test_accuracy)), 1)
            yield Hint("learned", "good", title, text.format(percent=percent))
    elif float(np.max(last[:, TEST_LOSS])) <= limits.of("learned", GOOD_LOSS_SHARE) * view.constant_loss:
        text = _("The test loss fell from {first} to {last}.")
        numbers = {"first": write_number(values[0, TEST_LOSS]), "last": write_number(view.metrics.test_loss)}
        yield Hint("learned", "good", title, text.format(**numbers))


def _stays(last: Floats) -> bool:
    """Whether the accuracy was good at the last ends of epochs too; one lucky epoch is not enough."""
    return float(np.nanmin(last[-RESTED + 1 :, TEST_ACCURACY])) >= GOOD_ACCURACY


def _see_overfitting(view: RunView, limits: Limits) -> Iterator[Hint]:
    epochs, values = view.history.epochs, view.history.values
    if len(values) < 2 * RESTED or is_fast(view.run):
        return  # A test loss that large steps throw about says nothing.
    smooth = _smooth(values)
    best = int(np.argmin(smooth[:, TEST_LOSS]))
    now, then = smooth[-1], smooth[best]
    turn = int(epochs[max(best - RESTED // 2, 0)])  # The mean of three ends of epochs lags by one.
    since = int(epochs[-1]) - turn
    risen = now[TEST_LOSS] > then[TEST_LOSS] * limits.of("overfitting", OVERFIT_RISE) + OVERFIT_GAP
    if since >= OVERFIT_EPOCHS and risen and now[TRAIN_LOSS] < then[TRAIN_LOSS]:
        text = _(
            "Since epoch {epoch} the test loss rose from {test_then} to {test_now}, while the train loss fell from "
            "{train_then} to {train_now}."
        )
        numbers = {
            "epoch": turn,
            "test_then": write_number(then[TEST_LOSS]),
            "test_now": write_number(now[TEST_LOSS]),
            "train_then": write_number(then[TRAIN_LOSS]),
            "train_now": write_number(now[TRAIN_LOSS]),
        }
        run = view.run
        proposals = [*propose_more_points(run), *propose_fewer_units(run), *propose_weight_decay(run)]
        yield Hint("overfitting", "warning", _("Overfitting"), say(text.format(**numbers), proposals), tuple(proposals))


def _smooth(values: Floats) -> Floats:
    """Return means over the last `RESTED` ends of epochs, for each end of an epoch; (n, 4)."""
    padded = np.concatenate([np.repeat(values[:1], RESTED - 1, axis=0), values])
    smooth: Floats = np.mean([padded[shift : shift + len(values)] for shift in range(RESTED)], axis=0)
    return smooth


def _see_symmetry(view: RunView, limits: Limits) -> Iterator[Hint]:
    if not has_zero_weights(view.run) or view.edited or view.step == 0 or not view.dense:
        return
    if any(layer.units > 1 for layer in view.dense):
        text = _("All weights began at zero, so all units of a layer still do the same: it is worth one unit.")
    elif any(_is_silent_at_zero(layer) for layer in view.dense):
        text = _("All weights began at zero, and from there no gradient reaches the hidden units.")
    else:
        return
    proposal = complete(propose_random_weights(view.run))
    yield Hint("symmetric", "warning", _("Units stay alike"), say(text, [proposal]), (proposal,))


def _is_silent_at_zero(layer: Dense) -> bool:
    answer = torch.zeros(1)
    ACTIVATIONS[layer.activation].forward(torch.zeros(1), out=answer)
    return float(answer) == 0.0


def _see_dead_units(view: RunView, limits: Limits) -> Iterator[Hint]:
    known = [
        (health.dead, number, layer)
        for number, (layer, health) in enumerate(zip(view.dense, view.health, strict=False), 1)
        if health.dead is not None
    ]
    if view.step == 0 or not known:
        return
    # The layer that is worst off: a wholly dead one also keeps all before it from learning.
    share, number, layer = max(known, key=lambda found: found[0])
    if share < limits.of("dead", DEAD_SHARE):
        return
    title = _("Dead {activation} units").format(activation=_(ACTIVATIONS[layer.activation].label))
    proposal = complete(propose_usual_rate(view.run) if is_fast(view.run) else propose_leaky(view.run))
    yield Hint("dead", "warning", title, say(_tell_dead(share, number, layer), [proposal]), (proposal,))


def _tell_dead(share: float, number: int, layer: Dense) -> str:
    if share == 1:
        text = _(
            "In hidden layer {layer} every unit gives 0 for every training point. Their slopes are 0 too: no gradient "
            "gets through, so what lies before can't learn either."
        )
        return text.format(layer=number)
    count = round(share * layer.units)
    text = ngettext(
        "In hidden layer {layer}, {count} of {units} units gives 0 for every training point. Its slope is 0 "
        "too, so it can't learn any more.",
        "In hidden layer {layer}, {count} of {units} units give 0 for every training point. Their slope is 0 "
        "too, so they can't learn any more.",
        count,
    )
    return text.format(layer=number, count=count, units=layer.units)


def _see_vanishing(view: RunView, limits: Limits) -> Iterator[Hint]:
    if len(view.dense) < 2 or len(view.health) < 2 or not _has_epochs(view, HEALTH_EPOCHS) or _is_stuck(view):
        return
    first, last = view.health[0].gradient, view.health[-1].gradient
    if first is None or last is None:
        return
    if last > SMALLEST_GRADIENT and first < limits.of("vanishing", VANISHING_RATIO) * last:
        text = _(
            "The gradient of the first layer is {first}, of the last {last}. So the first layer hardly learns: "
            "each layer passed on less."
        )
        text = text.format(first=write_number(first), last=write_number(last))
        proposal = complete(_propose_flow(view))
        yield Hint("vanishing", "warning", _("Vanishing gradients"), say(text, [proposal]), (proposal,))


def _propose_flow(view: RunView) -> Proposal:
    """Return what lets more of the gradient through: of the causes that are there, the one that weighs most."""
    run = view.run
    if is_fast(run):
        return propose_usual_rate(run)  # Large steps drive units to where they are flat.
    if any(layer.activation == "sigmoid" for layer in view.dense):
        return propose_bends(run, "sigmoid")
    balanced = propose_balanced_weights(run)
    return balanced if balanced.run != run else propose_fewer_layers(run)


def _is_stuck(view: RunView) -> bool:
    """Whether gradients are exactly zero for another reason: zero weights, dead units, step functions, a penalty."""
    stepping = any(layer.activation == "step" for layer in view.dense)
    dead = any(health.dead == 1.0 for health in view.health)
    collapsed = view.penalty is not None and view.penalty.largest < TINY_WEIGHT
    # With dropout a whole mini-batch may pass nothing on.
    dropped = view.health[0].gradient == 0 and any(isinstance(layer, Dropout) for layer in view.run.network.layers)
    return has_zero_weights(view.run) or stepping or dead or collapsed or dropped


def _has_epochs(view: RunView, count: int) -> bool:
    return len(view.history.epochs) > 0 and int(view.history.epochs[-1]) >= count


def _see_plateau(view: RunView, limits: Limits) -> Iterator[Hint]:
    epochs, values = view.history.epochs, view.history.values
    if not _has_epochs(view, PLATEAU_EPOCHS):
        return
    window = max(PLATEAU_EPOCHS, int(epochs[-1]) // 4)
    start = int(np.searchsorted(epochs, epochs[-1] - window, side="right")) - 1
    losses = values[max(start, 0) :, TRAIN_LOSS]
    if len(losses) < 2 * RESTED:
        return
    before, now = float(losses[:RESTED].mean()), float(losses[-RESTED:].mean())
    if now <= limits.of("plateau", PLATEAU_LOSS_SHARE) * view.constant_loss:
        return  # It stands still as there is little left to learn.
    if abs(before - now) <= limits.of("plateau", PLATEAU_CHANGE) * before:
        numbers = {"count": window, "before": write_number(before), "now": write_number(now)}
        seen = _("In the last {count} epochs the train loss only went from {before} to {now}.")
        if numbers["before"] == numbers["now"]:
            seen = _("In the last {count} epochs the train loss stayed at {now}.")
        yield _explain_plateau(view, seen.format(**numbers))


def _explain_plateau(view: RunView, seen: str) -> Hint:
    cause = find_cause(view)
    if cause is None:
        return Hint("plateau", "info", _("Plateau"), seen)
    text = say(f"{seen} {cause.text}", cause.proposals)
    return Hint("plateau", "info", _("Plateau"), text, cause.proposals)


_RULES: tuple[Rule, ...] = (
    _see_learned,
    _see_symmetry,
    _see_dead_units,
    _see_vanishing,
    _see_overfitting,
    _see_plateau,
)
