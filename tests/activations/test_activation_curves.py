"""Activations as curves: autograd's slopes, and stretches that are flat."""

import numpy as np
import pytest
import torch

from nnviz.activations.activation_curves import FLAT_BELOW, Z_RANGE, evaluate_activation, evaluate_curves, find_tangent
from nnviz.core.catalog.activations import ACTIVATIONS
from tests.helpers.twin import module_of


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_curve_and_slope_are_those_of_autograd(name):
    (curve,) = evaluate_curves([name])
    z = torch.tensor(curve.z, requires_grad=True)
    expected = module_of(name)(z)
    expected.sum().backward()
    np.testing.assert_allclose(curve.values, expected.detach(), atol=1e-12)
    np.testing.assert_allclose(curve.slopes, z.grad, atol=1e-12)
    assert (curve.z[0], curve.z[-1]) == Z_RANGE


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_flat_stretches_are_exactly_where_the_slope_is_small(name):
    (curve,) = evaluate_curves([name])
    inside = np.zeros(len(curve.z), dtype=bool)
    for low, high in curve.flat:
        inside |= (curve.z >= low) & (curve.z <= high)
    np.testing.assert_array_equal(inside, np.abs(curve.slopes) < FLAT_BELOW)


def test_relu_is_flat_on_the_left_sigmoid_on_both_sides_and_a_line_nowhere():
    relu, sigmoid, linear = evaluate_curves(["relu", "sigmoid", "linear"])
    assert relu.flat == ((-6.0, 0.0),)
    assert len(sigmoid.flat) == 2
    assert linear.flat == ()


def test_a_tangent_touches_the_curve_and_has_the_slope_of_a_tiny_chord():
    tangent = find_tangent("tanh", 0.7)
    (before, here, after), _slopes = evaluate_activation("tanh", np.array([0.7 - 1e-5, 0.7, 0.7 + 1e-5]))
    assert tangent.value == pytest.approx(here)
    assert tangent.slope == pytest.approx((after - before) / 2e-5)
    assert not tangent.is_flat and find_tangent("tanh", 5.0).is_flat
