"""Monte Carlo dropout against torch.nn: the same masks give the same answers, and its own masks the same statistics."""

import numpy as np
import pytest
import torch
from torch import nn

from nnviz.core.problems import InputError
from nnviz.core.spec import BatchNorm, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine import Network, plan_output
from nnviz.engine.samples import build_samples
from nnviz.run.trainer import Trainer
from nnviz.uncertainty.monte_carlo import _draw_masks, answer_place, check_dropout, map_uncertainty, run_passes
from nnviz.uncertainty.runs import UNCERTAIN_RUNS, train_uncertain
from tests.helpers.twin import build_twin, make_data, module_of

FEATURES = ("x1", "x2")
LAYERS = (Dense(9, "relu"), Dropout(0.3), Dense(6, "tanh"), Dropout(0.5))


def trained(task="binary", layers=LAYERS, steps=60):
    run = RunSpec(network=NetworkSpec(layers), training=TrainingSpec(lr=0.03, batch=20))
    trainer = Trainer(run, make_data(task))
    trainer.advance(steps)
    return trainer


def squash(logits, task):
    if task == "regression":
        return logits
    return torch.sigmoid(logits) if task == "binary" else torch.softmax(logits, 1)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_each_pass_is_the_network_with_its_masks(task):
    trainer = trained(task)
    network, points = trainer.network, trainer.data.points
    inputs = build_samples(points, FEATURES, torch.float32).t()
    passes = run_passes(network, inputs, 7, seed=4)
    first, second = _draw_masks(network, 7, 4)
    twin = build_twin(network, trainer.run.network)
    weights = [module for module in twin if isinstance(module, nn.Linear)]
    for k in range(7):
        x = torch.relu(weights[0](torch.tensor(points))) * first[k]
        x = torch.tanh(weights[1](x)) * second[k]
        expected = squash(weights[2](x), task).detach().numpy().T
        np.testing.assert_allclose(passes[k], expected, rtol=1e-4, atol=1e-6)


def test_masks_keep_the_share_they_should_and_make_up_for_the_rest():
    network = trained(steps=0).network
    for mask, rate in zip(_draw_masks(network, 3000, 1), (0.3, 0.5), strict=True):
        values = np.unique(mask.numpy())
        np.testing.assert_allclose(values, [0.0, 1 / (1 - rate)], rtol=1e-6)
        assert float((mask > 0).float().mean()) == pytest.approx(1 - rate, abs=0.015)


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_mean_and_spread_are_those_of_a_plain_loop_with_dropout_on(task):
    """4000 passes of torch.nn with its own masks; the tolerance is four standard errors."""
    trainer = trained(task)
    modules = [module_of("relu"), nn.Dropout(0.3), module_of("tanh"), nn.Dropout(0.5)]
    weights = [module for module in build_twin(trainer.network, trainer.run.network) if isinstance(module, nn.Linear)]
    model = nn.Sequential(weights[0], *modules[:2], weights[1], *modules[2:], weights[2]).train()
    place = [0.4, -1.1]
    torch.manual_seed(2)
    with torch.no_grad():
        loop = squash(model(torch.tensor([place] * 4000)), task).numpy()
    found = answer_place(trainer.network, place, FEATURES, 4000, seed=3)
    error = 4 * loop.std(0) * np.sqrt(2 / 4000)
    assert (abs(found.mean - loop.mean(0)) < error).all()
    np.testing.assert_allclose(found.spread, loop.std(0), rtol=0.12)
    assert found.spread.min() > 1e-3


def test_one_pass_has_no_spread():
    trainer = trained()
    assert not map_uncertainty(trainer.network, trainer.data, FEATURES, 1, 1, 1.0, 8).spread.any()


