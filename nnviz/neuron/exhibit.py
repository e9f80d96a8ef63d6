"""What the chapter's two drawings are told and may ask: the parts of both neurons, and the neuron one plays with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict, cast

import msgspec
import numpy as np

from nnviz.core.accepts import Number
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_fixed, write_setting
from nnviz.core.problems import Problem
from nnviz.kit.exhibit import Exhibit
from nnviz.neuron.artificial import COUNT, RANGES, Neuron, NeuronTrace, activation_curve, evaluate_neuron
from nnviz.neuron.parts import PARTS
from nnviz.neuron.spiking import DURATION, LeakyIntegrateAndFire, SpikeTrain, current_for, simulate_spikes

__all__ = ["FIRING", "NEURONS", "FiringPayload", "Moved", "NeuronsPayload", "describe_firing", "describe_parts"]

STEP = 0.1
DIGITS = 2
NARROWEST_CURVE = 3.0
SUBSCRIPTS = str.maketrans("12345", "₁₂₃₄₅")
MOST_FIELDS = 20
LONGEST = 100


class PartPair(TypedDict):
    """A part of the biological neuron and its counterpart; the two of each list in this order."""

    name: str
    names: tuple[str, str]
    work: tuple[str, str]


class NeuronsPayload(TypedDict):
    """The two neurons side by side."""

    pairs: list[PartPair]
    titles: tuple[str, str]
    hint: str


class Slider(TypedDict):
    """A number to drag or to type."""

    name: str
    label: str
    sign: str
    low: float
    high: float
    step: float


class ListChoice(TypedDict):
    """A list to choose from; each option is a value and its text."""

    name: str
    label: str
    options: list[tuple[str, str]]


class FiringWords(TypedDict):
    """The texts of the experiment; axes are across and up."""

    heads: tuple[str, str, str, str]
    z: str
    activation_title: str
    activation_axes: tuple[str, str]
    spikes_title: str
    spikes_axes: tuple[str, str]
    threshold: str


class Curve(TypedDict):
    """The activation: a over z."""

    z: list[float]
    a: list[float]


class SpikesPayload(TypedDict):
    """The membrane's voltage over time, in mV and s."""

    times: list[float]
    voltage: list[float]
    spikes: list[float]
    threshold: float
    rest: float
    low: float
    duration: float


class FiringPayload(TypedDict):
    """One neuron to play with: what stands in its fields, and what both neurons make of it."""

    problem: str
    refused: list[str]
    text: FiringWords
    choices: list[ListChoice]
    rows: list[list[Slider]]
    current: dict[str, str]
    terms: list[str]
    sums: list[float]
    formula: str
    verdict: str
    fires: bool
    z: float
    output: float
    point: str
    curve: Curve
    spoken: str
    train: SpikesPayload


Name = Annotated[str, msgspec.Meta(max_length=LONGEST)]


class Moved(msgspec.Struct, frozen=True):
    """What was typed or dragged, by the field's name."""

    changes: Annotated[dict[Name, Name], msgspec.Meta(max_length=MOST_FIELDS)]


NEURONS: Exhibit[NeuronsPayload, None] = Exhibit("neuron/neurons", NeuronsPayload)
FIRING = Exhibit("neuron/firing", FiringPayload, Moved)


def describe_parts() -> NeuronsPayload:
    """Return the parts of the two neurons in the active language."""
    return {
        "pairs": [
            {
                "name": pair.name,
                "names": (_(pair.biological), _(pair.artificial)),
                "work": (_(pair.biological_work), _(pair.artificial_work)),
            }
            for pair in PARTS
        ],
        "titles": (_("Biological neuron"), _("Artificial neuron")),
        "hint": _("Touch a part, or move through the parts with the Tab key."),
    }


def describe_firing(neuron: Neuron, spiking: LeakyIntegrateAndFire, refused: Sequence[Problem]) -> FiringPayload:
    """Return everything the experiment shows of a neuron, and what could not be used of the last change."""
    trace = evaluate_neuron(neuron)
    train = simulate_spikes(spiking, current_for(trace.z, spiking))
    return {
        "problem": " ".join(problem.message for problem in refused),
        "refused": [problem.field for problem in refused],
        "text": _words(),
        "choices": _choices(),
        "rows": _rows(len(neuron.inputs)),
        "current": _current(neuron),
        "terms": [_show(value) for value in (*trace.terms, neuron.bias, trace.z)],
        "sums": trace.sums.tolist(),
        "formula": _formula(neuron, trace),
        "verdict": _verdict(neuron, trace),
        "fires": trace.fires,
        "z": trace.z,
        "output": trace.output,
        "point": _point(trace),
        "curve": _curve(neuron.activation, trace.z),
        "spoken": _spoken(train),
        "train": _train(spiking, train),
    }


