"""Surfaces: values and slopes against sympy, minima against SciPy."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
import torch
from scipy.optimize import minimize

from nnviz.core.catalog.surfaces import SURFACES
from nnviz.race.descents import RACERS

X, Y = sympy.symbols("x y")
FORMULAS = {
    "bowl": X**2 + Y**2,
    "ravine": X**2 / 20 + Y**2,
    "saddle": X**2 - Y**2 + Y**4 / 4,
    "rosenbrock": (1 - X) ** 2 + 100 * (Y - X**2) ** 2,
    "himmelblau": (X**2 + Y - 11) ** 2 + (X + Y**2 - 7) ** 2,
}


def places(surface, count=40):
    low, high = np.array(surface.domain).T
    return np.random.default_rng(0).uniform(low, high, (count, 2))


def test_every_surface_is_checked():
    assert FORMULAS.keys() == SURFACES.keys()


@pytest.mark.parametrize("surface", SURFACES.values(), ids=list(SURFACES))
def test_values_and_slopes_are_those_of_the_formula(surface):
    formula = FORMULAS[surface.name]
    x, y = (torch.tensor(coordinate, requires_grad=True) for coordinate in places(surface).T)
    values = surface.value(x, y)
    values.sum().backward()
    for expression, found in ((formula, values.detach()), (formula.diff(X), x.grad), (formula.diff(Y), y.grad)):
        expected = sympy.lambdify((X, Y), expression)(x.detach().numpy(), y.detach().numpy())
        np.testing.assert_allclose(found.numpy(), np.broadcast_to(expected, found.shape), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("surface", SURFACES.values(), ids=list(SURFACES))
def test_minima_are_all_that_scipy_finds_inside_the_picture(surface):
    formula = sympy.lambdify((X, Y), FORMULAS[surface.name])
    found = [minimize(lambda at: formula(*at), start, tol=1e-12) for start in places(surface)]
    lowest = min(minimum.fun for minimum in found)
    ends = np.array([minimum.x for minimum in found if minimum.fun < lowest + 1e-9])
    distances = np.linalg.norm(ends[:, None] - np.array(surface.minima)[None], axis=2)
    assert distances.min(axis=1).max() < 1e-4
    assert distances.min(axis=0).max() < 1e-4


@pytest.mark.parametrize("surface", SURFACES.values(), ids=list(SURFACES))
def test_every_racer_has_a_learning_rate_and_the_start_is_in_the_picture(surface):
    assert surface.rates.keys() == RACERS.keys()
    assert all(low < start < high for start, (low, high) in zip(surface.start, surface.domain, strict=True))
