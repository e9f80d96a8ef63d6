"""Backward passes that are wrong by 1 part in 1,000 somewhere, and how many of them the check of gradients finds.

A fault counts if it changes some gradient by at least one rounding of float64 of the sum of that gradient's absolute
terms (`tests.helpers.absolute_terms`). What changes every gradient by less is within what one rounding may do.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from unittest import mock

import numpy as np
import torch
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from torch import Tensor

from nnviz.backprop import gradient_check
from nnviz.backprop.autograd import DTYPES, imitate_rounding
from nnviz.backprop.gradient_check import Check, check_gradients, choose_parameters
from nnviz.backprop.results import Float64, Parameter, UpdateTrace
from nnviz.backprop.trace import trace_update
from nnviz.core.problems import InputError
from nnviz.core.spec import RunSpec
from nnviz.engine.calls import Operation
from nnviz.engine.layers import Bound, BoundBatchNorm, BoundDense, BoundDropout
from nnviz.engine.output import BoundOutput
from nnviz.engine.passes import Batch, TrainingPass
from tests.helpers.absolute_terms import sum_absolute_terms
from tests.helpers.random_runs import STEPS, build_trainer, runs

__all__ = ["FAULTS_OF_A_NETWORK", "Found", "list_parameters", "look_for_faults"]

FACTOR = 1.001
FAULTS_OF_A_NETWORK = 4
ROUNDING = 2.0**-53
"""The largest relative error of one rounding to float64."""

_list_operations = gradient_check._list_operations


@dataclass
class Found:
    """How many faults count, how many of those the check called wrong in which precision, and what else there was.

    Attributes
    ----------
    faults, float32, float64, either : int
    hidden, harmless : int
        Faults that do not count: each gradient changes by less than a rounding, or none at all.
    missed : list of (RunSpec, int, int)
        Run, steps and number of each fault that counts and was not found.
    """

    faults: int = 0
    float32: int = 0
    float64: int = 0
    either: int = 0
    hidden: int = 0
    harmless: int = 0
    missed: list[tuple[RunSpec, int, int]] = field(default_factory=list)


def list_parameters(trace: UpdateTrace, most: int | None = None) -> list[Parameter]:
    """Return what the page checks, layer after layer, and at most so many parameters of each."""
    return [parameter for place in range(len(trace.layers)) for parameter in choose_parameters(trace, place)[:most]]


def look_for_faults(tried: settings, first: int) -> Found:
    """Put faults, one at a time, into the backward passes of random networks, and count those that are found.

    The same `first` tries the same networks and faults.
    """
    found = Found()

    @seed(first)
    @settings(tried, suppress_health_check=list(HealthCheck))
    @given(runs(), STEPS, st.integers(0, 2**32))
    def look(run: RunSpec, steps: int, number: int) -> None:
        try:
            trace = trace_update(build_trainer(run, steps, dtype=torch.float64))
            _try_faults(found, trace, run, steps, number)
        except InputError:
            return  # The numbers of this network overflow, and the page says so.

    look()
    return found


def _try_faults(found: Found, trace: UpdateTrace, run: RunSpec, steps: int, number: int) -> None:
    parameters = list_parameters(trace)
    places = [trace.layers[parameter.layer].position(parameter) for parameter in parameters]
    right, rounding = trace.update.raw[places], ROUNDING * sum_absolute_terms(trace)[places]
    with ExitStack() as stack:
        _leave_out_differences(stack, trace, parameters, right)
        for fault in range(number, number + FAULTS_OF_A_NETWORK):
            with mock.patch.object(gradient_check, "_list_operations", partial(_list_with_fault, fault)):
                check = check_gradients(trace, parameters)
            _count(found, check, np.abs(check.double.engine - right), rounding, (run, steps, fault))


def _leave_out_differences(stack: ExitStack, trace: UpdateTrace, parameters: list[Parameter], right: Float64) -> None:
    """Leave out what takes most of the time and says the same for each fault: the differences and the copies."""
    scatters = [imitate_rounding(trace, parameters, name) for name in DTYPES]
    for owner, name, stand_in in (
        (gradient_check, "imitate_rounding", mock.Mock(side_effect=cycle(scatters))),
        (gradient_check._Checker, "_differentiate", mock.Mock(return_value=right)),
        (gradient_check._Checker, "_crosses_kink", mock.Mock(return_value=False)),
    ):
        stack.enter_context(mock.patch.object(owner, name, stand_in))


def _count(found: Found, check: Check, change: Float64, rounding: Float64, fault: tuple[RunSpec, int, int]) -> None:
    changed = change > 0
    if not changed.any():
        found.harmless += 1
        return
    if (change < rounding)[changed].all():
        found.hidden += 1
        return
    single, double = ("wrong" in verdicts.autograd_verdicts for verdicts in (check.single, check.double))
    found.faults += 1
    found.float32 += single
    found.float64 += double
    found.either += single or double
    if not (single or double):
        found.missed.append(fault)


def _list_with_fault(fault: int, passes: TrainingPass, batch: Batch) -> tuple[list[Operation], list[Operation]]:
    forward, _right = _list_operations(passes, batch)
    parts = passes.bind_parts(batch)
    rng = np.random.default_rng(fault)
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
