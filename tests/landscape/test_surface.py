"""The landscape: losses against plain evaluation, planes against their definitions and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.landscape.planes import half_widths, path_plane, place_path, random_plane, weights_plane
from nnviz.landscape.results import Landscape, Plane
from nnviz.landscape.store import LandscapeStore
from nnviz.landscape.surface import measure_path, stand_at, survey
from nnviz.run.trainer import Trainer
from tests.helpers.examples import examples
from tests.helpers.twin import make_data

FITTING = {"binary": "circle", "multiclass": "blobs", "regression": "plane"}
MIXED = (Dense(6, "tanh"), BatchNorm(), Dropout(0.4), Dense(4, "relu"))


def make_trainer(task="binary", layers=MIXED, steps=90, samples=61, **training):
    run = RunSpec(DataSpec(dataset=FITTING[task]), NetworkSpec(layers, seed=3), TrainingSpec(**training))
    trainer = Trainer(run, make_data(task, samples=samples))
    trainer.advance(steps)
    return trainer


def plain_loss(spot, vector):
    """Return the loss of one weight vector the plain way: through the network's own evaluation."""
    network = spot.network
    kept = network.state.parameters.clone()
    network.state.parameters.copy_(torch.tensor(vector))
    loss = spot.output.loss.value(*network.evaluate(spot.inputs), spot.targets).item()
    network.state.parameters.copy_(kept)
    return loss


def assert_plain(spot, plane, reach=(1.5, 0.8), resolution=5):
    picture = survey(spot, plane, reach, resolution)
    for row, b in enumerate(np.linspace(-reach[1], reach[1], resolution)):
        for column, a in enumerate(np.linspace(-reach[0], reach[0], resolution)):
            expected = plain_loss(spot, plane.center + a * plane.first + b * plane.second)
            assert picture.losses[row, column] == pytest.approx(expected, rel=2e-5, abs=1e-6)


layer = st.one_of(
    st.builds(Dense, st.integers(1, 7), st.sampled_from(sorted(ACTIVATIONS))),
    st.just(BatchNorm()),
    st.just(Dropout(0.3)),
)


@examples(25)
@given(st.lists(layer, max_size=4), st.sampled_from(["binary", "multiclass", "regression"]), st.data())
def test_losses_are_those_of_plain_evaluation(layers, task, data):
    fitting = [loss.name for loss in LOSSES.values() if task in loss.tasks]
    loss = data.draw(st.sampled_from(fitting))
    trainer = make_trainer(task, tuple(layers), steps=7, loss=loss, lr=0.003)
    spot = stand_at(trainer)
    assert_plain(spot, random_plane(spot.states[-1], spot.blocks, data.draw(st.integers(0, 99))), resolution=3)


def test_switched_off_neurons_stay_off():
    trainer = make_trainer()
    trainer.switch_unit(0, 2, on=False)
    spot = stand_at(trainer)
    plane = random_plane(spot.states[-1], spot.blocks, 1)
    assert_plain(spot, plane)
    assert survey(spot, plane, (1, 1), 3).losses[1, 1] == pytest.approx(trainer.metrics().train_loss, rel=1e-5)


def test_many_chunks_are_put_together_in_order():
    trainer = make_trainer(layers=(Dense(64, "tanh"),), samples=400)
    spot = stand_at(trainer)
    shares = []
    plane = path_plane(spot.states)
    picture = survey(spot, plane, (1.0, 1.0), 31, shares.append)
    assert len(shares) > 2 and shares == sorted(shares) and shares[-1] == 1
    corner = plane.center + plane.first - plane.second
    assert picture.losses[0, -1] == pytest.approx(plain_loss(spot, corner), rel=2e-5)
    assert picture.losses[15, 15] == pytest.approx(trainer.metrics().train_loss, rel=1e-5)


def test_it_stops_where_progress_raises():
    spot = stand_at(make_trainer())
    plane = path_plane(spot.states)

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        survey(spot, plane, (1.0, 1.0), 11, stop)


def test_random_directions_have_for_each_neuron_the_length_of_its_weights():
    trainer = make_trainer()
    spot = stand_at(trainer)
    plane = random_plane(spot.states[-1], spot.blocks, 5)
    network = trainer.copy_network()
    weights = [(layer.weight.clone(), layer.bias.clone()) for layer in (network.hidden[0], network.hidden[3])]
    for direction in (plane.first, plane.second):
        network.state.parameters.copy_(torch.tensor(direction))
        for layer, (weight, _bias) in zip((network.hidden[0], network.hidden[3]), weights, strict=True):
            np.testing.assert_allclose(layer.weight.norm(dim=1), weight.norm(dim=1), rtol=1e-5)
            assert not layer.bias.any()
        assert not network.hidden[1].scale.any() and not network.hidden[1].shift.any()
    assert abs(np.corrcoef(plane.first, plane.second)[0, 1]) < 0.9


