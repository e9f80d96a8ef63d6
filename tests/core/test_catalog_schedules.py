"""Schedules follow torch.optim.lr_scheduler, and know any epoch without the ones before."""

from __future__ import annotations

import pytest
import torch

from nnviz.core.catalog.schedules import SCHEDULES

EVERY, GAMMA = 7, 0.5


def torch_factors(build, epochs):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = build(optimizer)
    factors = []
    for _epoch in range(epochs):
        factors.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return factors


@pytest.mark.parametrize(
    ("name", "build", "epochs"),
    [
        ("step", lambda optimizer: torch.optim.lr_scheduler.StepLR(optimizer, EVERY, GAMMA), 40),
        ("cosine", lambda optimizer: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EVERY), EVERY + 1),
    ],
)
def test_factors_are_those_of_torch(name, build, epochs):
    ours = [SCHEDULES[name].factor(epoch, EVERY, GAMMA) for epoch in range(epochs)]
    assert ours == pytest.approx(torch_factors(build, epochs), abs=1e-12)


def test_cosine_stays_at_zero():
    assert SCHEDULES["cosine"].factor(10**6, EVERY, GAMMA) == 0


def test_constant_stays_at_one():
    assert {SCHEDULES["constant"].factor(epoch, EVERY, GAMMA) for epoch in (0, 5, 10**6)} == {1.0}
