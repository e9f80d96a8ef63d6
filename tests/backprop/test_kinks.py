"""Kinks in the catalogues are those that the check of gradients looks for on each side of a parameter."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.backprop.gradient_check import KINKED
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES, ConcreteLoss

BESIDE = 1e-6
CURVED = 1e-4
"""How much a slope without a kink may change between two places that near."""
PLACES = torch.arange(-8.0, 8.5, 0.5, dtype=torch.float64)
WITH_KINK_AT_TARGET = {"mae"}


def jumps(entry):
    """Return where the value or the slope of an activation jumps."""
    sides = []
    for z in (PLACES - BESIDE, PLACES + BESIDE):
        a, slope = torch.empty_like(z), torch.empty_like(z)
        entry.forward(z, out=a)
        entry.slope(z, a, slope)
        sides.append((a, slope))
    changes = [(left - right).abs() > CURVED for left, right in zip(*sides, strict=True)]
    return PLACES[changes[0] | changes[1]].tolist()


@pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
def test_the_kink_of_an_activation_is_looked_for(entry):
    assert jumps(entry) == [0.0] * (entry.name in KINKED), (
        "an activation with a kink at 0 stands in KINKED of nnviz/backprop/gradient_check.py; _read_sides there looks "
        "for kinks at no other place"
    )


@pytest.mark.parametrize("loss", [loss for loss in LOSSES.values() if isinstance(loss, ConcreteLoss)])
def test_the_kink_of_a_loss_is_looked_for(loss):
    errors = np.array([-1.0, 0.0, 1.0])
    sides = []
    for side in (-BESIDE, BESIDE):
        out = np.empty_like(errors)
        loss.gradient(errors + side, np.zeros_like(errors), np.ones_like(errors), out)
        sides.append(out)
    kinks = errors[np.abs(sides[0] - sides[1]) > CURVED].tolist()
    assert kinks == [0.0] * (loss.name in WITH_KINK_AT_TARGET), (
        "a loss with a kink is asked for its side in _read_sides of nnviz/backprop/gradient_check.py"
    )
