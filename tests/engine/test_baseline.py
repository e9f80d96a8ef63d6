"""The loss of an answer that is the same everywhere, against the statistics it is known to be."""

import numpy as np
import pytest
from scipy.stats import entropy

from nnviz.core.spec import DataSpec
from nnviz.data.load import load_data
from nnviz.engine.baseline import constant_loss


def train_targets(data):
    return data.targets[data.train_index].astype(float)


def test_with_mse_it_is_the_variance_of_the_targets():
    data = load_data(DataSpec("sine", noise=10))
    assert constant_loss(data, "auto") == pytest.approx(train_targets(data).var())


def test_with_mae_it_is_the_mean_distance_from_the_median():
    data = load_data(DataSpec("abs"))
    targets = train_targets(data)
    assert constant_loss(data, "mae") == pytest.approx(np.abs(targets - np.median(targets)).mean(), rel=1e-3)


@pytest.mark.parametrize("name", ["circle", "rings", "iris"])
def test_with_cross_entropy_it_is_the_entropy_of_the_classes(name):
    data = load_data(DataSpec(name))
    counts = np.bincount(train_targets(data).astype(int))
    assert constant_loss(data, "auto") == pytest.approx(entropy(counts / counts.sum()))
