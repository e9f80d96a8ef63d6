"""Advice before a run: each rule speaks when it should, and is silent when it should be."""

from dataclasses import replace

import pytest

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.layers_text import parse_layers
from nnviz.core.spec import DataSpec, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.run.advice import Advice, advise, usual_rates


def advice_on(dataset="circle", layers="dense:4:tanh,dense:2:tanh", network=None, training=None, **data):
    run = RunSpec(
        DataSpec(dataset=dataset, **data),
        NetworkSpec(parse_layers(layers), **(network or {})),
        TrainingSpec(**(training or {})),
    )
    return {message.kind: message for message in advise(run, load_data(run.data))}


def test_the_default_needs_no_advice():
    run = RunSpec()
    assert advise(run, load_data(run.data)) == ()


@pytest.mark.parametrize("name", [name for name, entry in DATASETS.items() if entry.kind != "own"])
def test_no_hidden_layer_is_advised_against_exactly_where_one_is_needed(name):
    found = advice_on(name, "none")
    assert ("no_hidden_layer" in found) == DATASETS[name].needs_hidden_layer


@pytest.mark.parametrize(
    ("dataset", "features"),
    [
        ("circle", ("x1_squared", "x2_squared")),
        ("rings", ("x1", "x1_squared", "x2_squared")),
        ("xor", ("x1_x2",)),
    ],
)
def test_features_can_take_the_place_of_a_hidden_layer(dataset, features):
    assert "no_hidden_layer" not in advice_on(dataset, "none", features=features)
    assert "no_hidden_layer" in advice_on(dataset, "none", features=("x1", "x2", "sin_x1"))


def test_the_advice_names_the_data_and_the_features_that_help():
    assert advice_on("xor", "none")["no_hidden_layer"] == Advice(
        "no_hidden_layer",
        "warning",
        "Without a hidden layer the network can only draw straight lines, and they can't separate “XOR”. "
        "Add a dense layer with tanh or ReLU, or choose the input feature x₁·x₂.",
    )


def test_linear_layers_are_a_warning_where_a_bend_is_needed_and_a_remark_elsewhere():
    assert advice_on("circle", "dense:8:linear,dense:8:linear")["linear"].level == "warning"
    assert advice_on("gaussians", "dense:8:linear")["linear"].level == "info"
    assert "linear" not in advice_on("circle", "dense:8:linear,dense:8:relu")


def test_the_last_step_layer_is_named():
    found = advice_on(layers="dense:4:step,dropout:0.1,dense:4:step,dense:9:tanh")
    assert "hidden layer 2" in found["step"].text


@pytest.mark.parametrize("network", [{"init": "zeros"}, {"init": "normal", "sigma": 0.0}])
def test_zero_weights_matter_only_with_a_hidden_layer(network):
    assert advice_on(network=network)["zeros"].level == "warning"
    assert "zeros" not in advice_on("gaussians", "none", network=network)


@pytest.mark.parametrize(("units", "speaks"), [(1, True), (2, True), (3, False)])
def test_fewer_than_three_lines_cannot_close_a_boundary(units, speaks):
    assert ("narrow" in advice_on("circle", f"dense:{units}:tanh")) == speaks
    assert "narrow" not in advice_on("xor", f"dense:{units}:tanh")


def test_a_coordinate_that_is_left_out_is_named():
    assert "x₂" in advice_on(features=("x1", "sin_x1"))["missing_input"].text
    assert "x₁" in advice_on(features=("x2_squared",))["missing_input"].text
    assert "missing_input" not in advice_on(features=("x1_x2",))
    assert "missing_input" not in advice_on("sine")


def test_deep_sigmoids_are_told_how_little_gradient_is_left():
    deep = ",".join(["dense:4:sigmoid"] * 4)
    assert "0.0039" in advice_on(layers=deep)["deep_sigmoid"].text
    assert "deep_sigmoid" not in advice_on(layers="dense:4:sigmoid,dense:4:sigmoid")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_usual_learning_rates_need_no_advice_and_extreme_ones_do(optimizer):
    low, high = usual_rates(optimizer)
    usual = (low * high) ** 0.5
    for rate, expected in [(usual, set()), (100.0, {"large_rate"}), (1e-6, {"small_rate"})]:
        found = advice_on(training={"optimizer": optimizer, "lr": rate})
        assert {kind for kind in found if kind.endswith("_rate")} == expected


def test_losses_of_numbers_are_remarked_for_classes_only():
    assert "class_loss" in advice_on(training={"loss": "mse"})
    assert "class_loss" not in advice_on(training={"loss": "bce"})
    assert "class_loss" not in advice_on("hills", training={"loss": "huber"})


def test_a_batch_larger_than_the_training_part_is_the_full_batch():
    assert advice_on(samples=100, training={"batch": 51})["full_batch"].text == (
        "The batch size is 51, but there are 50 training points: each update uses all of them."
    )
    assert "full_batch" not in advice_on(samples=100, training={"batch": 50})


def test_batch_normalisation_tells_of_a_leftover_of_one_and_of_small_batches():
    layers = "dense:8:tanh,batchnorm"
    assert "norm_leftover" in advice_on(layers=layers, samples=100, training={"batch": 7})
    assert "norm_small_batch" in advice_on(layers=layers, samples=100, training={"batch": 2})
    assert not {"norm_leftover", "norm_small_batch"} & set(advice_on(layers=layers, samples=100))


def test_dropout_is_advised_against_on_inputs_and_after_narrow_layers():
    assert advice_on(layers="dropout:0.2,dense:32:tanh")["dropout_inputs"].level == "warning"
    assert "dropout_narrow" in advice_on(layers="dense:4:tanh,dropout:0.5")
    assert not set(advice_on(layers="dense:32:tanh,dropout:0.5")) & {"dropout_inputs", "dropout_narrow"}
    assert not set(advice_on(layers="dropout:0,dense:4:tanh,dropout:0")) & {"dropout_inputs", "dropout_narrow"}


def test_batch_normalisation_belongs_before_dropout():
    assert "norm_after_dropout" in advice_on(layers="dense:32:tanh,dropout:0.2,batchnorm")
    assert "norm_after_dropout" not in advice_on(layers="dense:32:tanh,batchnorm,dropout:0.2")


def test_strong_penalties_are_remarked():
    assert set(advice_on(training={"l1": 0.1, "l2": 1.0})) == {"strong_l1", "strong_l2"}
    assert not advice_on(training={"l1": 0.001, "l2": 0.01})


def test_warnings_come_first():
    run = RunSpec(DataSpec("xor"), NetworkSpec(()), TrainingSpec(loss="mse", batch=2000))
    levels = [message.level for message in advise(run, load_data(run.data))]
    assert levels == sorted(levels, reverse=True) and set(levels) == {"warning", "info"}


def test_momentum_counts_towards_the_learning_rate():
    spec = TrainingSpec(optimizer="momentum", lr=0.5, momentum=0.0)
    run = RunSpec(training=spec)
    data = load_data(run.data)
    assert not advise(run, data)
    assert [message.kind for message in advise(replace(run, training=replace(spec, momentum=0.99)), data)] == [
        "large_rate"
    ]


def test_an_input_that_is_the_same_everywhere_is_named():
    upright = ((0, 1.0, -1.0), (0, 1.0, -2.0), (1, 1.0, 1.0), (1, 1.0, 2.0))
    found = advice_on("drawn", points=upright)
    assert found["constant_input"].text == "“x₁” is the same for every point, so the network can learn nothing from it."
    assert "constant_input" not in advice_on("drawn", points=(*upright, (1, 1.5, 0.0)))
