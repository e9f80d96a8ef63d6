"""Hints during a run: what the numbers show, in a sentence or two that name them.

Everything is decided from the history at the ends of epochs and the health of the layers, never from
timing, so the same state of the same run gives the same hints. A hint that is shown is taken back at a
looser limit than it was given at, so that it does not flicker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count, write_number, write_percent, write_setting
from nnviz.core.results import Floats, History, LayerHealth, Metrics
from nnviz.core.spec import Dense, RunSpec
from nnviz.run.advice import usual_rates
from nnviz.run.timeline import StopRule

__all__ = ["Hint", "HintLevel", "RunView", "diagnose"]

HintLevel = Literal["info", "warning", "good"]

TRAIN_LOSS, TEST_LOSS, TEST_ACCURACY = 0, 1, 3

GOOD_ACCURACY = (0.95, 0.93)
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
LARGE_SIGMA = 2.0
RESTED = 3
"""How many ends of epochs are averaged, since a mini-batch makes each restless."""


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
        A word or two and a sentence or two, in the active language.
    """

    kind: str
    level: HintLevel
    title: str
    text: str


Rule = Callable[[RunView, "_Limits"], Iterator[Hint]]


@dataclass(frozen=True, slots=True)
class _Limits:
    """Chooses between the limit at which a hint is given and the looser one at which it is taken back."""

    shown: Collection[str]

    def of(self, kind: str, limits: tuple[float, float]) -> float:
        return limits[1] if kind in self.shown else limits[0]


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
    limits = _Limits(frozenset(shown))
    found = tuple(hint for rule in _RULES for hint in rule(view, limits))
    # A network that learned what it should needs no word on how it might learn better, except overfitting.
    if any(hint.kind == "learned" for hint in found):
        found = tuple(hint for hint in found if hint.kind in {"learned", "overfitting"})
    return (*_see_divergence_ahead(view), *_see_end(view), *found)


def _dense_layers(run: RunSpec) -> list[Dense]:
    return [layer for layer in run.network.layers if isinstance(layer, Dense)]


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
    training, network = view.run.training, view.run.network
    values = {
        "lr": write_setting(training.lr),
        "step": write_count(step),
        "sigma": write_setting(network.sigma),
        "l2": write_setting(training.l2),
    }
    high = usual_rates(training.optimizer)[1]
    if training.lr * training.l2 > 1:
        # One update multiplies a weight by 1 - lr * l2, which grows in size from lr * l2 = 2 on.
        text = _("With learning rate {lr} and L2 {l2} each update shrinks the weights past zero. Lower one of them.")
    elif training.lr <= high and network.init == "normal" and network.sigma > LARGE_SIGMA:
        text = _("First weights with σ = {sigma} are so large that the numbers overflow. Choose a smaller σ.")
    elif training.lr <= high:
        text = _("The numbers overflow. Try a learning rate below {lr}, or gradient clipping.")
    else:
        values["better"] = write_setting(high / 10)
        text = _(
            "The learning rate {lr} is too large: each step jumps over the minimum and lands higher. "
            "Reset, and try {better}."
        )
    start = _("At update {step} the loss was no longer a finite number.")
    return Hint("diverged", "warning", title, f"{start} {text}".format(**values))


def _see_learned(view: RunView, limits: _Limits) -> Iterator[Hint]:
    values = view.history.values
    if len(values) < 2:
        return
    last = values[-RESTED:]
    title = _("It has learned")
    if view.metrics.test_accuracy is not None:
        if view.metrics.test_accuracy >= limits.of("learned", GOOD_ACCURACY) and _stays(last, limits):
            text = _("{percent} of the test points are right: points the network has never learned from.")
            # The stage is sent a float32; rounded from that, both say the same.
            percent = write_percent(float(np.float32(view.metrics.test_accuracy)), 1)
            yield Hint("learned", "good", title, text.format(percent=percent))
    elif float(np.max(last[:, TEST_LOSS])) <= limits.of("learned", GOOD_LOSS_SHARE) * view.constant_loss:
        text = _("The test loss fell from {first} to {last}.")
        numbers = {"first": write_number(values[0, TEST_LOSS]), "last": write_number(view.metrics.test_loss)}
        yield Hint("learned", "good", title, text.format(**numbers))


def _stays(last: Floats, limits: _Limits) -> bool:
    """Whether the accuracy was good at the last ends of epochs too; one lucky epoch is not enough."""
    return float(np.nanmin(last[-RESTED + 1 :, TEST_ACCURACY])) >= limits.of("learned", GOOD_ACCURACY)


