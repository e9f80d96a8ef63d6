"""Optimisers: 200 updates end where torch.optim ends, and the code shown makes the same optimiser."""

from __future__ import annotations

import re

import pytest
import torch

from nnviz.core.catalog.optimizers import MAX_SLOTS, OPTIMIZERS

LR, MOMENTUM = 0.02, 0.8


def build_torch(entry, parameters):
    """Return the torch.optim optimiser that the entry's code names."""
    code = entry.torch_code(LR, MOMENTUM)
    name, options = re.fullmatch(r"torch\.optim\.(\w+)\(model\.parameters\(\)(.*)\)", code).groups()
    pairs = dict(option.split("=") for option in options.removeprefix(", ").split(", "))
    values = {key: text == "True" if text in {"True", "False"} else float(text) for key, text in pairs.items()}
    return getattr(torch.optim, name)(parameters, **values)


def slope(parameters, step):
    """Return a gradient that depends on the parameters, and changes its scale and sign with the step."""
    wave = torch.sin(torch.arange(parameters.numel(), dtype=parameters.dtype) + step / 7)
    return parameters * wave.abs() * 3 + wave * (1 + step % 5)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_200_updates_equal_those_of_torch_optim(name, dtype):
    entry = OPTIMIZERS[name]
    ours = torch.linspace(-2, 2, 23, dtype=dtype)
    theirs = torch.nn.Parameter(ours.clone())
    slots = [torch.zeros_like(ours).numpy() for _slot in range(entry.slots)]
    scratch = torch.zeros_like(ours).numpy()
    optimizer = build_torch(entry, [theirs])
    for step in range(1, 201):
        theirs.grad = slope(theirs.detach(), step)
        optimizer.step()
        entry.update(ours.numpy(), slope(ours, step).numpy(), slots, scratch, LR, MOMENTUM, step)
    tolerance = 2e-5 if dtype == torch.float32 else 1e-9
    torch.testing.assert_close(ours, theirs.detach(), rtol=tolerance, atol=tolerance)


def test_the_state_has_room_for_every_optimiser():
    assert max(entry.slots for entry in OPTIMIZERS.values()) == MAX_SLOTS


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sgd", "torch.optim.SGD(model.parameters(), lr=0.1)"),
        ("nesterov", "torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)"),
        ("adamw", "torch.optim.AdamW(model.parameters(), lr=0.1, weight_decay=0.0)"),
    ],
)
def test_code(name, code):
    assert OPTIMIZERS[name].torch_code(0.1, 0.9) == code
