"""The gradients of an update, checked in two other ways and in two precisions.

- torch.autograd differentiates the same network, put together from torch's own functions;
- a central difference asks only for the loss: (L(w + h) - L(w - h)) / 2h, with the engine's forward pass.

The network is made again from the trace: same batch, same dropout masks, same switches, batch normalisation in
training mode. So nothing depends on where the run is by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch

from nnviz.backprop.autograd import DTYPES, Precision, differentiate, imitate_rounding
from nnviz.backprop.paths import Chain, trace_chain
from nnviz.backprop.results import Float64, LayerTrace, Parameter, UpdateTrace
from nnviz.backprop.verdict import (
    Verdict,
    choose_step,
    find_limits,
    judge,
    magnification,
    relative_error,
    usual_autograd_error,
    usual_difference_error,
)
from nnviz.core.catalog.losses import LOSSES, ConcreteLoss
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.spec import BatchNorm, Dense, Dropout, Layer, NetworkSpec
from nnviz.engine import Network, Output
from nnviz.engine.calls import Operation
from nnviz.engine.layers import BoundDense, BoundDropout, DenseLayer
from nnviz.engine.passes import Batch, TrainingPass
from nnviz.engine.plan import OutputActivation

__all__ = ["Check", "PrecisionCheck", "check_gradients", "choose_parameters"]

MOST_PARAMETERS = 300
SECONDS = 0.25
KINKED = frozenset({"step", "relu", "leaky_relu"})


@dataclass(frozen=True, slots=True)
class PrecisionCheck:
    """The check in one precision; every array has one entry for each parameter.

    Attributes
    ----------
    dtype : {"float32", "float64"}
    epsilon : float
        Distance from 1 to the next number.
    engine, autograd, difference : (n,) float64
        The gradient, found in three ways.
    steps : (n,) float64
        h of the central difference.
    autograd_error, difference_error : (n,) float64
        Relative error of the engine's gradient against the other two.
    autograd_usual, difference_usual : float
        The relative error that is right.
    autograd_verdicts, difference_verdicts : tuple of {"right", "rounding", "kink", "wrong"}
        See `nnviz.backprop.verdict.VERDICTS`.
    """

    dtype: Precision
    epsilon: float
    engine: Float64
    autograd: Float64
    difference: Float64
    steps: Float64
    autograd_error: Float64
    difference_error: Float64
    autograd_usual: float
    difference_usual: float
    autograd_verdicts: tuple[Verdict, ...]
    difference_verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The check of some parameters.

    Attributes
    ----------
    parameters : tuple of Parameter
    single, double : PrecisionCheck
        In float32 and in float64.
    notes : tuple of str
        Sentences that must be said with it, in the active language.
    """

    parameters: tuple[Parameter, ...]
    single: PrecisionCheck
    double: PrecisionCheck
    notes: tuple[str, ...]


def choose_parameters(trace: UpdateTrace, layer: int) -> tuple[Parameter, ...]:
    """Return the parameters of a layer, evenly thinned to what can be checked in about a quarter of a second.

    Parameters
    ----------
    trace : UpdateTrace
    layer : int
        Place of the layer.

    Returns
    -------
    tuple of Parameter
        Empty for dropout, which learns nothing.
    """
    chosen = trace.layers[layer]
    if chosen.kind == "dropout":
        return ()
    sources: list[int | None] = [*range(1 if chosen.kind == "batchnorm" else chosen.inputs), None]
    everything = [Parameter(layer, unit, source) for unit in range(chosen.units) for source in sources]
    most = min(len(everything), _count_affordable(trace))
    places = np.linspace(0, len(everything) - 1, most).round().astype(int)
    return tuple(everything[place] for place in places)


def _count_affordable(trace: UpdateTrace) -> int:
    """Return how many parameters can be checked: four evaluations of the loss for each, in two precisions."""
    units = sum(layer.units for layer in trace.layers)
    cost = 3e-5 + trace.batch * (1e-9 * trace.n_parameters + 1e-8 * units)
    return max(1, min(MOST_PARAMETERS, int(SECONDS / (8 * cost))))


