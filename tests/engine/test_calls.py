"""Bound calls give the same numbers through NumPy and, for large arrays, through torch, and warn of nothing."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.core.spec import Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine.calls import bind_product, bind_scaling
from nnviz.run.trainer import Trainer
from tests.helpers.twin import make_data


@pytest.mark.parametrize("samples", [7, 2000])
def test_a_product_of_views_is_written_where_it_should_be(samples):
    left = torch.randn(9, 11)[:, 1:]
    right = torch.randn(samples, 10).t()
    stack = torch.zeros(20, samples)
    bind_product(left, right, stack[3:12])()
    torch.testing.assert_close(stack[3:12], left @ right, rtol=1e-4, atol=1e-5)
    assert not stack[:3].any()
    assert not stack[12:].any()


@pytest.mark.parametrize("samples", [7, 2000])
def test_scaling_by_a_column_or_by_a_whole_array(samples):
    values = torch.randn(5, samples)
    for factors in (torch.randn(5, 1), torch.randn(5, samples)):
        expected = values * factors
        bind_scaling(values, factors)()
        assert torch.equal(values, expected)


def test_a_wide_network_on_the_full_batch_learns_like_a_small_one():
    run = RunSpec(network=NetworkSpec((Dense(64), Dense(64))), training=TrainingSpec(batch=2000, lr=0.01))
    trainer = Trainer(run, make_data(samples=600, train=500))
    before = trainer.metrics().train_loss
    trainer.advance(40)
    assert trainer.metrics().train_loss < before / 2


def test_the_arrays_of_a_step_are_never_replaced():
    trainer = Trainer(RunSpec(), make_data())
    address = trainer.network.state.flat.data_ptr()
    layer = trainer.network.hidden[0]
    trainer.advance(100)
    trainer.seek(10)
    assert trainer.network.state.flat.data_ptr() == address
    assert np.shares_memory(layer.matrix.numpy(), trainer.network.state.flat.numpy())
