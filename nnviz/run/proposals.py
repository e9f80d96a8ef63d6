"""Changes of a set-up that hints propose: each is a whole run that can be tried, and a sentence that says it.

A hint says only what the run it proposes has: so a test can train each proposal and see whether it helps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import torch

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.edits import change_data, change_network, change_training
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_setting
from nnviz.core.spec import Dense, Dropout, Layer, RunSpec
from nnviz.run.advice import SEPARATING_FEATURES, effective_rate, usual_rates

__all__ = [
    "Proposal",
    "propose_balanced_weights",
    "propose_bends",
    "propose_constant_rate",
    "propose_features",
    "propose_fewer_layers",
    "propose_fewer_units",
    "propose_hidden_layer",
    "propose_leaky",
    "propose_less_dropout",
    "propose_lower_rate",
    "propose_more_points",
    "propose_more_units",
    "propose_no_clipping",
    "propose_no_penalty",
    "propose_random_weights",
    "propose_usual_rate",
    "propose_weight_decay",
    "say",
]

FAR = 20.0
"""A z so far from 0 that an activation's slope is there what it stays."""
ENOUGH_UNITS = 8
OVERFIT_L2 = 0.01
MOST_SAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change of a set-up.

    Attributes
    ----------
    kind : str
        What is changed, language-neutral.
    run : RunSpec
        The set-up with the change.
    text : str
        A sentence that proposes it, in the active language.
    """

    kind: str
    run: RunSpec
    text: str


def say(seen: str, proposals: Iterable[Proposal]) -> str:
    """Return what was seen, and after it the sentences of the proposals."""
    return " ".join([seen, *(proposal.text for proposal in proposals)])


def _with_rate(run: RunSpec, effective: float) -> Proposal:
    share = 1 - run.training.momentum if OPTIMIZERS[run.training.optimizer].uses_momentum else 1.0
    lr = max(float(f"{effective * share:.1g}"), 1e-6)
    text = _("Try a learning rate of {lr}.").format(lr=write_setting(lr))
    return Proposal("rate", change_training(run, lr=lr), text)


def propose_usual_rate(run: RunSpec) -> Proposal:
    """Propose a learning rate in the middle of those that usually work."""
    low, high = usual_rates(run.training.optimizer)
    return _with_rate(run, (low * high) ** 0.5)


def propose_lower_rate(run: RunSpec) -> Proposal:
    """Propose a tenth of the learning rate, and at most a tenth of the largest that usually works."""
    return _with_rate(run, min(effective_rate(run), usual_rates(run.training.optimizer)[1]) / 10)


def propose_constant_rate(run: RunSpec) -> Proposal:
    """Propose not to lower the learning rate on the way."""
    return Proposal("schedule", change_training(run, schedule="constant"), _("Let the learning rate stay constant."))


def propose_no_penalty(run: RunSpec) -> Proposal:
    """Propose to leave the penalties out."""
    return Proposal("penalty", change_training(run, l1=0.0, l2=0.0), _("Try it without L1 and L2."))


def propose_weight_decay(run: RunSpec) -> list[Proposal]:
    """Propose an L2 penalty where there is none."""
    if run.training.l1 or run.training.l2:
        return []
    text = _("L2 of {value} keeps the weights small.").format(value=write_setting(OVERFIT_L2))
    return [Proposal("l2", change_training(run, l2=OVERFIT_L2), text)]


def propose_no_clipping(run: RunSpec) -> Proposal:
    """Propose to leave the gradients as they are."""
    return Proposal("clip", change_training(run, clip=0.0), _("Switch gradient clipping off."))


def propose_random_weights(run: RunSpec) -> Proposal:
    """Propose random first weights."""
    return Proposal("init", change_network(run, init="pytorch"), _("Random first weights make them differ."))


def propose_balanced_weights(run: RunSpec) -> Proposal:
    """Propose first weights that keep the size of what goes through the layers: He for ReLU and its kin, or Xavier."""
    dense = [layer for layer in run.network.layers if isinstance(layer, Dense)]
    if any(_is_half_flat(layer.activation) for layer in dense):
        return Proposal("init", change_network(run, init="he_normal"), _("Try He first weights."))
    return Proposal("init", change_network(run, init="xavier_normal"), _("Try Xavier first weights."))


def _is_half_flat(activation: str) -> bool:
    """Return whether an activation passes on about half of what comes: next to nothing below 0, all of it above."""
    z = torch.tensor([-FAR, FAR])
    a, slope = torch.empty_like(z), torch.empty_like(z)
    ACTIVATIONS[activation].forward(z, out=a)
    ACTIVATIONS[activation].slope(z, a, slope)
    below, above = slope.round(decimals=1).tolist()
    return bool(below == 0 and above == 1)


def _map_dense(run: RunSpec, change: Callable[[Dense], Layer]) -> RunSpec:
    layers = tuple(change(layer) if isinstance(layer, Dense) else layer for layer in run.network.layers)
    return change_network(run, layers=layers)


def _replace_activation(run: RunSpec, old: str, new: str) -> RunSpec:
    return _map_dense(run, lambda layer: replace(layer, activation=new) if layer.activation == old else layer)


def propose_bends(run: RunSpec, without: str) -> Proposal:
    """Propose tanh in place of the activation `without`, in place of a sigmoid with first weights that suit it."""
    changed = _replace_activation(run, without, "tanh")
    if without != "sigmoid":
        return Proposal("activation", changed, _("Choose tanh or ReLU in its place."))
    text = _("Try tanh with Xavier first weights.")
    return Proposal("activation", change_network(changed, init="xavier_normal"), text)


def propose_leaky(run: RunSpec) -> Proposal:
    """Propose leaky ReLU in place of ReLU."""
    text = _("Leaky ReLU would keep a slope there.")
    return Proposal("activation", _replace_activation(run, "relu", "leaky_relu"), text)


def propose_hidden_layer(run: RunSpec) -> Proposal:
    """Propose a hidden layer that bends."""
    layer = Dense(ENOUGH_UNITS, "tanh")
    text = _("Add a dense layer of {units} units with tanh.").format(units=layer.units)
    return Proposal("layer", change_network(run, layers=(*run.network.layers, layer)), text)


def propose_features(run: RunSpec) -> list[Proposal]:
    """Propose the input features with which straight lines are enough, where there are such."""
    names = SEPARATING_FEATURES.get(run.data.dataset)
    if not names:
        return []
    chosen = tuple(dict.fromkeys((*run.data.input_features, *names)))
    text = ngettext("Or choose the input feature {names}.", "Or choose the input features {names}.", len(names))
    labels = ", ".join(FEATURES[name].label for name in names)
    return [Proposal("features", change_data(run, features=chosen), text.format(names=labels))]


def propose_more_units(run: RunSpec) -> list[Proposal]:
    """Propose wider layers where some are narrow."""
    narrow = [layer for layer in run.network.layers if isinstance(layer, Dense) and layer.units < ENOUGH_UNITS]
    if not narrow:
        return []
    wider = _map_dense(run, lambda layer: replace(layer, units=max(layer.units, 2 * ENOUGH_UNITS)))
    text = _("Try {units} units in each layer.").format(units=2 * ENOUGH_UNITS)
    return [Proposal("units", wider, text)]


def propose_fewer_units(run: RunSpec) -> list[Proposal]:
    """Propose a quarter of the units where there are many."""
    if not any(isinstance(layer, Dense) and layer.units > ENOUGH_UNITS for layer in run.network.layers):
        return []
    fewer = _map_dense(run, lambda layer: replace(layer, units=max(layer.units // 4, 2)))
    return [Proposal("units", fewer, _("Fewer units can't learn single points by heart."))]


def propose_fewer_layers(run: RunSpec) -> Proposal:
    """Propose the first half of the layers."""
    layers = run.network.layers[: max(len(run.network.layers) // 2, 1)]
    return Proposal("layers", change_network(run, layers=layers), _("Try fewer layers."))


def propose_more_points(run: RunSpec) -> list[Proposal]:
    """Propose more points where the data set can give more."""
    samples = min(4 * run.data.samples, MOST_SAMPLES)
    if DATASETS[run.data.dataset].generate is None or samples == run.data.samples:
        return []
    text = _("Try {samples} points.").format(samples=samples)
    return [Proposal("samples", change_data(run, samples=samples), text)]


def propose_less_dropout(run: RunSpec) -> Proposal:
    """Propose to leave dropout out."""
    layers = tuple(layer for layer in run.network.layers if not isinstance(layer, Dropout))
    return Proposal("dropout", change_network(run, layers=layers), _("Try it without dropout."))
