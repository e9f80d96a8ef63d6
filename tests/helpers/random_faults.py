"""Backward passes that are wrong by 1 part in 1,000 somewhere, and how many of them the check of gradients finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from unittest import mock

import numpy as np
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor

from nnviz.backprop import gradient_check
from nnviz.backprop.gradient_check import check_gradients, choose_parameters
from nnviz.backprop.results import Parameter, UpdateTrace
from nnviz.backprop.trace import trace_update
from nnviz.core.problems import InputError
from nnviz.engine.calls import Operation
from nnviz.engine.layers import Bound, BoundBatchNorm, BoundDense, BoundDropout
from nnviz.engine.output import BoundOutput
from nnviz.engine.passes import Batch, TrainingPass
from tests.helpers.random_runs import STEPS, build_trainer, runs

__all__ = ["Found", "list_parameters", "look_for_faults"]

FACTOR = 1.001
NOTHING = 1e-12
"""A change smaller than this beside the network's largest gradient is none: it changes what is 0 but for rounding."""

_list_operations = gradient_check._list_operations


@dataclass
class Found:
    """How many faults changed a gradient, and how many of those the check called wrong."""

    faults: int = 0
    float32: int = 0
    float64: int = 0
    either: int = 0
    harmless: int = 0


def list_parameters(trace: UpdateTrace, most: int | None = None) -> list[Parameter]:
    """Return what the page checks, layer after layer, and at most so many parameters of each."""
    return [one for place in range(len(trace.layers)) for one in choose_parameters(trace, place)[:most]]


def look_for_faults(tried: settings) -> Found:
    """Put one fault each into the backward passes of random networks, and count those that are found."""
    found = Found()

    @settings(tried, suppress_health_check=list(HealthCheck))
    @given(runs(), STEPS, st.integers(0, 2**32))
    def look(run, steps, seed):
        try:
            trace = trace_update(build_trainer(run, steps, dtype=torch.float64))
            _count(found, trace, seed)
        except InputError:
            return  # The numbers of this network overflow, and the page says so.

    look()
    return found


def _count(found: Found, trace: UpdateTrace, seed: int) -> None:
    parameters = list_parameters(trace)
    right = trace.update.raw[[trace.layers[one.layer].position(one) for one in parameters]]
    with mock.patch.object(gradient_check, "_list_operations", partial(_list_with_fault, seed)):
        check = check_gradients(trace, parameters)
    if np.abs(check.double.engine - right).max() <= NOTHING * np.abs(right).max():
        found.harmless += 1
        return
    single, double = ("wrong" in one.autograd_verdicts for one in (check.single, check.double))
    found.faults += 1
    found.float32 += single
    found.float64 += double
    found.either += single or double


def _list_with_fault(seed: int, passes: TrainingPass, batch: Batch) -> tuple[list[Operation], list[Operation]]:
    forward, _right = _list_operations(passes, batch)
    parts = passes.bind_parts(batch)
    rng = np.random.default_rng(seed)
    place, array = _choose_array(passes, rng)
    backward = [list(part) for part in (parts.compare, *parts.backward)]
    backward[place].append(_choose_part(array, rng))
    return forward, [operation for part in backward for operation in part]


def _choose_array(passes: TrainingPass, rng: np.random.Generator) -> tuple[int, Tensor]:
    """Return a factor or a gradient, and after how many parts of the backward pass it is there."""
    places: list[tuple[int, Tensor]] = []
    for place, layer in enumerate([passes.output, *reversed(passes.layers)]):
        places += [(place, factor) for factor in _factors(layer)]
        places += [(place + 1, gradient) for gradient in _gradients(layer)]
    return places[rng.integers(len(places))]


def _factors(layer: Bound | BoundOutput) -> list[Tensor]:
    if isinstance(layer, BoundOutput):
        return [layer.slope]
    if isinstance(layer, BoundDense):
        return [layer.grad] if layer.is_linear else [layer.grad, layer.slope]
    return [layer.grad, layer.inverse, layer.normal] if isinstance(layer, BoundBatchNorm) else [layer.grad]


def _gradients(layer: Bound | BoundOutput) -> list[Tensor]:
    if isinstance(layer, BoundBatchNorm):
        return [layer.layer.scale_gradient, layer.layer.shift_gradient]
    return [] if isinstance(layer, BoundDropout) else [layer.layer.gradients]


def _choose_part(array: Tensor, rng: np.random.Generator) -> Callable[[], object]:
    """Return the operation that makes the whole array, a row or one number of it wrong."""
    row, column = (int(rng.integers(size)) for size in array.shape)
    part = [array, array[row], array[row, column]][rng.integers(3)]
    return partial(part.mul_, FACTOR)
