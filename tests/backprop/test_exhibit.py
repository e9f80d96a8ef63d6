"""What is sent to the browser: every number of the trace, and of one weight its chain, paths and rule."""

import base64
import json

import numpy as np
import pytest
import torch

from nnviz.backprop.exhibit_arrays import pack_array, pack_number
from nnviz.backprop.exhibit_parameter import choose_parameter, name_parameter, pack_parameter
from nnviz.backprop.exhibit_points import pack_points
from nnviz.backprop.exhibit_trace import WINDOW, open_window, pack_trace
from nnviz.backprop.exhibit_trail import pack_trail
from nnviz.backprop.results import Parameter
from nnviz.backprop.trace import trace_update
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer

LAYERS = (Dense(3, "tanh"), BatchNorm(), Dense(2, "relu"), Dropout(0.3))


def trainer_of(dataset="blobs", layers=LAYERS, batch=20, **training):
    run = RunSpec(DataSpec(dataset=dataset), NetworkSpec(layers), TrainingSpec(batch=batch, **training))
    return Trainer(run, load_data(run.data))


def unpacked(packed):
    return np.frombuffer(base64.b64decode(packed["bytes"]), packed["kind"]).reshape(packed["shape"])


def test_arrays_travel_to_the_bit_and_columns_are_columns():
    values = torch.randn(3, 4).double().numpy()
    assert np.array_equal(unpacked(pack_array(values)), values)
    assert pack_array(values[0])["shape"] == (4, 1)
    assert np.array_equal(unpacked(pack_array(values, "f4")), values.astype(np.float32))


def test_numbers_that_json_does_not_know_are_none():
    assert [pack_number(value) for value in (0.1, np.nan, np.inf, -np.inf)] == [0.1, None, None, None]


def test_of_a_large_batch_a_window_is_sent_and_the_gradient_of_all():
    trace = trace_update(trainer_of(batch=40))
    packed = pack_trace(trace, sample=30)
    assert packed["samples"]["first"] == open_window(40, 30) == 2 * WINDOW
    assert packed["samples"]["rows"] == trace.rows[24:36].tolist()
    for layer, sent in zip(trace.layers, packed["layers"], strict=True):
        assert np.array_equal(unpacked(sent["arrays"]["a"]), layer.a[:, 24:36])
        if layer.kind != "dropout":
            gradient = unpacked(sent["arrays"]["weight_gradient"])
            assert np.array_equal(gradient.ravel(), layer.weight_gradient.ravel())


def test_the_id_follows_the_numbers():
    trainer = trainer_of()
    first = pack_trace(trace_update(trainer))["id"]
    assert pack_trace(trace_update(trainer))["id"] == first
    trainer.advance(1)
    assert pack_trace(trace_update(trainer))["id"] != first


@pytest.mark.parametrize("dataset", ["blobs", "circle", "sine"])
@pytest.mark.parametrize(
    "parameter", [Parameter(0, 1, 0), Parameter(1, 2, 0), Parameter(1, 0, None), Parameter(4, 0, 1)]
)
def test_chain_and_paths_add_up_to_the_gradient_of_the_trace(dataset, parameter):
    trace = trace_update(trainer_of(dataset, batch=5))
    chosen = pack_parameter(trace, parameter, sample=2)
    json.dumps(chosen, allow_nan=False)
    layer = trace.layers[parameter.layer]
    gradients = layer.bias_gradient if parameter.source is None else layer.weight_gradient
    expected = gradients[parameter.unit]
    if parameter.source is not None and expected.ndim:
        expected = expected[parameter.source]
    chain = chosen["chain"]
    products = [np.prod(row["factors"]) for row in chain["rows"]]
    assert chain["total"] == expected
    assert sum(products) == pytest.approx(expected, rel=1e-4, abs=1e-8)
    assert len(chain["symbols"]) == len(chain["names"]) == len(chain["rows"][0]["factors"])
    paths = chosen["paths"]
    listed = [np.prod([factor["value"] for factor in path["factors"]]) for path in paths["items"]]
    assert sum(listed) + paths["rest"] == pytest.approx(products[2], rel=1e-4, abs=1e-8)
    assert chosen["new"] == trace.update.new[layer.position(parameter)]
    assert all(sum(path["legs"]) == len(path["factors"]) for path in paths["items"])
    brackets = any("[" in factor["tex"] for path in paths["items"] for factor in path["factors"])
    assert paths["mixed"] == brackets == (parameter.layer < 1)


def test_paths_opened_layer_by_layer_add_up_at_each_neuron():
    trace = trace_update(trainer_of(batch=5))
    parameter, trail = Parameter(0, 1, 0), []
    expected = pack_parameter(trace, parameter, 2)["paths"]["total"]
    for _layer in range(len(trace.layers)):
        packed = pack_trail(trace, parameter, 2, trail)
        products = [np.prod([factor["value"] for factor in edge["factors"]]) for edge in packed["edges"]]
        assert len(packed["nodes"]) == len(trail) + 1
        assert sum(products) == pytest.approx(packed["total"]) == pytest.approx(expected, rel=1e-4, abs=1e-9)
        assert [edge["product"] for edge in packed["edges"]] == pytest.approx(products)
        assert abs(products[0]) == max(map(abs, products))
        target, expected = packed["edges"][0]["target"], packed["edges"][0]["product"]
        trail = [*trail, tuple(target[1:])] if target else trail
    assert pack_trail(trace, parameter, 2, [(99, 0)])["nodes"] == [(0, 1, 2)]


def test_a_weight_that_is_not_there_gives_way_to_the_first():
    trace = trace_update(trainer_of(layers=(Dropout(0.2), Dense(3, "tanh"))))
    for expected in (None, Parameter(0, 0, 0), Parameter(9, 0, 0), Parameter(1, 3, 0), Parameter(1, 0, 2)):
        assert choose_parameter(trace, expected) == Parameter(1, 0, 0)
    assert choose_parameter(trace, Parameter(1, 2, None)) == Parameter(1, 2, None)
    assert name_parameter(trace, Parameter(1, 2, 1)) == "w_{3,2}^{(2)}"


def test_points_on_a_line_stand_at_their_targets():
    data = load_data(DataSpec(dataset="sine"))
    places = unpacked(pack_points(data)["places"])
    assert np.array_equal(places[:, 1], data.targets)
    assert places[:, 2].min() >= 0 and places[:, 2].max() <= 1
