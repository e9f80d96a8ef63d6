"""The chain of one parameter and its paths to the loss: their sums are the gradient, and the heaviest come first."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnviz.backprop.path_search import list_paths
from nnviz.backprop.paths import Node, count_paths, expand, split_output, trace_chain
from nnviz.backprop.results import Parameter
from nnviz.backprop.trace import trace_update
from nnviz.core.spec import BatchNorm, Dense, Dropout
from tests.backprop.test_trace import make_trainer, trainers
from tests.helpers.examples import examples

MIXED = (Dense(3, "tanh"), BatchNorm(), Dropout(0.3), Dense(2, "relu"))


def parameters_of(trace):
    """Return every parameter of an update."""
    found = []
    for layer in trace.layers:
        sources = {"dropout": [], "batchnorm": [0, None]}.get(layer.kind, [*range(layer.inputs), None])
        found += [Parameter(layer.place, unit, source) for unit in range(layer.units) for source in sources]
    return found


def enumerate_products(trace, node):
    """Return the product of every path from a node to the loss, one edge after another."""
    products = []
    for edge in expand(trace, node):
        behind = [1.0] if edge.target is None else enumerate_products(trace, edge.target)
        products += [edge.factor * product for product in behind]
    return products


@given(trainers(layers=3, units=3, batch=3), st.data())
@examples(40)
def test_the_sums_over_factors_edges_and_paths_are_the_gradient(trainer, data):
    trace = trace_update(trainer)
    parameter = data.draw(st.sampled_from(parameters_of(trace)))
    chain = trace_chain(trace, parameter)
    gradient = trace.update.raw[trace.layers[parameter.layer].position(parameter)]
    close = {"rtol": 1e-9, "atol": 1e-12}
    assert chain.engine == gradient
    np.testing.assert_allclose(chain.total, gradient, **close)
    np.testing.assert_allclose(chain.grad * chain.slope * chain.on * chain.source, chain.products)
    listed = list_paths(trace, parameter, most=100_000)
    assert len(listed.paths) == listed.count == trace.batch * count_paths(trace, parameter.layer)
    np.testing.assert_allclose(sum(path.product for path in listed.paths), gradient, **close)
    assert listed.rest == 0.0
    layer, node = trace.layers[parameter.layer], Node(parameter.layer, parameter.unit, 0)
    ends = expand(trace, node)
    expected = layer.delta if layer.kind == "output" else layer.grad
    np.testing.assert_allclose(sum(edge.factor * edge.grad for edge in ends), expected[parameter.unit, 0], **close)


@pytest.mark.parametrize("parameter", [Parameter(0, 1, 0), Parameter(0, 2, None), Parameter(1, 0, 0)])
@pytest.mark.parametrize("sample", [None, 2])
@pytest.mark.parametrize("layers", [MIXED, (Dense(3, "tanh"), BatchNorm(), Dense(4, "sigmoid"), Dense(4, "relu"))])
def test_the_heaviest_paths_come_first_and_the_rest_is_exact(layers, parameter, sample):
    trace = trace_update(make_trainer(layers, batch=4))
    chain = trace_chain(trace, parameter, sample)
    everything = []
    for place, number in enumerate(chain.samples):
        start = chain.source[place] * chain.slope[place]
        node = Node(parameter.layer, parameter.unit, int(number))
        everything += [start * product for product in enumerate_products(trace, node)]
    listed = list_paths(trace, parameter, sample, most=7)
    products = [path.product for path in listed.paths]
    assert listed.count == len(everything)
    np.testing.assert_allclose(np.abs(products), np.sort(np.abs(everything))[::-1][:7], rtol=1e-12)
    np.testing.assert_allclose(listed.rest, np.sum(everything) - np.sum(products), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(listed.total, chain.total)


def test_a_path_is_written_factor_by_factor():
    trace = trace_update(make_trainer((Dense(2, "tanh"), Dropout(0.5), Dense(2, "sigmoid"))))
    path = list_paths(trace, Parameter(0, 1, 0), sample=3, most=1).paths[0]
    kinds = [[factor.kind for factor in path.start], *([part.kind for part in edge.parts] for edge in path.edges)]
    assert kinds == [["input", "slope"], ["mask"], ["weight", "slope"], ["weight"], ["slope", "grad"]]
    factors = [factor.value for factor in path.start] + [part.value for edge in path.edges for part in edge.parts]
    np.testing.assert_allclose(np.prod(factors), path.product, rtol=1e-12)
    assert [node.layer for node in path.nodes] == [0, 1, 2, 3] and path.nodes[0] == Node(0, 1, 3)


def test_batch_normalisation_leads_to_every_sample():
    trace = trace_update(make_trainer((Dense(2, "tanh"), BatchNorm()), batch=5))
    edges = expand(trace, Node(0, 1, 2))
    assert [edge.target for edge in edges] == [Node(1, 1, sample) for sample in range(5)]
    x = torch.tensor(trace.layers[1].x.T)
    norm = torch.nn.BatchNorm1d(2, dtype=torch.float64)
    norm.weight.data, norm.bias.data = torch.tensor(trace.layers[1].weight), torch.tensor(trace.layers[1].bias)
    jacobian = torch.autograd.functional.jacobian(norm, x)[:, 1, 2, 1]
    np.testing.assert_allclose([edge.factor for edge in edges], jacobian.numpy(), rtol=1e-9, atol=1e-14)


def test_a_softmax_output_is_split_into_its_classes():
    trace = trace_update(make_trainer((Dense(3, "tanh"),), "multiclass"))
    (edge,) = expand(trace, Node(1, 2, 4))
    assert [part.kind for part in edge.parts] == ["delta"] and edge.target is None
    pairs = split_output(trace, 2, 4)
    assert len(pairs) == 3
    np.testing.assert_allclose(sum(slope * part for slope, part in pairs), edge.factor, rtol=1e-12)


def test_a_unit_that_is_off_has_a_factor_of_zero():
    trainer = make_trainer((Dense(3, "tanh"), Dense(2, "tanh")))
    trainer.switch_unit(1, 1, False)
    trace = trace_update(trainer)
    off = expand(trace, Node(0, 0, 0))[1]
    assert [part.kind for part in off.parts] == ["weight", "slope", "switch"] and off.factor == 0.0
    assert 0 < off.parts[1].value < 1
    assert trace_chain(trace, Parameter(1, 1, 0)).total == 0.0


def test_a_large_network_lists_its_heaviest_paths_without_visiting_all():
    trace = trace_update(make_trainer((Dense(16, "tanh"),) * 6))
    listed = list_paths(trace, Parameter(0, 3, 1), most=12)
    assert listed.count == 10 * 16**5
    weights = [abs(path.product) for path in listed.paths]
    assert len(weights) == 12 and weights == sorted(weights, reverse=True)
    assert listed.rest == listed.total - sum(path.product for path in listed.paths)


def test_paths_that_weigh_the_same_take_no_longer():
    trainer = make_trainer((Dense(16, "tanh"),) * 8, steps=0)
    trainer.network.state.parameters.fill_(0.1)
    listed = list_paths(trace_update(trainer), Parameter(0, 3, 1), most=12)
    assert len(listed.paths) == len({path.nodes for path in listed.paths}) == 12
    trainer.network.state.parameters.zero_()
    assert [path.product for path in list_paths(trace_update(trainer), Parameter(0, 3, 1), most=2).paths] == [0, 0]


@pytest.mark.parametrize("parameter", [Parameter(0, 9, 0), Parameter(0, 0, 7), Parameter(2, 0, 0), Parameter(5, 0, 0)])
def test_a_parameter_that_does_not_exist_is_refused(parameter):
    trace = trace_update(make_trainer(MIXED))
    with pytest.raises(IndexError):
        trace_chain(trace, parameter)