def _see_overfitting(view: RunView, limits: _Limits) -> Iterator[Hint]:
    epochs, values = view.history.epochs, view.history.values
    if len(values) < 2 * RESTED:
        return
    smooth = _smooth(values)
    best = int(np.argmin(smooth[:, TEST_LOSS]))
    now, then = smooth[-1], smooth[best]
    turn = int(epochs[max(best - RESTED // 2, 0)])  # The mean of three ends of epochs lags by one.
    since = int(epochs[-1]) - turn
    risen = now[TEST_LOSS] > then[TEST_LOSS] * limits.of("overfitting", OVERFIT_RISE) + OVERFIT_GAP
    if since >= OVERFIT_EPOCHS and risen and now[TRAIN_LOSS] < then[TRAIN_LOSS]:
        text = _(
            "Since epoch {epoch} the test loss rose from {test_then} to {test_now}, while the train loss fell from "
            "{train_then} to {train_now}. More data, fewer units, L2 or dropout help."
        )
        numbers = {
            "epoch": turn,
            "test_then": write_number(then[TEST_LOSS]),
            "test_now": write_number(now[TEST_LOSS]),
            "train_then": write_number(then[TRAIN_LOSS]),
            "train_now": write_number(now[TRAIN_LOSS]),
        }
        yield Hint("overfitting", "warning", _("Overfitting"), text.format(**numbers))


def _smooth(values: Floats) -> Floats:
    """Return means over the last `RESTED` ends of epochs, for each end of an epoch; (n, 4)."""
    padded = np.concatenate([np.repeat(values[:1], RESTED - 1, axis=0), values])
    smooth: Floats = np.mean([padded[shift : shift + len(values)] for shift in range(RESTED)], axis=0)
    return smooth


def _see_symmetry(view: RunView, limits: _Limits) -> Iterator[Hint]:
    network = view.run.network
    zero = network.init == "zeros" or (network.init == "normal" and network.sigma == 0)
    wide = any(layer.units > 1 for layer in _dense_layers(view.run))
    if zero and wide and not view.edited and view.step > 0:
        text = _(
            "All weights began at zero, so all units of a layer still do the same and the layer is worth one unit. "
            "Random first weights make them differ."
        )
        yield Hint("symmetric", "warning", _("Units stay alike"), text)


def _see_dead_units(view: RunView, limits: _Limits) -> Iterator[Hint]:
    if view.step == 0:
        return
    limit = limits.of("dead", DEAD_SHARE)
    for number, (layer, health) in enumerate(zip(_dense_layers(view.run), view.health, strict=False), 1):
        if health.dead is not None and health.dead >= limit:
            count = round(health.dead * layer.units)
            text = ngettext(
                "In hidden layer {layer}, {count} of {units} units gives 0 for every training point. Its slope is 0 "
                "too, so it can't learn any more. Try leaky ReLU, a lower learning rate or new first weights.",
                "In hidden layer {layer}, {count} of {units} units give 0 for every training point. Their slope is 0 "
                "too, so they can't learn any more. Try leaky ReLU, a lower learning rate or new first weights.",
                count,
            )
            name = _(ACTIVATIONS[layer.activation].label)
            title = _("Dead {activation} units").format(activation=name)
            yield Hint("dead", "warning", title, text.format(layer=number, count=count, units=layer.units))
            return


def _see_vanishing(view: RunView, limits: _Limits) -> Iterator[Hint]:
    hidden = _dense_layers(view.run)
    if len(hidden) < 2 or len(view.health) < 2 or not _has_epochs(view, HEALTH_EPOCHS) or _is_stuck(view):
        return
    first, last = view.health[0].gradient, view.health[-1].gradient
    if first is None or last is None:
        return
    if last > SMALLEST_GRADIENT and first < limits.of("vanishing", VANISHING_RATIO) * last:
        text = _(
            "The gradient of the first layer is {first}, of the last {last}. So the first layer hardly learns: "
            "each layer passed on less. Try ReLU or tanh, fewer layers, or He or Xavier first weights."
        )
        numbers = {"first": write_number(first), "last": write_number(last)}
        yield Hint("vanishing", "warning", _("Vanishing gradients"), text.format(**numbers))


def _is_stuck(view: RunView) -> bool:
    """Whether gradients are exactly zero for another reason: zero weights, dead units, or step functions."""
    stepping = any(layer.activation == "step" for layer in _dense_layers(view.run))
    dead = any(health.dead == 1.0 for health in view.health)
    return view.run.network.init == "zeros" or stepping or dead


def _has_epochs(view: RunView, count: int) -> bool:
    return len(view.history.epochs) > 0 and int(view.history.epochs[-1]) >= count


def _see_plateau(view: RunView, limits: _Limits) -> Iterator[Hint]:
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
        cure = _("Another learning rate, more units or another activation may get it moving.")
        yield Hint("plateau", "info", _("Plateau"), f"{seen.format(**numbers)} {cure}")


_RULES: tuple[Rule, ...] = (
    _see_learned,
    _see_symmetry,
    _see_dead_units,
    _see_vanishing,
    _see_overfitting,
    _see_plateau,
)
