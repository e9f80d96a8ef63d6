"""Activations: value and slope are those of torch.nn's modules and of autograd."""

from __future__ import annotations

import re

import pytest
import torch

from nnviz.core.catalog.activations import ACTIVATIONS
from tests.helpers.twin import module_of

ONLY_WITHOUT_MODULE = "step"
TOLERANCES = {torch.float32: 1e-5, torch.float64: 1e-9}
NAMES = list(ACTIVATIONS)


def values(dtype: torch.dtype) -> torch.Tensor:
    spread = torch.randn(7, 11, dtype=dtype, generator=torch.Generator().manual_seed(3)) * 4
    spread[0, :3] = torch.tensor([0.0, 25.0, -25.0])
    return spread


def test_each_is_found_under_its_own_name():
    assert all(name == entry.name for name, entry in ACTIVATIONS.items())


def test_the_registry_cannot_be_changed():
    with pytest.raises(TypeError):
        ACTIVATIONS["mine"] = ACTIVATIONS["tanh"]  # type: ignore[index]


@pytest.mark.parametrize("name", [name for name in NAMES if name != ONLY_WITHOUT_MODULE])
def test_each_has_a_module_of_torch_without_arguments(name):
    made = re.fullmatch(r"nn\.(\w+)\(\)", ACTIVATIONS[name].torch_code)
    assert made and issubclass(getattr(torch.nn, made[1], object), torch.nn.Module), (
        "scripts, listings and the check of gradients take the module of `torch_code`; only the step's expression is "
        "known to nnviz/playground/export.py, nnviz/backprop/autograd.py and tests/helpers/twin.py"
    )


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("name", NAMES)
def test_value_and_slope_are_those_of_torch(name, dtype):
    z = values(dtype).requires_grad_()
    expected = module_of(name)(z)
    expected.sum().backward()
    a, slope = torch.empty_like(z.detach()), torch.empty_like(z.detach())
    ACTIVATIONS[name].forward(z.detach(), out=a)
    ACTIVATIONS[name].slope(z.detach(), a, slope)
    torch.testing.assert_close(a, expected.detach(), rtol=TOLERANCES[dtype], atol=TOLERANCES[dtype] / 10)
    torch.testing.assert_close(slope, z.grad, rtol=TOLERANCES[dtype], atol=TOLERANCES[dtype] / 10)


@pytest.mark.parametrize("name", [name for name in NAMES if ACTIVATIONS[name].bounds])
def test_a_bounded_activation_reaches_its_bounds(name):
    ends = torch.tensor([-1e9, 1e9])
    ACTIVATIONS[name].forward(ends, out=ends)
    assert tuple(ends.tolist()) == pytest.approx(ACTIVATIONS[name].bounds)


@pytest.mark.parametrize("name", NAMES)
def test_only_an_activation_flat_at_zero_below_zero_says_so(name):
    z = torch.tensor([-3.0, -1.0, -0.1])
    a, slope = torch.empty(3), torch.empty(3)
    ACTIVATIONS[name].forward(z, out=a)
    ACTIVATIONS[name].slope(z, a, slope)
    is_flat = not a.any() and not slope.any()
    assert ACTIVATIONS[name].flat_below == (is_flat and name != "step")


@pytest.mark.parametrize("name", NAMES)
def test_bound_to_its_arrays_it_does_the_same(name):
    z = values(torch.float32)
    a, bound = torch.empty_like(z), torch.empty_like(z)
    ACTIVATIONS[name].forward(z, out=a)
    ACTIVATIONS[name].bind(z, bound)()
    assert torch.equal(a, bound)