def check_gradients(trace: UpdateTrace, parameters: Sequence[Parameter]) -> Check:
    """Return the gradients of some parameters as the engine, autograd and a central difference find them.

    Parameters
    ----------
    trace : UpdateTrace
        The update whose network is made again.
    parameters : sequence of Parameter
        Any number of them, of any layers.

    Returns
    -------
    Check

    Raises
    ------
    InputError
        When the update has numbers that are not finite.
    IndexError
        When the network has no such parameter.
    """
    _require_finite(trace.update.raw, trace.update.old, trace.layers[-1].z)
    chosen = tuple(parameters)
    with np.errstate(all="ignore"):
        single, double = (_Checker(trace, chosen, name).check() for name in DTYPES)
    return Check(chosen, single, double, _write_notes(trace))


def _require_finite(*arrays: Float64) -> None:
    if not all(np.isfinite(array).all() for array in arrays):
        message = _(
            "The gradients of this update are not all finite numbers, so there is nothing to compare them with."
        )
        raise InputError([Problem("weights", message)])


def _write_notes(trace: UpdateTrace) -> tuple[str, ...]:
    if not any(layer.activation == "step" for layer in trace.layers):
        return ()
    return (
        _(
            "The step function is flat, so its slope is 0 and so is every gradient before it: autograd and the "
            "difference agree. Only when a step lies between w − h and w + h does the difference see the jump."
        ),
    )


class _Checker:
    """Checks some parameters in one precision."""

    def __init__(self, trace: UpdateTrace, parameters: tuple[Parameter, ...], name: Precision) -> None:
        self._trace, self._parameters, self._name = trace, parameters, name
        self._dtype = DTYPES[name]
        self._epsilon = torch.finfo(self._dtype).eps
        self._chains = [trace_chain(trace, parameter) for parameter in parameters]
        self._places = [trace.layers[parameter.layer].position(parameter) for parameter in parameters]
        self._network = _rebuild_network(trace, self._dtype)
        self._values = self._network.state.parameters.numpy()
        self._batch = _rebuild_batch(trace, self._dtype)
        self._passes = _rebuild_pass(trace, self._network, self._batch)
        self._forward, self._backward = _list_operations(self._passes, self._batch)

    def check(self) -> PrecisionCheck:
        """Return the check."""
        engine, autograd = self._run_engine(), differentiate(self._trace, self._parameters, self._name)
        _require_finite(engine, autograd)
        steps = self._choose_steps()
        difference, doubled = self._differentiate(steps), self._differentiate(2 * steps)
        usual = usual_autograd_error(self._epsilon), usual_difference_error(self._epsilon)
        errors = relative_error(engine, autograd), relative_error(engine, difference)
        scatter = imitate_rounding(self._trace, self._parameters, self._name)
        limits = find_limits(scatter, self._epsilon * self._add_absolute_terms(), steps, doubled - difference)
        against_autograd = judge(errors[0], usual[0], np.abs(engine - autograd), limits[0])
        against_difference = judge(errors[1], usual[1], np.abs(engine - difference), limits[1])
        return PrecisionCheck(
            self._name,
            self._epsilon,
            engine,
            autograd,
            difference,
            steps,
            *errors,
            *usual,
            tuple(against_autograd),
            tuple(self._find_kinks(against_difference, steps)),
        )

    def _choose_steps(self) -> Float64:
        places = zip(self._chains, self._places, strict=True)
        return np.array([self._choose_step(chain, self._trace.update.old[place]) for chain, place in places])

    def _choose_step(self, chain: Chain, value: float) -> float:
        reach = chain.source * magnification(self._trace, chain.parameter.layer)
        return choose_step(self._epsilon, reach, value)

    def _add_absolute_terms(self) -> Float64:
        """Return for each gradient the sum over the samples of the sizes of its terms."""
        return np.array([np.abs(chain.products).sum() for chain in self._chains])

    def _run_engine(self) -> Float64:
        for operation in (*self._forward, *self._backward):
            operation()
        return self._network.state.gradients.numpy().astype(np.float64)[self._places]

    def _evaluate_at(self, place: int, value: float) -> tuple[float, float]:
        """Return the loss with one parameter set to about `value`, and what it could be set to."""
        before = self._values[place]
        self._values[place] = value
        reached = float(self._values[place])
        for operation in self._forward:
            operation()
        self._values[place] = before
        output = self._passes.output
        return output.loss.value(output.z, output.predictions, self._batch.targets).item(), reached

    def _differentiate(self, steps: Float64) -> Float64:
        old = self._trace.update.old
        slopes = []
        for place, step in zip(self._places, steps, strict=True):
            (upper, right), (lower, left) = (self._evaluate_at(place, old[place] + side * step) for side in (1, -1))
            slopes.append((upper - lower) / (right - left))
        return np.array(slopes)

    # Kinks.

    def _find_kinks(self, verdicts: list[Verdict], steps: Float64) -> list[Verdict]:
        """Return the verdicts, with "kink" where the loss has one between w - h and w + h."""
        found = list(verdicts)
        for index, (place, step) in enumerate(zip(self._places, steps, strict=True)):
            if verdicts[index] != "right" and self._crosses_kink(place, step):
                found[index] = "kink"
        return found

    def _crosses_kink(self, place: int, step: float) -> bool:
        sides = []
        for side in (1, 0, -1):
            self._evaluate_at(place, self._trace.update.old[place] + side * step)
            sides.append(self._read_sides())
        return not (np.array_equal(sides[0], sides[1]) and np.array_equal(sides[1], sides[2]))

    def _read_sides(self) -> Float64:
        """Return on which side of its kink each unit, and each error under MAE, is."""
        output = self._passes.output
        signs = [
            np.sign(layer.z.numpy()).ravel()
            for layer in self._passes.layers
            if isinstance(layer, BoundDense) and layer.layer.activation.name in KINKED
        ]
        if output.loss.name == "mae":
            signs.append(np.sign((output.predictions - self._batch.targets).numpy()).ravel())
        return np.concatenate(signs) if signs else np.zeros(0)


