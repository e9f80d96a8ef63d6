"""The output layer follows from the data, and shapes are those of the network that is built."""

from __future__ import annotations

import pytest

from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine import Network, describe_layers, plan_output
from tests.helpers.twin import make_data


@pytest.mark.parametrize(
    ("task", "units", "activation", "loss"),
    [
        ("binary", 1, "sigmoid", "bce"),
        ("multiclass", 3, "softmax", "cross_entropy"),
        ("regression", 1, "linear", "mse"),
    ],
)
def test_the_output_follows_from_the_task(task, units, activation, loss):
    output = plan_output(make_data(task), TrainingSpec())
    assert (output.units, output.activation, output.loss.name) == (units, activation, loss)


def test_a_loss_that_does_not_fit_is_refused():
    with pytest.raises(InputError, match="cross_entropy does not fit this data"):
        plan_output(make_data("binary"), TrainingSpec(loss="cross_entropy"))


def test_shapes_and_counts_of_every_layer():
    run = RunSpec(DataSpec(features=("x1", "x2", "x1_x2")), NetworkSpec((Dense(5), BatchNorm(), Dropout(), Dense(4))))
    data = make_data("multiclass")
    shapes = describe_layers(run, data)
    assert [(shape.kind, shape.inputs, shape.units, shape.count) for shape in shapes] == [
        ("dense", 3, 5, 20),
        ("batchnorm", 5, 5, 10),
        ("dropout", 5, 5, 0),
        ("dense", 5, 4, 24),
        ("output", 4, 3, 15),
    ]
    network = Network(run.network, 3, plan_output(data, run.training))
    assert [shape.weight_shape for shape in shapes] == [
        values.weight.shape if len(values.weight) else () for values in network.read()
    ]
    assert sum(shape.count for shape in shapes) == network.state.parameters.numel()
