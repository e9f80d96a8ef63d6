"""The check of gradients: right for the engine's, not for wrong ones, and kinks and rounding are told apart."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.backprop import autograd, gradient_check
from nnviz.backprop.autograd import differentiate, imitate_rounding
from nnviz.backprop.gradient_check import check_gradients, choose_parameters
from nnviz.backprop.results import Parameter
from nnviz.backprop.trace import trace_update
from nnviz.backprop.verdict import Scatter, choose_step, find_limits, relative_error
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import LOSSES, ConcreteLoss
from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine.layers import BoundDense
from tests.backprop.test_trace import make_trainer
from tests.helpers.examples import SEED, examples
from tests.helpers.random_faults import list_parameters, look_for_faults
from tests.helpers.random_runs import STEPS, SWITCHED, build_trainer, runs

MIXED = (Dense(4, "tanh"), Dropout(0.3), Dense(3, "gelu"), BatchNorm(), Dense(3, "sigmoid"))


SIGMOID, STEP = (Dense(3, "sigmoid"), BatchNorm()), (Dense(5, "step"), BatchNorm())
WIDE = (*[Dense(5, "relu")] * 3, *[Dropout(0.9)] * 2)
HUGE = 1e9
"""A number whose powers soon leave the range of float32."""
SIXTY = {"dataset": "sine", "samples": 60}


def found(data, network, steps=0, dtype=torch.float32, switched=(), **training):
    """Return a run that was found at night, as an example."""
    run = RunSpec(DataSpec(**data), NetworkSpec(**network), TrainingSpec(**training))
    return example(run, steps, switched, dtype)


@examples(25, nightly=20_000)
@given(runs(), STEPS, SWITCHED, st.sampled_from([torch.float32, torch.float64]))
# Batch normalisation makes small gradients out of large terms.
@found({"dataset": "blobs", "samples": 60}, {"layers": SIGMOID, "seed": 98}, 15, torch.float64, batch=2, lr=0.05)
@found(SIXTY, {"layers": (Dense(3, "sigmoid"), *SIGMOID), "seed": 98}, 1, torch.float64, batch=2, lr=0.05)
@found(SIXTY, {"layers": STEP, "seed": 7}, 1, torch.float64, batch=4, lr=0.05, loss="huber")
# Terms cancel inside of one operation of torch: batch normalisation, log-softmax, binary cross-entropy, GELU.
@found(
    {"dataset": "iris", "data_seed": 284},
    {"layers": (*STEP, *[BatchNorm()] * 3), "init": "normal", "seed": 2},
    *(1, torch.float32, ()),
    optimizer="adagrad",
    lr=0.001,
    batch=3,
    l2=0.01,
)
@found(
    {"dataset": "blobs", "samples": 114, "noise": 16, "data_seed": 200},
    {"layers": (), "init": "normal", "sigma": 3.0, "seed": 3590},
    *(27, torch.float32, ()),
    optimizer="momentum",
    lr=0.3,
    batch=4,
    l1=0.01,
)
@found(
    {"dataset": "gaussians", "samples": 152, "noise": 6, "data_seed": 882},
    {"layers": (), "init": "normal", "seed": 619},
    *(57, torch.float32, ()),
    optimizer="momentum",
    lr=0.3,
    batch=1,
)
@found(
    {"dataset": "iris", "samples": 66, "data_seed": 1170},
    {"layers": (Dense(6, "gelu"),), "init": "he_normal", "seed": 2},
    *(0, torch.float64, ()),
    batch=1,
)
# The output is so sure that p rounds to 1, where another formula of the same loss still has a gradient of 1e-121.
@found(
    {"dataset": "moons", "samples": 80, "noise": 1, "data_seed": 3854, "features": ("x2_squared",)},
    {"layers": (*[Dense(8, "leaky_relu")] * 2, BatchNorm(), Dropout(0.9)), "init": "pytorch", "seed": 33},
    *(33, torch.float64, (0, 3)),
    optimizer="momentum",
    lr=0.3,
    batch=33,
    l1=0.01,
    l2=0.01,
)
# Of GELU's slope at -9.4 torch's vectorised way leaves nothing in float32, and its other way something.
@found(
    {"dataset": "blobs", "samples": 61, "noise": 32, "data_seed": 4539, "classes": 4},
    {"layers": (Dense(1, "gelu"),), "init": "normal", "sigma": 3.0, "seed": 29},
    *(0, torch.float32, ()),
    optimizer="momentum",
    lr=0.01,
    batch=1,
)
# The second derivative jumps at the place, as every input is 0.
@found(
    {"dataset": "sine", "samples": 151, "noise": 7, "data_seed": 5},
    {"layers": (Dropout(0.9), BatchNorm(), Dense(7, "elu")), "init": "normal", "sigma": 3.0, "seed": 19},
    *(0, torch.float32, ()),
    optimizer="momentum",
    batch=2,
)
# Weights grow until w + h is w.
@found(
    {"dataset": "circle", "samples": 59, "noise": 24, "data_seed": 263, "features": tuple(sorted(FEATURES))},
    {"layers": WIDE, "init": "normal", "sigma": 3.0, "seed": 1228},
    *(24, torch.float64, (0, 2)),
    optimizer="nesterov",
    lr=0.3,
    batch=17,
    l1=0.01,
)
def test_no_gradient_of_the_engine_is_called_wrong(run, steps, switched, dtype):
    trace = trace_update(build_trainer(run, steps, switched, dtype))
    try:
        check = check_gradients(trace, list_parameters(trace, most=12))
    except InputError:
        assert max(np.abs(layer.z).max() for layer in trace.layers) > HUGE or not trace.finite
        return
    for verdicts in (check.single, check.double):
        assert set(verdicts.autograd_verdicts) <= {"right", "rounding"}
        assert set(verdicts.difference_verdicts) <= {"right", "rounding", "kink"}


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_engines_column_is_the_trace_to_the_bit(dtype):
    trace = trace_update(make_trainer(MIXED, "multiclass", dtype))
    for place, layer in enumerate(trace.layers):
        parameters = choose_parameters(trace, place)
        check = check_gradients(trace, parameters)
        ours = check.single if dtype is torch.float32 else check.double
        assert ours.engine.tolist() == [trace.update.raw[layer.position(parameter)] for parameter in parameters]


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if isinstance(loss, ConcreteLoss)])
def test_a_loss_that_torch_has_no_module_for_is_differentiated_from_its_entry(monkeypatch, name):
    """Whatever the entry computes: each loss is asked without its module, and torch's module says the same."""
    tasks = LOSSES[name].tasks
    trace = trace_update(make_trainer((Dense(3, "tanh"),), tasks[0], loss=name if len(tasks) > 1 else "auto"))
    assert trace.loss.name == name
    parameters = list_parameters(trace)
    by_module = differentiate(trace, parameters, "float64")
    without = replace(LOSSES[name], torch_code="lambda p, y: ...")
    monkeypatch.setattr(autograd, "LOSSES", {**LOSSES, name: without})
    assert differentiate(trace, parameters, "float64") == pytest.approx(by_module, rel=1e-11, abs=1e-14)