def _show(value: float) -> str:
    return write_fixed(value, DIGITS)


def _words() -> FiringWords:
    return {
        "heads": (_("input x"), _("weight w"), _("w · x"), _("running sum; the dashed line is 0")),
        "z": _("z, the sum with the bias"),
        "activation_title": _("Artificial: the activation"),
        "activation_axes": (_("z = Σ w·x + b"), _("output y = f(z)")),
        "spikes_title": _("Biological: the membrane's voltage"),
        "spikes_axes": (_("time in seconds"), _("voltage in mV")),
        "threshold": _("threshold"),
    }


def _choices() -> list[ListChoice]:
    counts = [(str(count), str(count)) for count in range(COUNT.low, COUNT.high + 1)]
    activations = [(name, _(entry.label)) for name, entry in ACTIVATIONS.items()]
    return [
        {"name": "count", "label": _("Number of inputs"), "options": counts},
        {"name": "activation", "label": _("Activation"), "options": activations},
    ]


def _rows(count: int) -> list[list[Slider]]:
    """Return the sliders of each row: input and weight, and in the last row the bias."""
    rows = [
        [_slider("x", index, _("Input {number}")), _slider("w", index, _("Weight {number}"))]
        for index in range(1, count + 1)
    ]
    return [*rows, [_slider("b", 0, _("Bias"))]]


def _slider(kind: str, index: int, label: str) -> Slider:
    accepted = cast(Number, RANGES[kind])
    name = f"{kind}{index}" if index else kind
    sign = name.translate(SUBSCRIPTS)
    label = label.format(number=index)
    return {"name": name, "label": label, "sign": sign, "low": accepted.low, "high": accepted.high, "step": STEP}


def _current(neuron: Neuron) -> dict[str, str]:
    pairs = [(f"x{i}", f"{x:g}") for i, x in enumerate(neuron.inputs, 1)]
    pairs += [(f"w{i}", f"{w:g}") for i, w in enumerate(neuron.weights, 1)]
    return dict(pairs) | {"b": f"{neuron.bias:g}", "count": str(len(neuron.inputs)), "activation": neuron.activation}


def _formula(neuron: Neuron, trace: NeuronTrace) -> str:
    """Return the weighted sum with its numbers: z = 0.8·1 + 1·0.5 − 0.3 = 1."""
    terms = [f"{_plain(w)}·{_plain(x)}" for w, x in zip(neuron.weights, neuron.inputs, strict=True)]
    return f"z = {' + '.join([*terms, _plain(neuron.bias)])} = {_show(trace.z)}"


def _plain(value: float) -> str:
    return f"({write_setting(value)})" if value < 0 else write_setting(value)


def _verdict(neuron: Neuron, trace: NeuronTrace) -> str:
    """Return whether it fires; an activation other than the step answers little by little."""
    if neuron.activation == "step":
        return _("Fires: z is at or above 0") if trace.fires else _("Does not fire: z is below 0")
    return _("z is at or above 0: a step would fire") if trace.fires else _("z is below 0: a step would not fire")


def _point(trace: NeuronTrace) -> str:
    text = _("f(z) = f({z}) = {output}. The sum of w·x must reach the threshold −b = {threshold}.")
    return text.format(z=_show(trace.z), output=_show(trace.output), threshold=_show(trace.threshold))


def _curve(name: str, z: float) -> Curve:
    reach = max(NARROWEST_CURVE, float(np.ceil(abs(z))))
    across, values = activation_curve(name, -reach, reach)
    return {"z": across.tolist(), "a": values.round(6).tolist()}


def _spoken(train: SpikeTrain) -> str:
    known = {"current": write_fixed(train.current, 2), "seconds": write_setting(DURATION)}
    if not train.rate:
        return _("A current of {current} nA is too weak: no spike in {seconds} s.").format(**known)
    text = ngettext(
        "A current of {current} nA: {count} spike in {seconds} s, {rate} a second.",
        "A current of {current} nA: {count} spikes in {seconds} s, {rate} a second.",
        len(train.spikes),
    )
    return text.format(count=len(train.spikes), rate=write_fixed(train.rate, 0), **known)


def _train(spiking: LeakyIntegrateAndFire, train: SpikeTrain) -> SpikesPayload:
    return {
        "times": train.times.round(5).tolist(),
        "voltage": train.voltage.round(2).tolist(),
        "spikes": train.spikes.round(5).tolist(),
        "threshold": spiking.threshold,
        "rest": spiking.rest,
        "low": min(spiking.rest, spiking.reset) - 5.0,
        "duration": DURATION,
    }
