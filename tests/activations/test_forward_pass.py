"""The forward pass: torch.nn's numbers at each layer, one matrix without activations, a program that runs."""

import contextlib
import io
import itertools

import numpy as np
import pytest
import torch
from torch import nn

from nnviz.activations.forward_listing import forward_listing
from nnviz.activations.forward_pass import (
    COURSE_NETWORKS,
    Weighted,
    build_course_network,
    collapse,
    read_layers,
    trace_forward,
)
from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer
from tests.helpers.twin import module_of


def torch_layer(layer):
    linear = nn.Linear(*layer.weight.shape[::-1]).double()
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(layer.weight))
        linear.bias.copy_(torch.tensor(layer.bias))
    return linear


def random_layers(*widths, activation="tanh"):
    rng = np.random.default_rng(5)
    return [
        Weighted(rng.normal(size=(units, inputs)), rng.normal(size=units), activation)
        for inputs, units in itertools.pairwise(widths)
    ]


@pytest.mark.parametrize("name", COURSE_NETWORKS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_layer_gives_the_numbers_of_torch(name, seed):
    layers = build_course_network(name, seed)
    values = torch.linspace(-2, 2, layers[0].weight.shape[1], dtype=torch.float64)
    for step in trace_forward(layers, values.numpy()):
        z = torch_layer(step.layer)(values)
        np.testing.assert_allclose(step.z, z.detach(), atol=1e-12)
        np.testing.assert_allclose(step.product + step.layer.bias, step.z)
        values = module_of(step.layer.activation)(z).detach()
        np.testing.assert_allclose(step.a, values, atol=1e-12)


def test_the_networks_have_the_widths_and_activations_of_the_course():
    small, large = (build_course_network(name, 1) for name in ("2-4-1", "3-5-1"))
    assert [layer.weight.shape for layer in small] == [(4, 2), (1, 4)]
    assert [layer.weight.shape for layer in large] == [(5, 3), (1, 5)]
    assert [layer.activation for layer in large] == ["relu", "sigmoid"]


@pytest.mark.parametrize("widths", [(2, 4, 1), (3, 7, 2, 5), (2, 8, 8, 8, 3)])
def test_layers_without_activation_are_one_matrix(widths):
    layers = random_layers(*widths, activation="linear")
    single = collapse(layers)
    assert single.weight.shape == (widths[-1], widths[0])
    samples = torch.randn(20, widths[0], dtype=torch.float64)
    expected = nn.Sequential(*map(torch_layer, layers))(samples).detach()
    np.testing.assert_allclose(samples.numpy() @ single.weight.T + single.bias, expected, atol=1e-10)


@pytest.mark.parametrize("dataset", ["circle", "blobs"])
def test_a_trained_network_gives_its_own_answer(dataset):
    run = RunSpec(DataSpec(dataset), NetworkSpec((Dense(5, "relu"), Dense(3, "tanh"))))
    trainer = Trainer(run, load_data(run.data), torch.float64)
    trainer.advance(50)
    network = trainer.network
    layers = read_layers(run.network.layers, trainer.parameters(), network.output.activation)
    x = trainer.data.points[7].astype(np.float64)
    _logits, expected = network.evaluate(torch.tensor([[1.0], *([value] for value in x)], dtype=torch.float64))
    np.testing.assert_allclose(trace_forward(layers, x)[-1].a, expected[:, 0], atol=1e-12)


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ((Dense(9, "relu"),), "more than 8"),
        ((Dense(4), Dropout()), "dropout, batch normalisation"),
        ((Dense(4), BatchNorm()), "dropout, batch normalisation"),
    ],
)
def test_a_network_that_can_not_be_shown_is_explained(layers, words):
    run = RunSpec(network=NetworkSpec(layers))
    trainer = Trainer(run, load_data(run.data))
    with pytest.raises(InputError, match=words):
        read_layers(run.network.layers, trainer.parameters(), "sigmoid")


def test_a_neuron_switched_off_is_explained():
    run = RunSpec()
    trainer = Trainer(run, load_data(run.data))
    trainer.switch_unit(0, 1, on=False)
    with pytest.raises(InputError, match="switched off"):
        read_layers(run.network.layers, trainer.parameters(), "sigmoid")


@pytest.mark.parametrize(("name", "x"), [("2-4-1", [1.0, -2.0]), ("3-5-1", [0.3, -1.7, 3.0])])
@pytest.mark.parametrize("seed", [1, 2, 9])
def test_the_program_prints_what_the_page_says_it_prints(name, x, seed):
    listing = forward_listing(build_course_network(name, seed), x)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(listing.code, {})
    assert printed.getvalue() == listing.output