# The engine's network once more.


def _rebuild_network(trace: UpdateTrace, dtype: torch.dtype) -> Network:
    last = trace.layers[-1]
    loss = LOSSES[trace.loss.name]
    output = Output(last.units, cast(OutputActivation, last.activation), cast(ConcreteLoss, loss))
    spec = NetworkSpec(tuple(_describe_layer(layer) for layer in trace.layers[:-1]))
    network = Network(spec, len(trace.inputs), output, dtype)
    network.state.parameters.copy_(torch.from_numpy(trace.update.old))
    for layer, traced in zip(network.hidden, trace.layers, strict=False):
        if isinstance(layer, DenseLayer):
            layer.switches.copy_(torch.from_numpy(traced.on)[:, None])
            network.switching |= not traced.on.all()
    return network


def _describe_layer(layer: LayerTrace) -> Layer:
    if layer.kind == "dense":
        return Dense(layer.units, layer.activation)
    return BatchNorm() if layer.kind == "batchnorm" else Dropout(layer.rate)


def _rebuild_batch(trace: UpdateTrace, dtype: torch.dtype) -> Batch:
    columns = np.concatenate([np.ones((1, trace.batch)), trace.inputs])
    samples = torch.from_numpy(columns).t().contiguous().to(dtype)
    targets = torch.from_numpy(trace.targets).t().contiguous().to(dtype)
    return Batch(samples, samples.t(), targets.t())


def _rebuild_pass(trace: UpdateTrace, network: Network, batch: Batch) -> TrainingPass:
    """Return a pass that has the dropout masks of the trace."""
    loss = cast(ConcreteLoss, LOSSES[trace.loss.name])
    passes = TrainingPass(network, loss, len(batch.samples), torch.Generator())
    for layer, traced in zip(passes.layers, trace.layers, strict=False):
        if isinstance(layer, BoundDropout) and traced.mask is not None:
            layer.mask.copy_(torch.from_numpy(traced.mask))
    return passes


def _list_operations(passes: TrainingPass, batch: Batch) -> tuple[list[Operation], list[Operation]]:
    """Return the operations forward, without the draws of masks, and backward."""
    parts = passes.bind_parts(batch)
    draws = [layer.draw for layer in passes.layers if isinstance(layer, BoundDropout)]
    forward = [operation for operation in parts.forward if operation not in draws]
    return forward, [*parts.compare, *(operation for part in parts.backward for operation in part)]