def test_the_plane_of_the_path_is_that_of_scikit_learn():
    spot = stand_at(make_trainer())
    states = spot.states
    plane = path_plane(states)
    oracle = PCA(n_components=2).fit(states - states[-1])
    for mine, theirs in zip((plane.first, plane.second), oracle.components_, strict=True):
        assert abs(mine @ theirs) == pytest.approx(1, abs=1e-6)
    np.testing.assert_allclose(plane.spread, oracle.explained_variance_ratio_, rtol=1e-6)
    places, kept = place_path(plane, states)
    moved = states - states[-1]
    np.testing.assert_allclose(
        places, moved @ oracle.components_.T * np.sign(places[0] * (moved[0] @ oracle.components_.T)), atol=1e-6
    )
    rest = moved - places @ np.stack([plane.first, plane.second])
    assert kept == pytest.approx(1 - np.sum(rest**2) / np.sum(moved**2))


def test_two_weights_are_those_that_were_chosen():
    trainer = make_trainer()
    spot = stand_at(trainer)
    parameters = trainer.parameters()
    hidden, norm, last = (spot.blocks[number] for number in (0, 1, 3))
    plane = weights_plane(spot.states[-1], (hidden.find(3, 1), last.find(0, None)))
    assert plane.origin == (parameters[0].weight[3, 1], parameters[-1].bias[0])
    scales = weights_plane(spot.states[-1], (norm.find(2, 0), norm.find(2, None)))
    assert scales.origin == (parameters[1].weight[2], parameters[1].bias[2])
    picture = survey(spot, plane, (0.5, 0.5), 3)
    np.testing.assert_allclose(picture.x, plane.origin[0] + np.array([-0.5, 0, 0.5]))
    with pytest.raises(InputError, match="Both are the same weight"):
        weights_plane(spot.states[-1], (4, 4))


def test_the_path_has_the_losses_of_its_time():
    trainer = make_trainer(steps=200)
    spot = stand_at(trainer)
    path = measure_path(spot, path_plane(spot.states))
    assert path.steps[0] == 0 and path.steps[-1] == 200
    for step in (int(path.steps[3]), 64, 200):
        again = make_trainer(steps=step)
        assert path.losses[list(path.steps).index(step)] == pytest.approx(again.metrics().train_loss, rel=1e-5)
    assert (path.x[-1], path.y[-1]) == pytest.approx((0, 0), abs=1e-6)
    assert path.shadow[-1] == pytest.approx(path.losses[-1], rel=1e-5)


def test_looking_leaves_the_run_as_it_is():
    trainer, twin = make_trainer(), make_trainer()
    spot = stand_at(trainer)
    survey(spot, path_plane(spot.states), (1.0, 1.0), 5)
    assert trainer.step == twin.step
    assert torch.equal(trainer.network.state.flat, twin.network.state.flat)


def test_a_run_changed_by_hand_keeps_to_its_snapshots():
    trainer = make_trainer(steps=70)
    trainer.edit_parameter(0, 0, 0, 2.5)
    trainer.advance(70)
    assert stand_at(trainer).steps.tolist() == [0, 64, 128, 140]


def test_an_untrained_network_has_no_path_but_random_directions():
    spot = stand_at(make_trainer(steps=0))
    with pytest.raises(InputError, match="at least two updates"):
        path_plane(spot.states)
    path = measure_path(spot, random_plane(spot.states[-1], spot.blocks, 1))
    assert path.kept is None and len(path.steps) == 1


def test_a_diverged_run_is_looked_at_where_it_was_last_finite():
    trainer = make_trainer("regression", (Dense(4, "linear"),), steps=5000, optimizer="sgd", lr=10.0)
    assert trainer.diverged
    step, spot = trainer.step, stand_at(trainer)
    assert spot.diverged and spot.steps[-1] == trainer.last_finite_step and np.isfinite(spot.states).all()
    assert (trainer.step, trainer.diverged) == (step, True)


@pytest.mark.parametrize(("kind", "expected"), [("random", (1, 1)), ("pca", (4.6, 0.92)), ("weights", (4.6, 2.3))])
def test_the_picture_reaches_as_far_as_the_weights_or_the_path(kind, expected):
    plane = Plane(kind, np.zeros(2), np.array([1.0, 0]), np.array([0, 1.0]), (0.1, -2.0))
    assert half_widths(plane, np.array([[-4, 0.1], [0, 0]])) == pytest.approx(expected)


def picture_of(value):
    zeros = np.zeros(10)
    return Landscape(Plane("random", zeros, zeros, zeros), zeros, zeros, np.full((2, 2), value, np.float32))


def test_the_store_keeps_to_its_budget_and_drops_what_was_not_asked_for():
    store = LandscapeStore(budget=2 * picture_of(1).nbytes)
    store.put(b"a", picture_of(1))
    store.put(b"b", picture_of(2))
    store.get(b"a")
    store.put(b"c", picture_of(3))
    assert [store.get(key) is not None for key in (b"a", b"b", b"c")] == [True, False, True]


def test_a_name_stands_for_one_picture():
    trainer = make_trainer()
    spot = stand_at(trainer)
    plane = path_plane(spot.states)
    names = {spot.key(plane, (1.0, 1.0), 5), stand_at(make_trainer()).key(plane, (1.0, 1.0), 5)}
    assert len(names) == 1
    others = {spot.key(plane, (1.0, 2.0), 5), spot.key(plane, (1.0, 1.0), 7)}
    trainer.advance(1)
    others.add(stand_at(trainer).key(plane, (1.0, 1.0), 5))
    assert len(names | others) == 4


def test_the_span_of_losses():
    assert picture_of(3).span == 1
    assert picture_of(np.nan).span == 1
    assert picture_of(0).span == 1
