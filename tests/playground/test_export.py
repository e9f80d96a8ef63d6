"""Exported scripts: each is run by a Python of its own and must learn, on the points of the playground."""

import re
import runpy
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.catalog.schedules import SCHEDULES
from nnviz.core.layers_text import parse_layers
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import compute_features, load_data
from nnviz.playground.export import export_code

DRAWN = tuple((label, 0.5 * i - 2, (2.0 if label else -2.0) + 0.1 * i) for label in (0, 1) for i in range(9))


@pytest.fixture
def execute(tmp_path):
    """Return a function that runs the exported script in this process and returns its names."""

    def executed(run):
        script = tmp_path / "network.py"
        script.write_text(export_code(run, load_data(run.data)), encoding="utf-8")
        return runpy.run_path(str(script))

    return executed


def a_run(dataset="circle", layers="dense:4:tanh", network=None, data=None, **training):
    values = {"stop_epoch": 2, **training}
    return RunSpec(
        DataSpec(dataset, **(data or {})),
        NetworkSpec(parse_layers(layers), **(network or {})),
        TrainingSpec(**values),
    )


def test_a_script_runs_alone_and_learns(tmp_path):
    run = a_run(layers="dense:8:tanh", data={"samples": 200}, lr=0.05, batch=20, stop_epoch=40)
    script = tmp_path / "network.py"
    script.write_text(export_code(run, load_data(run.data)), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True, timeout=120, check=True)
    accuracy = re.search(r"^test accuracy ([\d.]+)$", done.stdout, re.MULTILINE)
    assert accuracy is not None and float(accuracy[1]) >= 0.95


@pytest.mark.parametrize("run", [a_run("iris", "dense:8:relu", lr=0.1), a_run("drawn", data={"points": DRAWN})])
def test_real_and_drawn_data_are_learned(execute, run):
    assert execute(replace(run, training=replace(run.training, stop_epoch=20)))["right"].float().mean() >= 0.85


@pytest.mark.parametrize("dataset", [name for name, entry in DATASETS.items() if entry.kind != "own"])
def test_the_points_and_their_parts_are_those_of_the_playground(execute, dataset):
    run = a_run(dataset, data={"train": 70, "data_seed": 5, "classes": 4}, stop_epoch=1)
    data, names = load_data(run.data), execute(run)
    np.testing.assert_allclose(names["points"], data.points, rtol=1e-5, atol=1e-5)
    np.testing.assert_array_equal(names["targets"], data.targets)
    np.testing.assert_array_equal(np.sort(names["train"]), data.train_index)
    np.testing.assert_array_equal(np.sort(names["test"]), data.test_index)


def test_drawn_points_are_written_out(execute):
    run = a_run("drawn", data={"points": DRAWN})
    data, names = load_data(run.data), execute(run)
    np.testing.assert_allclose(names["points"], data.points, rtol=1e-5)
    np.testing.assert_array_equal(names["train"], data.train_index)


def test_features_are_those_of_the_playground(execute):
    run = a_run(data={"features": tuple(FEATURES)})
    data, names = load_data(run.data), execute(run)
    expected = compute_features(data.points[data.train_index], tuple(FEATURES))
    np.testing.assert_allclose(names["x_train"].numpy(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_runs(execute, activation):
    run = a_run(layers=f"dense:5:{activation},dropout:0.25,dense:3:{activation},batchnorm", stop_epoch=1)
    model = execute(run)["model"]
    assert [tuple(parameter.shape) for parameter in model.parameters()] == [
        (5, 2),
        (5,),
        (3, 5),
        (3,),
        (3,),
        (3,),
        (1, 3),
        (1,),
    ]
    assert (type(model[2]).__name__, model[2].p, type(model[5]).__name__) == ("Dropout", 0.25, "BatchNorm1d")
    z = torch.linspace(-3.0, 3.0, 7)
    expected = torch.empty_like(z)
    ACTIVATIONS[activation].forward(z, out=expected)
    torch.testing.assert_close(model[1](z), expected)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimiser_runs_with_penalties_clipping_and_limits(execute, optimizer):
    values = {"optimizer": optimizer, "l1": 0.001, "l2": 0.01, "clip": 1.0, "stop_loss": 0.01, "patience": 5}
    model = execute(a_run(**values))["model"]
    assert all(parameter.isfinite().all() for parameter in model.parameters())


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_gives_the_playgrounds_learning_rate(execute, schedule):
    run = a_run(schedule=schedule, schedule_epochs=3, schedule_factor=0.1, lr=0.05, stop_epoch=4)
    rate = execute(run)["optimizer"].param_groups[0]["lr"]
    assert rate == pytest.approx(0.05 * SCHEDULES[schedule].factor(4, 3, 0.1))


@pytest.mark.parametrize("init", INITIALIZERS)
def test_every_choice_of_first_weights_runs(init):
    code = export_code(a_run(network={"init": init, "sigma": 0.7}), load_data(DataSpec()))
    compile(code, "exported.py", "exec")
    assert ("nn.init" in code) == (init != "pytorch")


@pytest.mark.parametrize(
    ("dataset", "loss"),
    [
        (dataset, name)
        for dataset in ("circle", "blobs", "hills")
        for name, loss in LOSSES.items()
        if DATASETS[dataset].task in loss.tasks
    ],
)
def test_every_loss_runs_on_the_tasks_it_fits(execute, dataset, loss):
    names = execute(a_run(dataset, loss=loss))
    assert np.isfinite(names["test_loss"])


def test_a_network_without_hidden_layers_is_one_linear_layer(execute):
    model = execute(a_run(layers="none"))["model"]
    assert len(model) == 1 and (model[0].in_features, model[0].out_features) == (2, 1)


def test_a_batch_of_one_is_left_out_with_batch_normalisation(execute):
    run = a_run(layers="dense:4:tanh,batchnorm", data={"samples": 42}, batch=20)
    assert len(load_data(run.data).train_index) == 21
    assert np.isfinite(execute(run)["test_loss"])


def test_patience_stops_a_run_that_no_longer_improves(execute):
    run = a_run("gaussians", "none", data={"samples": 20}, lr=5.0, patience=3, stop_epoch=1000)
    assert execute(run)["epoch"] < 500


def test_layers_stand_in_the_code_as_in_the_network():
    code = export_code(RunSpec(network=NetworkSpec((Dense(7, "gelu"),))), load_data(DataSpec()))
    assert "    nn.Linear(2, 7),\n    nn.GELU(),\n    nn.Linear(7, 1),  # sigmoid is part of the loss\n" in code