@pytest.mark.parametrize("layers", [(Dense(5), Dropout(0.0), Dense(4), Dropout(0.0)), (Dense(5), Dense(4))])
def test_without_dropout_every_pass_is_the_plain_boundary(layers):
    from nnviz.run.boundary import build_grid, evaluate_boundary

    trainer = trained("multiclass", layers)
    maps = map_uncertainty(trainer.network, trainer.data, FEATURES, 9, 1, 1.0, 12)
    plain = evaluate_boundary(trainer.network, build_grid(trainer.data, FEATURES, 12))
    np.testing.assert_allclose(maps.mean, plain.values, atol=1e-6)
    assert maps.spread.max() < 1e-6
    with pytest.raises(InputError, match="no dropout"):
        check_dropout(trainer.network)


def test_more_passes_keep_the_earlier_ones_in_one_block_or_many():
    network = trained().network
    inputs = build_samples(np.zeros((9000, 2), np.float32), FEATURES, torch.float32).t().contiguous()
    many = run_passes(network, inputs, 20, seed=1)
    np.testing.assert_allclose(many[:4], run_passes(network, inputs, 4, seed=1), rtol=1e-5)
    assert many.shape == (20, 1, 9000)


def test_statistics_are_those_of_the_passes():
    trainer = trained("multiclass")
    maps = map_uncertainty(trainer.network, trainer.data, FEATURES, 12, 1, 1.0, 6)
    np.testing.assert_allclose(maps.mean, maps.single.mean(0), rtol=1e-5)
    np.testing.assert_allclose(maps.spread, maps.single.std(0), atol=1e-6)
    np.testing.assert_allclose(maps.entropy, -(maps.mean * np.log2(maps.mean)).sum(0), rtol=1e-4)
    assert maps.entropy.max() <= np.log2(3) + 1e-6


def test_zooming_out_widens_the_view_around_its_middle():
    trainer = trained()
    maps = map_uncertainty(trainer.network, trainer.data, FEATURES, 2, 1, 2.0, 10)
    assert (maps.x1[0], maps.x1[-1]) == pytest.approx((-5.4, 5.4))
    assert (maps.x2[0], maps.x2[-1]) == pytest.approx((-4.4, 6.4))


def test_batch_normalisation_stays_in_evaluation_mode():
    """The answer at a place does not depend on the other places, and the running statistics stay."""
    trainer = trained(layers=(Dense(6), BatchNorm(), Dropout(0.4)))
    before = trainer.network.state.flat.clone()
    inputs = build_samples(trainer.data.points, FEATURES, torch.float32).t().contiguous()
    together = run_passes(trainer.network, inputs, 5, seed=1)
    alone = run_passes(trainer.network, inputs[:, 3:4].contiguous(), 5, seed=1)
    np.testing.assert_allclose(together[:, :, 3:4], alone, rtol=1e-5)
    assert torch.equal(before, trainer.network.state.flat)


def test_units_that_are_off_stay_off():
    trainer = trained(layers=(Dense(3), Dropout(0.2)))
    for unit in range(3):
        trainer.switch_unit(0, unit, False)
    assert answer_place(trainer.network, [1.0, 1.0], FEATURES, 30, 1).spread.max() == 0


def test_weights_that_are_not_finite_are_explained():
    data = make_data()
    network = Network(NetworkSpec(LAYERS), 2, plan_output(data, TrainingSpec()))
    network.edit(0, 0, 0, float("nan"))
    with pytest.raises(InputError, match="diverged"):
        check_dropout(network)


def test_examples_learn_and_are_least_sure_away_from_their_data():
    trainer = train_uncertain("sine", 0.2)
    maps = map_uncertainty(trainer.network, trainer.data, ("x1",), 100, 1, 3.0, 90)
    assert maps.mean.shape == (1, 1, 90) and maps.x2.size == 0
    assert maps.spread[0, 0, [0, -1]].mean() > maps.spread[0, 0, 30:60].mean()


@pytest.mark.parametrize("name", ["moons", "blobs"])
def test_examples_are_mostly_right(name):
    trainer = train_uncertain(name, 0.2)
    check_dropout(trainer.network)
    assert trainer.metrics().test_accuracy > 0.85
    assert UNCERTAIN_RUNS[name].run(0.2) == trainer.run
