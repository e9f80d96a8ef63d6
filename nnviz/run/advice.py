"""Advice before a run: what can't work or is unwise about a set-up, said without forbidding it.

Each rule looks at the specification (and the size of the data) and yields at most one `Advice`. What
only shows while a network learns is the business of `hints`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_number, write_percent, write_setting
from nnviz.core.results import Data
from nnviz.core.spec import BatchNorm, Dense, Dropout, RunSpec

__all__ = [
    "NARROW_LAYER",
    "SEPARATING_FEATURES",
    "Advice",
    "AdviceLevel",
    "advise",
    "effective_rate",
    "has_zero_weights",
    "is_fast",
    "is_slow",
    "moves_by_its_rate",
    "needs_bend",
    "usual_rates",
]

AdviceLevel = Literal["info", "warning"]

SEPARATING_FEATURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"circle": ("x1_squared", "x2_squared"), "rings": ("x1_squared", "x2_squared"), "xor": ("x1_x2",)}
)
"""Features with which a network without a hidden layer can learn a data set after all."""

LINES_TO_CLOSE = 3
DEEP_SIGMOID = 4
SIGMOID_SLOPE = 0.25
STRONG_PENALTY = 0.1
NARROW_LAYER = 8
SMALL_NORM_BATCH = 4
SLOW = 100
SETTLING_OPTIMIZERS = frozenset({"adam", "adamw", "rmsprop"})
"""Optimisers whose step has about the size of the learning rate itself, whatever the gradient."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice.

    Attributes
    ----------
    kind : str
        Which rule speaks, language-neutral.
    level : {"info", "warning"}
        "warning" when the run can hardly work, "info" when it is good to know.
    text : str
        One or two sentences in the active language.
    """

    kind: str
    level: AdviceLevel
    text: str


Rule = Callable[[RunSpec, Data], Iterator[Advice]]


def advise(run: RunSpec, data: Data) -> tuple[Advice, ...]:
    """Return what is unwise about `run` on `data`, warnings first.

    Parameters
    ----------
    run : RunSpec
        The set-up, valid by itself.
    data : Data
        The points that ``run.data`` describes.
    """
    found = dict.fromkeys(advice for rule in _RULES for advice in rule(run, data))
    return tuple(sorted(found, key=lambda advice: advice.level != "warning"))


def usual_rates(optimizer: str) -> tuple[float, float]:
    """Return a range of learning rates that usually work for `optimizer` on networks of this size."""
    return (1e-3, 0.1) if moves_by_its_rate(optimizer) else (1e-2, 1.0)


def moves_by_its_rate(optimizer: str) -> bool:
    """Return whether a step of `optimizer` has about the size of the learning rate, whatever the gradient."""
    return optimizer in SETTLING_OPTIMIZERS


def has_zero_weights(run: RunSpec) -> bool:
    """Return whether all first weights are zero."""
    network = run.network
    return network.init == "zeros" or (network.init == "normal" and network.sigma == 0)


def effective_rate(run: RunSpec) -> float:
    """Return the learning rate, for momentum the sum of what one gradient moves: lr / (1 - momentum)."""
    training = run.training
    return training.lr / (1 - training.momentum) if OPTIMIZERS[training.optimizer].uses_momentum else training.lr


def is_fast(run: RunSpec) -> bool:
    """Return whether the learning rate is above those that usually work."""
    # Rounding must not put the end of the range outside of it.
    return effective_rate(run) > 1.01 * usual_rates(run.training.optimizer)[1]


def is_slow(run: RunSpec) -> bool:
    """Return whether the learning rate is below those that usually work."""
    return effective_rate(run) < 0.99 * usual_rates(run.training.optimizer)[0]


def _dense_layers(run: RunSpec) -> list[Dense]:
    return [layer for layer in run.network.layers if isinstance(layer, Dense)]


def _feature_labels(names: tuple[str, ...]) -> str:
    return ", ".join(FEATURES[name].label for name in names)


def needs_bend(run: RunSpec) -> bool:
    """Whether straight boundaries in the space of the chosen features are not enough."""
    separating = SEPARATING_FEATURES.get(run.data.dataset)
    helped = separating is not None and set(separating) <= set(run.data.input_features)
    return DATASETS[run.data.dataset].needs_hidden_layer and not helped


def _advise_no_hidden_layer(run: RunSpec, data: Data) -> Iterator[Advice]:
    if _dense_layers(run) or not needs_bend(run):
        return
    label = _(DATASETS[run.data.dataset].label)
    if data.task == "regression":
        text = _("Without a hidden layer the network's answer has no curve in it, and “{data}” has.")
    else:
        text = _("Without a hidden layer the network can only draw straight lines, and they can't separate “{data}”.")
    remedy = _("Add a dense layer with tanh or ReLU.")
    separating = SEPARATING_FEATURES.get(run.data.dataset)
    if separating:
        remedy = ngettext(
            "Add a dense layer with tanh or ReLU, or choose the input feature {features}.",
            "Add a dense layer with tanh or ReLU, or choose the input features {features}.",
            len(separating),
        ).format(features=_feature_labels(separating))
    yield Advice("no_hidden_layer", "warning", f"{text.format(data=label)} {remedy}")


def _advise_linear(run: RunSpec, data: Data) -> Iterator[Advice]:
    hidden = _dense_layers(run)
    if hidden and all(layer.activation == "linear" for layer in hidden):
        text = _("All hidden layers are linear, and linear layers in a row are worth one: choose tanh or ReLU in one.")
        yield Advice("linear", "warning" if needs_bend(run) else "info", text)


def _advise_step(run: RunSpec, data: Data) -> Iterator[Advice]:
    numbers = [number for number, layer in enumerate(_dense_layers(run), 1) if layer.activation == "step"]
    if numbers:
        text = _(
            "The slope of the step function is 0, so no gradient gets through hidden layer {number}: "
            "its weights and those before it never change."
        )
        yield Advice("step", "warning", text.format(number=numbers[-1]))


def _advise_zeros(run: RunSpec, data: Data) -> Iterator[Advice]:
    if has_zero_weights(run) and _dense_layers(run):
        text = _(
            "All first weights are zero, so the units of a layer get the same gradient and stay alike for ever. "
            "Choose random first weights."
        )
        yield Advice("zeros", "warning", text)


def _advise_narrow(run: RunSpec, data: Data) -> Iterator[Advice]:
    hidden = _dense_layers(run)
    closed = DATASETS[run.data.dataset].closed
    if closed and hidden and needs_bend(run) and hidden[0].units < LINES_TO_CLOSE:
        text = _(
            "Each unit of the first layer draws one line, and to close a boundary around the middle takes at least "
            "{least}; this layer has {units}."
        )
        yield Advice("narrow", "warning", text.format(least=LINES_TO_CLOSE, units=hidden[0].units))


def _advise_missing_input(run: RunSpec, data: Data) -> Iterator[Advice]:
    features = run.data.input_features
    told = {"x₂" for name in features if FEATURES[name].uses_x2}
    told |= {"x₁" for name in features if not FEATURES[name].uses_x2 or name == "x1_x2"}
    missing = [name for name in ("x₁", "x₂")[: data.n_inputs] if name not in told]
    if missing:
        text = _("The network is told nothing about {name}: choose an input feature with it.")
        yield Advice("missing_input", "warning", text.format(name=missing[0]))


def _advise_constant_input(run: RunSpec, data: Data) -> Iterator[Advice]:
    for name, values in zip(data.axis_names, data.points.T, strict=False):
        if len(values) and values.min() == values.max():
            text = _("“{name}” is the same for every point, so the network can learn nothing from it.")
            yield Advice("constant_input", "warning", text.format(name=name))


def _advise_deep_sigmoid(run: RunSpec, data: Data) -> Iterator[Advice]:
    depth = sum(layer.activation == "sigmoid" for layer in _dense_layers(run))
    if depth >= DEEP_SIGMOID:
        text = _(
            "The slope of a sigmoid is at most 0.25: behind {depth} of them at most {share} of the gradient is left. "
            "tanh or ReLU pass more of it on."
        )
        yield Advice("deep_sigmoid", "warning", text.format(depth=depth, share=write_number(SIGMOID_SLOPE**depth, 2)))


def _advise_rate(run: RunSpec, data: Data) -> Iterator[Advice]:
    low, high = usual_rates(run.training.optimizer)
    rate = effective_rate(run)
    values = {
        "lr": write_setting(run.training.lr),
        "optimizer": _(OPTIMIZERS[run.training.optimizer].label),
        "low": write_setting(low),
        "high": write_setting(high),
    }
    if rate > high * (10 if rate != run.training.lr else 3):
        text = _(
            "A learning rate of {lr} is large for {optimizer}: the loss may jump or grow without end. "
            "Usual are {low} to {high}."
        )
        yield Advice("large_rate", "warning", text.format(**values))
    elif rate < low / SLOW:
        text = _(
            "A learning rate of {lr} is small for {optimizer}: it may take thousands of epochs. "
            "Usual are {low} to {high}."
        )
        yield Advice("small_rate", "info", text.format(**values))


def _advise_loss(run: RunSpec, data: Data) -> Iterator[Advice]:
    loss = LOSSES[run.training.loss]
    if data.task == "regression" or "regression" not in loss.tasks or loss.name == "auto":
        return
    text = _(
        "{loss} punishes a very wrong answer little more than a wrong one, and its gradient fades there. "
        "For classes cross-entropy usually learns faster."
    )
    yield Advice("class_loss", "info", text.format(loss=_(loss.label)))


def _advise_batch(run: RunSpec, data: Data) -> Iterator[Advice]:
    batch, training_points = run.training.batch, len(data.train_index)
    if batch > training_points:
        text = _("The batch size is {batch}, but there are {count} training points: each update uses all of them.")
        yield Advice("full_batch", "info", text.format(batch=batch, count=training_points))


def _advise_batch_norm(run: RunSpec, data: Data) -> Iterator[Advice]:
    if not run.network.has_batch_norm:
        return
    batch = min(run.training.batch, len(data.train_index))
    if len(data.train_index) % batch == 1:
        text = _(
            "{count} training points in batches of {batch} leave one over. Batch normalisation can't use a batch of "
            "one, so that point is left out of each epoch."
        )
        yield Advice("norm_leftover", "info", text.format(count=len(data.train_index), batch=batch))
    elif batch <= SMALL_NORM_BATCH:
        text = _("Batch normalisation takes mean and variance from only {batch} samples here: expect a restless loss.")
        yield Advice("norm_small_batch", "info", text.format(batch=batch))


def _advise_dropout(run: RunSpec, data: Data) -> Iterator[Advice]:
    """Yield advice about each dropout whose layer before is narrow, or which drops the inputs themselves."""
    width: int | None = None
    for layer in run.network.layers:
        if isinstance(layer, Dense):
            width = layer.units
        elif isinstance(layer, Dropout) and layer.rate > 0 and width is None:
            text = _("Dropout before the first dense layer takes away inputs: the network often can't see x₁ or x₂.")
            yield Advice("dropout_inputs", "warning", text)
        elif isinstance(layer, Dropout) and layer.rate > 0 and width is not None and width <= NARROW_LAYER:
            text = ngettext(
                "Dropout of {percent} after a layer of {units} unit leaves too little to decide with. "
                "It is meant for wide layers.",
                "Dropout of {percent} after a layer of {units} units leaves few to decide with. "
                "It is meant for wide layers.",
                width,
            )
            yield Advice("dropout_narrow", "info", text.format(percent=write_percent(layer.rate, 2), units=width))


def _advise_norm_after_dropout(run: RunSpec, data: Data) -> Iterator[Advice]:
    pairs = zip(run.network.layers, run.network.layers[1:], strict=False)
    if any(isinstance(before, Dropout) and isinstance(after, BatchNorm) for before, after in pairs):
        text = _(
            "Batch normalisation after dropout learns a variance that is no longer true when dropout is off in tests. "
            "Put it before the dropout."
        )
        yield Advice("norm_after_dropout", "info", text)


def _advise_penalty(run: RunSpec, data: Data) -> Iterator[Advice]:
    for name, value in (("L1", run.training.l1), ("L2", run.training.l2)):
        if value >= STRONG_PENALTY:
            text = _("{name} regularisation of {value} pulls all weights hard towards 0: the network may learn little.")
            yield Advice(f"strong_{name.lower()}", "info", text.format(name=name, value=write_setting(value)))


_RULES: tuple[Rule, ...] = (
    _advise_no_hidden_layer,
    _advise_missing_input,
    _advise_constant_input,
    _advise_linear,
    _advise_step,
    _advise_zeros,
    _advise_narrow,
    _advise_deep_sigmoid,
    _advise_rate,
    _advise_loss,
    _advise_batch,
    _advise_batch_norm,
    _advise_dropout,
    _advise_norm_after_dropout,
    _advise_penalty,
)
