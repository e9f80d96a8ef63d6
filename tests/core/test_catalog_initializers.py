"""First weights: each distribution has the spread of its torch.nn.init counterpart, and comes from the seed."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from nnviz.core.catalog.initializers import INITIALIZERS

UNITS, INPUTS, SIGMA = 400, 300, 0.7
ORACLES = {
    "xavier_uniform": nn.init.xavier_uniform_,
    "xavier_normal": nn.init.xavier_normal_,
    "he_uniform": lambda weight: nn.init.kaiming_uniform_(weight, nonlinearity="relu"),
    "he_normal": lambda weight: nn.init.kaiming_normal_(weight, nonlinearity="relu"),
    "uniform": lambda weight: nn.init.uniform_(weight, -0.5, 0.5),
    "normal": lambda weight: nn.init.normal_(weight, std=SIGMA),
    "zeros": nn.init.zeros_,
    "pytorch": lambda weight: nn.init.kaiming_uniform_(weight, a=math.sqrt(5)),
}


def draw(name, seed=1):
    weight, bias = torch.full((UNITS, INPUTS), 9.0), torch.full((UNITS,), 9.0)
    INITIALIZERS[name].draw(weight, bias, SIGMA, torch.Generator().manual_seed(seed))
    return weight, bias


@pytest.mark.parametrize("name", INITIALIZERS)
def test_weights_have_the_mean_spread_and_reach_of_torch(name):
    weight, _bias = draw(name)
    oracle = ORACLES[name](torch.empty(UNITS, INPUTS))
    assert weight.mean().item() == pytest.approx(0, abs=0.01)
    assert weight.std().item() == pytest.approx(oracle.std().item(), rel=0.02, abs=1e-9)
    if "normal" not in name:
        assert weight.abs().max().item() == pytest.approx(oracle.abs().max().item(), rel=0.01, abs=1e-9)


def test_pytorch_biases_are_those_of_nn_linear():
    _weight, bias = draw("pytorch")
    reference = nn.Linear(INPUTS, UNITS).bias
    assert bias.std().item() == pytest.approx(reference.std().item(), rel=0.1)
    assert 0.9 / math.sqrt(INPUTS) < bias.abs().max().item() <= 1 / math.sqrt(INPUTS)


@pytest.mark.parametrize("name", [name for name in INITIALIZERS if name != "pytorch"])
def test_other_biases_are_zero(name):
    assert not draw(name)[1].any()


@pytest.mark.parametrize("name", [name for name in INITIALIZERS if name != "zeros"])
def test_the_seed_decides(name):
    assert torch.equal(draw(name)[0], draw(name)[0])
    assert not torch.equal(draw(name)[0], draw(name, seed=2)[0])
