"""Batch normalisation and dropout behave as torch.nn's, in training and in evaluation mode."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from nnviz.engine.layers import BatchNormLayer, BoundBatchNorm, BoundDropout, DropoutLayer, with_ones
from nnviz.engine.state import State

UNITS, BATCH = 3, 7


def random_input(seed):
    x = with_ones(UNITS, BATCH, torch.float64)
    x[1:] = torch.randn(UNITS, BATCH, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) * 2 + 1
    return x


def run(operations):
    for operation in operations:
        operation()


def test_batch_norm_equals_torch_over_several_batches_and_then_in_evaluation_mode():
    layer = BatchNormLayer(State(2 * UNITS, 2 * UNITS, torch.float64), UNITS, None)
    theirs = nn.BatchNorm1d(UNITS).double()
    x = with_ones(UNITS, BATCH, torch.float64)
    bound = BoundBatchNorm(layer, x, False)
    for seed in range(5):
        x.copy_(random_input(seed))
        run(bound.forward())
        torch.testing.assert_close(bound.out[1:].T, theirs(x[1:].T).detach(), rtol=1e-10, atol=1e-12)
    torch.testing.assert_close(layer.mean[:, 0], theirs.running_mean, rtol=1e-12, atol=0)
    torch.testing.assert_close(layer.variance[:, 0], theirs.running_var, rtol=1e-12, atol=0)
    theirs.eval()
    answer = layer.evaluate(x, torch.empty_like(x), with_ones(UNITS, BATCH, torch.float64))
    torch.testing.assert_close(answer[1:].T, theirs(x[1:].T).detach(), rtol=1e-10, atol=1e-12)


def test_batch_norm_gradients_are_those_of_autograd():
    layer = BatchNormLayer(State(2 * UNITS, 2 * UNITS, torch.float64), UNITS, None)
    layer.scale.copy_(torch.tensor([[0.5], [-1.5], [2.0]]))
    theirs = nn.BatchNorm1d(UNITS).double()
    with torch.no_grad():
        theirs.weight.copy_(layer.scale[:, 0])
    x = random_input(1)
    bound = BoundBatchNorm(layer, x, False)
    bound.grad.copy_(random_input(2)[1:])
    leaf = x[1:].T.clone().requires_grad_()
    theirs(leaf).backward(bound.grad.T)
    grad_x = torch.empty(UNITS, BATCH, dtype=torch.float64)
    run(bound.forward() + bound.backward(grad_x))
    torch.testing.assert_close(grad_x, leaf.grad.T, rtol=1e-9, atol=1e-11)
    torch.testing.assert_close(layer.scale_gradient[:, 0], theirs.weight.grad, rtol=1e-9, atol=1e-11)
    torch.testing.assert_close(layer.shift_gradient[:, 0], theirs.bias.grad, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("rate", [0.0, 0.2, 0.9])
def test_dropout_zeroes_the_right_share_and_scales_the_rest(rate):
    x = with_ones(40, 500, torch.float64)
    bound = BoundDropout(DropoutLayer(40, rate, None), x, torch.Generator().manual_seed(1))
    run(bound.forward())
    kept = bound.out[1:] != 0
    assert kept.double().mean().item() == pytest.approx(1 - rate, abs=0.01)
    torch.testing.assert_close(bound.out[1:][kept], torch.full_like(bound.out[1:][kept], 1 / (1 - rate)))


def test_dropout_sends_the_gradient_back_through_the_same_mask():
    x = random_input(1)
    bound = BoundDropout(DropoutLayer(UNITS, 0.5, None), x, torch.Generator().manual_seed(1))
    run(bound.forward())
    bound.grad.fill_(1.0)
    grad_x = torch.empty(UNITS, BATCH, dtype=torch.float64)
    run(bound.backward(grad_x))
    torch.testing.assert_close(grad_x * x[1:], bound.out[1:])


def test_dropout_does_nothing_in_evaluation_mode():
    x = random_input(1)
    assert DropoutLayer(UNITS, 0.5, None).evaluate(x, x, x) is x
