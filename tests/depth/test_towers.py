"""Sizes through depth against torch.nn with autograd, and the theory against random numbers and wide networks."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.stats import norm
from torch import nn

from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.problems import InputError
from nnviz.core.spec import Dense, NetworkSpec, TrainingSpec
from nnviz.depth.figures import DepthLine, depth_figure
from nnviz.depth.towers import VARIANCES, Recipe, Tower, _average, build_network, gain_per_layer, measure_depth
from nnviz.engine import plan_output
from tests.helpers.twin import build_twin, make_data, module_of, twin_loss

FEATURES = ("x1", "x2")
TRAINING = TrainingSpec()


def profile(tower, task="binary", data=None):
    return measure_depth(tower, data or make_data(task), FEATURES, TRAINING)


def autograd_sizes(tower, task):
    """Return spread, delta and weight gradients of each dense layer, from modules and autograd."""
    data = make_data(task)
    output = plan_output(data, TRAINING)
    network = build_network(tower, 2, output)
    twin = build_twin(network, _spec_of(tower))
    x = torch.tensor(data.points[data.train_index], dtype=torch.float64)
    dense, activations = [], []
    for module in twin:
        x = module(x)
        if isinstance(module, nn.Linear):
            x.retain_grad()
            dense.append((module, x))
        elif not isinstance(module, nn.BatchNorm1d):
            activations.append(x.detach())
    y = torch.tensor(data.targets[data.train_index], dtype=torch.float64)
    twin_loss(output.loss.name, task)(x, y).backward()
    hidden = dense[:-1]
    return (
        [float(a.std(correction=0)) for a in activations],
        [float(z.grad.square().mean().sqrt()) for _module, z in hidden],
        [float(module.weight.grad.square().mean().sqrt()) for module, _z in hidden],
    )


def _spec_of(tower):
    class Spec:
        layers = tower.layers

    return Spec()


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("sigmoid", "xavier_normal"),
        Recipe("tanh", "normal", sigma=0.7),
        Recipe("relu", "he_uniform"),
        Recipe("gelu", "pytorch", batch_norm=True),
    ],
)
def test_sizes_are_those_of_autograd(recipe, task):
    tower = Tower(recipe, depth=12, width=7, seed=3)
    measured = profile(tower, task)
    spread, delta, gradient = autograd_sizes(tower, task)
    np.testing.assert_allclose(measured.spread, spread, rtol=1e-8)
    np.testing.assert_allclose(measured.delta, delta, rtol=1e-8)
    np.testing.assert_allclose(measured.weight_gradient, gradient, rtol=1e-8)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_the_variances_are_those_of_what_is_drawn(name):
    weight, bias = torch.empty(400, 250, dtype=torch.float64), torch.empty(400, dtype=torch.float64)
    draws = []
    generator = torch.Generator().manual_seed(1)
    for _repeat in range(20):
        INITIALIZERS[name].draw(weight, bias, 0.3, generator)
        draws.append((float(weight.var(correction=0)), float(bias.var(correction=0))))
    expected = VARIANCES[name](250, 400, 0.3)
    np.testing.assert_allclose(np.mean(draws, 0), expected, rtol=0.02)


@pytest.mark.parametrize(
    ("recipe", "tolerance"),
    [
        (Recipe("sigmoid", "uniform"), 0.1),
        (Recipe("tanh", "normal", sigma=0.4), 0.1),
        (Recipe("relu", "he_normal"), 0.1),
        (Recipe("step", "pytorch"), 0.1),
        (Recipe("softplus", "normal", sigma=0.05), 0.1),
    ],
)
def test_theory_expects_what_many_random_layers_do(recipe, tolerance):
    """Monte Carlo with fresh weights and far more units: one layer forward and its way back, three layers long."""
    tower = Tower(recipe, depth=3, width=64)
    data = make_data()
    expected = profile(tower, data=data)
    generator = torch.Generator().manual_seed(5)
    f = module_of(recipe.activation)
    x = torch.tensor(data.points[data.train_index], dtype=torch.float64)
    ends = _output_error(tower, data)
    activations, gradients = [], []
    for _repeat in range(250):
        spread, delta = _random_pass(recipe, f, x, ends, generator)
        activations.append(spread)
        gradients.append(delta)
    pooled = np.mean(activations, 0)
    np.testing.assert_allclose(expected.expected_spread, np.sqrt(pooled[:, 1] - pooled[:, 0] ** 2), rtol=tolerance)
    if recipe.activation == "step":
        assert not expected.expected_delta.any()
    else:
        np.testing.assert_allclose(expected.expected_delta, np.sqrt(np.mean(gradients, 0)), rtol=tolerance)


def _output_error(tower, data):
    network = build_network(tower, 2, plan_output(data, TRAINING))
    twin = build_twin(network, _spec_of(tower))
    x = torch.tensor(data.points[data.train_index], dtype=torch.float64)
    logits = twin(x).detach()
    return (torch.sigmoid(logits) - torch.tensor(data.targets[data.train_index])[:, None].double()) / len(x)


def _random_pass(recipe, f, x, ends, generator):
    """Return (mean, mean square) of the activations and the mean square of delta, in each of three new layers."""
    sizes, slopes, matrices, a = [], [], [], x
    for units in (64, 64, 64, 1):
        weight, bias = torch.empty(units, a.shape[1], dtype=torch.float64), torch.empty(units, dtype=torch.float64)
        INITIALIZERS[recipe.init].draw(weight, bias, recipe.sigma, generator)
        matrices.append(weight)
        z = (a @ weight.T + bias).requires_grad_()
        out = f(z)
        if units > 1:
            slopes.append(torch.autograd.grad(out.sum(), z)[0] if recipe.activation != "step" else torch.zeros_like(z))
        a = out.detach()
        sizes.append((float(a.mean()), float((a**2).mean())))
    deltas, back = [], ends
    for slope, weight in zip(reversed(slopes), reversed(matrices), strict=False):
        back = back @ weight * slope
        deltas.append(float((back**2).mean()))
    return sizes[:3], deltas[::-1]


@pytest.mark.parametrize(
    ("recipe", "gain"),
    [
        (Recipe("linear", "he_normal"), 2**0.5),
        (Recipe("relu", "he_normal"), 1.0),
        (Recipe("relu", "normal", sigma=0.25), 2**0.5),
    ],
)
def test_theory_knows_the_gains_that_are_known(recipe, gain):
    """n var(w) is 2 for He, of which ReLU leaves half (He et al., 2015)."""
    expected = profile(Tower(recipe, depth=20, width=64))
    assert gain_per_layer(expected.expected_spread) == pytest.approx(gain, rel=1e-9)
    assert gain_per_layer(expected.expected_delta, backward=True) == pytest.approx(gain, rel=1e-9)


@pytest.mark.parametrize("q", [0.3, 6400.0])
@pytest.mark.parametrize("activation", ["tanh", "softplus", "relu"])
def test_averages_over_a_normal_distribution_are_those_of_scipy(activation, q):
    f, deviation = module_of(activation), q**0.5

    def value(z):
        return float(f(torch.tensor(z, dtype=torch.float64)))

    def slope(z):
        at = torch.tensor(z, dtype=torch.float64, requires_grad=True)
        return float(torch.autograd.grad(f(at), at)[0])

    for found, wanted in zip(
        _average(activation, torch.tensor([q], dtype=torch.float64)),
        (value, lambda z: value(z) ** 2, lambda z: slope(z) ** 2),
        strict=True,
    ):
        edges = sorted({-9 * deviation, *(x for x in (-20.0, 0.0, 20.0) if abs(x) < 9 * deviation), 9 * deviation})
        expected = sum(
            quad(lambda z, g=wanted: g(z) * norm.pdf(z, scale=deviation), low, high, limit=200)[0]
            for low, high in pairwise(edges)
        )
        assert float(found) == pytest.approx(expected, rel=2e-3, abs=1e-9)


@pytest.mark.parametrize("recipe", [Recipe("sigmoid"), Recipe("tanh"), Recipe("relu", "he_normal"), Recipe("elu")])
def test_a_wide_network_is_near_to_the_theory(recipe):
    """Over five seeds, the gain per layer is within a tenth of what is expected."""
    profiles = [profile(Tower(recipe, depth=20, width=64, seed=seed)) for seed in range(1, 6)]
    measured = np.mean([gain_per_layer(profile.delta, backward=True) for profile in profiles])
    assert measured == pytest.approx(gain_per_layer(profiles[0].expected_delta, backward=True), rel=0.1)


def test_fifty_layers_vanish_explode_and_are_cured():
    left = {
        name: (grown := profile(Tower(recipe, depth=50))).delta[0] / grown.delta[-1]
        for name, recipe in {
            "sigmoid": Recipe("sigmoid"),
            "large": Recipe("tanh", "normal", sigma=0.5),
            "xavier": Recipe("tanh"),
            "he": Recipe("relu", "he_normal"),
        }.items()
    }
    assert left["sigmoid"] < 1e-25 and left["large"] > 1e3
    assert 1e-3 < left["xavier"] < 1e3 and 1e-3 < left["he"] < 1e3


def test_batch_normalisation_keeps_the_gradient_from_vanishing():
    plain, cured = (profile(Tower(Recipe("sigmoid", batch_norm=norm), depth=30)) for norm in (False, True))
    assert plain.delta[0] / plain.delta[-1] < 1e-15 < 1 < cured.delta[0] / cured.delta[-1]
    assert cured.expected_delta is None


@pytest.mark.parametrize("recipe", [Recipe("relu", "zeros"), Recipe("step", "he_normal")])
def test_no_gradient_is_zero_and_no_gain(recipe):
    measured = profile(Tower(recipe, depth=2, width=1))
    assert not measured.delta.any()
    assert np.isnan(gain_per_layer(measured.delta, backward=True))


def test_huge_numbers_do_not_overflow_in_their_squares():
    measured = profile(Tower(Recipe("linear", "normal", sigma=10.0), depth=50), "regression")
    assert np.isfinite(measured.delta).all() and measured.delta[0] > 1e150


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"depth": 51}, "depth: “51” can't be used; it takes a whole number from 2 to 50."),
        ({"width": 0}, "width: “0” can't be used; it takes a whole number from 1 to 64."),
    ],
)
def test_what_is_out_of_range_is_named(changes, message):
    with pytest.raises(InputError) as caught:
        Tower(**changes)
    assert str(caught.value) == message


def test_one_sample_cannot_be_normalised():
    with pytest.raises(InputError, match="at least 2 training points"):
        profile(Tower(Recipe(batch_norm=True), depth=2), data=make_data(train=1))


def test_the_playground_still_has_its_own_limit():
    with pytest.raises(InputError):
        NetworkSpec(layers=(Dense(2),) * 9)


def test_what_has_no_logarithm_has_no_mark():
    sizes = np.array([1.0, 0.0, np.inf, 1e-4])
    (trace,) = depth_figure([DepthLine("one", sizes, None)], "size").data
    np.testing.assert_array_equal(trace.y, [1.0, np.nan, np.nan, 1e-4])


@pytest.mark.parametrize("sizes", [[0.0, 0.0], [1.0, 1.0], [1e-300, 1e300]])
def test_the_axis_holds_every_mark(sizes):
    low, high = depth_figure([DepthLine("one", np.array(sizes), None)], "size").layout.yaxis.range
    assert high - low >= 2
    assert all(low <= np.log10(size) <= high for size in sizes if size)
