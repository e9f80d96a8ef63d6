"""Presets keep their word: each good one is trained and must succeed, each failing one must fail as it says."""

import dataclasses

import numpy as np
import pytest

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.presets import PRESETS
from nnviz.core.spec import Dense, RunSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer

SEEDS = (1, 2)

ACCURACY_WITHIN_EPOCHS = {
    "course_2_4_1": (0.96, 40),
    "course_3_5_1": (0.98, 10),
    "perceptron": (0.98, 10),
    "circle": (0.97, 20),
    "xor": (0.97, 30),
    "gaussians": (0.98, 5),
    "spiral": (0.90, 250),
    "moons": (0.98, 40),
    "checkerboard": (0.90, 100),
    "rings": (0.97, 40),
    "blobs": (0.98, 10),
    "iris": (0.95, 40),
    "wine": (0.92, 50),
    "cancer": (0.95, 30),
}

# Ten percent noise leaves a mean squared error of 0.01 (half the range of |x| is 1.5: 0.0225) that can't be learnt.
LOSS_WITHIN_EPOCHS = {
    "plane": (0.013, 30),
    "hills": (0.030, 100),
    "sine": (0.030, 100),
    "step": (0.030, 100),
    "abs": (0.060, 50),
}


def trained(run, epochs, seed=1):
    network = dataclasses.replace(run.network, seed=seed)
    trainer = Trainer(dataclasses.replace(run, network=network), load_data(run.data))
    trainer.advance(epochs * trainer.steps_per_epoch)
    return trainer


def group(name):
    return {key for key, preset in PRESETS.items() if preset.group == name}


def test_there_is_a_good_preset_for_each_data_set_that_is_always_there():
    assert group("good") == {name for name, entry in DATASETS.items() if entry.kind != "own"}
    for name in group("good"):
        assert PRESETS[name].run.data.dataset == name
        assert PRESETS[name].label == DATASETS[name].label


def test_every_preset_that_should_work_has_a_goal_here():
    assert group("good") | group("course") == set(ACCURACY_WITHIN_EPOCHS) | set(LOSS_WITHIN_EPOCHS)


def test_the_networks_of_the_course():
    small, large, lone = (PRESETS[name].run for name in ("course_2_4_1", "course_3_5_1", "perceptron"))
    assert small.data.input_features == ("x1", "x2")
    assert small.network.layers == (Dense(4, "relu"),)
    assert large.data.input_features == ("x1", "x2", "x1_x2")
    assert large.network.layers == (Dense(5, "relu"),)
    assert lone.network.layers == ()


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_every_preset_gives_its_reason_in_a_sentence(preset):
    assert preset.label
    assert preset.reason.endswith(".") and len(preset.reason) <= 125


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ACCURACY_WITHIN_EPOCHS)
def test_good_classifiers_reach_their_accuracy(name, seed):
    accuracy, epochs = ACCURACY_WITHIN_EPOCHS[name]
    assert trained(PRESETS[name].run, epochs, seed).metrics().test_accuracy >= accuracy


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", LOSS_WITHIN_EPOCHS)
def test_good_regressions_reach_their_loss(name, seed):
    loss, epochs = LOSS_WITHIN_EPOCHS[name]
    assert trained(PRESETS[name].run, epochs, seed).metrics().test_loss <= loss


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_default_run_passes_95_percent_within_thirty_epochs(seed):
    assert trained(RunSpec(), 30, seed).metrics().test_accuracy >= 0.95


def test_xor_stays_near_chance_without_a_hidden_layer():
    assert trained(PRESETS["xor_without_hidden_layer"].run, 100).metrics().test_accuracy < 0.65


def test_zero_weights_stay_zero():
    trainer = trained(PRESETS["zero_weights"].run, 50)
    assert trainer.metrics().test_accuracy <= 0.55
    for layer in trainer.parameters():
        np.testing.assert_array_equal(layer.weight, 0.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_huge_steps_climb_out_of_the_valley_until_the_numbers_overflow(seed):
    run = PRESETS["huge_steps"].run
    losses = [trained(run, epochs, seed).metrics().train_loss for epochs in (0, 1, 2)]
    assert losses[0] < losses[1] < losses[2]
    assert trained(run, 40, seed).diverged


def test_gradients_vanish_through_six_sigmoid_layers():
    trainer = trained(PRESETS["deep_sigmoid"].run, 50)
    assert trainer.metrics().test_accuracy <= 0.6
    gradients = [layer.gradient for layer in trainer.health()]
    assert gradients[0] < 1e-3 * gradients[-1]