def test_a_smooth_network_is_right_to_the_size_that_theory_gives():
    check = check_gradients(trace := trace_update(make_trainer(steps=0)), choose_parameters(trace, 0))
    assert set(check.double.autograd_verdicts) == set(check.single.autograd_verdicts) == {"right"}
    # On some processors most float32 gradients agree to the bit, so the largest error is what tells float32.
    assert check.double.autograd_error.max() < 1e-13 < 1e-11 < check.single.autograd_error.max() < 1e-5
    assert np.median(check.double.difference_error) < 1e-8 < 1e-6 < np.median(check.single.difference_error) < 1e-2
    assert check.double.difference_usual == pytest.approx(3.7e-9, rel=0.02)
    assert check.single.difference_usual == pytest.approx(2.4e-3, rel=0.02)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_wrong_backward_pass_is_found(monkeypatch, dtype):
    trace = trace_update(make_trainer((Dense(3, "tanh"), Dense(3, "tanh"))))
    right = BoundDense.backward
    monkeypatch.setattr(BoundDense, "backward", lambda self, grad_x: [*right(self, grad_x), self._double])
    monkeypatch.setattr(BoundDense, "_double", lambda self: self.layer.gradients.mul_(1.1), raising=False)
    check = check_gradients(trace, choose_parameters(trace, 1))
    verdicts = check.single if dtype == "float32" else check.double
    assert set(verdicts.autograd_verdicts) == {"wrong"}
    assert verdicts.difference_verdicts.count("wrong") >= len(check.parameters) - 1


def test_a_backward_pass_that_is_wrong_by_one_part_in_a_thousand_is_found():
    found = look_for_faults(examples(10, nightly=1250), SEED)
    assert found.either >= 0.999 * found.faults, found
    assert found.float32 >= 0.8 * found.faults, found  # Float32 alone has not digits enough for all of them.
    assert found.faults > found.harmless + found.hidden, found


@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_a_kink_is_called_a_kink(name):
    trainer = make_trainer((Dense(2, name),), batch=40, steps=0)
    trainer.edit_parameter(0, 0, None, 0.0)
    for source in (0, 1):
        trainer.edit_parameter(0, 0, source, 0.0)
    check = check_gradients(trace_update(trainer), [Parameter(0, 0, None)])
    assert check.single.difference_verdicts == check.double.difference_verdicts == ("kink",)
    assert check.double.autograd_error[0] < 1e-12


def test_the_kink_of_the_absolute_error_is_a_kink():
    trace = trace_update(make_trainer((), "regression", loss="mae", steps=0))
    on_it = replace(trace, targets=np.where(np.arange(trace.batch) < 2, trace.layers[-1].z + 1e-9, trace.targets))
    check = check_gradients(on_it, [Parameter(0, 0, 0), Parameter(0, 0, None)])
    assert check.double.difference_verdicts == ("kink", "kink")
    assert check.double.autograd_verdicts == ("right", "right")


def test_a_step_is_flat_and_its_jumps_are_kinks():
    trainer = make_trainer((Dense(3, "step"),), steps=0)
    trace = trace_update(trainer)
    check = check_gradients(trace, choose_parameters(trace, 0))
    assert len(check.notes) == 1
    assert not check.double.engine.any() and not check.double.autograd.any()
    assert set(check.double.difference_verdicts) == {"right"}
    trainer.edit_parameter(0, 0, None, float(-(trace.layers[0].z[0, 0] - trace.layers[0].bias[0])))
    jump = check_gradients(trace_update(trainer), [Parameter(0, 0, None)])
    assert jump.double.difference_verdicts == ("kink",) and abs(jump.double.difference[0]) > 1.0


def test_a_bias_before_batch_normalisation_is_rounding_alone():
    trace = trace_update(make_trainer((Dense(3, "linear"), BatchNorm(), Dense(2, "tanh"))))
    check = check_gradients(trace, [Parameter(0, unit, None) for unit in range(3)])
    assert np.abs(check.double.engine).max() < 1e-15
    assert set(check.double.autograd_verdicts + check.single.autograd_verdicts) <= {"right", "rounding"}
    assert "rounding" in check.double.difference_verdicts and "wrong" not in check.double.difference_verdicts


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_of_the_catalogue_is_checked(name):
    trace = trace_update(make_trainer((Dense(3, name),), steps=0))
    assert set(check_gradients(trace, choose_parameters(trace, 0)).double.autograd_verdicts) == {"right"}


def test_rounding_moves_nothing_where_gelu_is_exactly_0():
    trainer = make_trainer((Dense(3, "gelu"),), steps=0)
    trainer.edit_parameter(0, 0, None, -1e6)
    trace = trace_update(trainer)
    dead, alive = imitate_rounding(trace, [Parameter(1, 0, 0), Parameter(1, 0, 1)], "float64").gradients
    assert dead == 0.0 < alive


def test_a_gradient_may_be_off_by_the_rounding_of_its_own_last_sum(monkeypatch):
    """As if the copies did not scatter at all: three terms of up to 1,500, whose sum is exactly 0."""
    run = RunSpec(
        DataSpec("iris", data_seed=284),
        NetworkSpec((*STEP, *[BatchNorm()] * 3), init="normal", seed=2),
        TrainingSpec(optimizer="adagrad", lr=0.001, batch=3, l2=0.01),
    )
    parameter = Parameter(2, 3, None)
    monkeypatch.setattr(gradient_check, "imitate_rounding", lambda *_given: Scatter(0.0, np.zeros(1), 32))
    check = check_gradients(trace_update(build_trainer(run, 1)), [parameter]).single
    assert abs(check.engine[0]) > 1e-5 and check.autograd[0] == 0.0
    assert check.autograd_verdicts == ("rounding",)


def test_fewer_copies_leave_more_room():
    few, many = (Scatter(1e-9, np.array([1e-9, 3e-9]), copies) for copies in (8, 32))
    nothing = np.zeros(2)
    of_few, of_many = (find_limits(scatter, nothing, nothing + 1, nothing)[0] for scatter in (few, many))
    assert of_few == pytest.approx(4 * of_many)
    assert of_many == pytest.approx(25 * many.gradients)


def test_parameters_are_chosen_evenly_and_few_enough():
    trace = trace_update(make_trainer((Dense(64, "tanh"), Dropout(0.2), Dense(64, "tanh"), BatchNorm())))
    chosen = choose_parameters(trace, 2)
    assert 1 < len(chosen) <= 300 and len(set(chosen)) == len(chosen)
    assert chosen[0] == Parameter(2, 0, 0) and chosen[-1] == Parameter(2, 63, None)
    assert choose_parameters(trace, 1) == ()
    assert len(choose_parameters(trace, 4)) == 65
    assert {parameter.source for parameter in choose_parameters(trace, 3)} == {0, None}


def test_what_is_not_finite_is_explained():
    trainer = make_trainer()
    trace = trace_update(trainer)
    broken = replace(trace, update=replace(trace.update, raw=trace.update.raw * math.nan))
    with pytest.raises(InputError, match="not all finite"):
        check_gradients(broken, choose_parameters(trace, 0))


def test_errors_are_relative_to_the_larger_number():
    ones, others = np.array([1.0, 0.0, -2.0, 0.0]), np.array([0.5, 0.0, 2.0, 1e-30])
    assert relative_error(ones, others).tolist() == [0.5, 0.0, 2.0, 1.0]


def test_the_step_is_smaller_where_inputs_are_large():
    assert choose_step(1e-15, np.array([0.1]), 0.3) == pytest.approx(1e-5)
    assert choose_step(1e-15, np.array([100.0, -100.0]), 0.3) == pytest.approx(1e-7)


def test_the_step_is_larger_where_the_weight_is():
    assert choose_step(1e-16, np.array([0.1]), 1e9) == pytest.approx(10.0)
