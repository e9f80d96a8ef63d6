"""What hints say and propose, on runs that really train: the numbers are true, and what is proposed helps."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnviz.core.link import read_link
from nnviz.core.presets import PRESETS
from nnviz.core.spec import Dense, Dropout, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.engine.baseline import constant_loss
from nnviz.engine.plan import plan_output
from nnviz.engine.samples import build_samples
from nnviz.run.hints import diagnose
from nnviz.run.penalty import measure_penalty
from nnviz.run.proposals import propose_balanced_weights
from nnviz.run.run_view import Hint, RunView
from nnviz.run.trainer import Trainer
from tests.helpers.random_setups import random_run
from tests.helpers.twin import build_twin, twin_loss

EPOCHS = 60
PATIENT = 180
"""A proposal that begins anew may need longer than the run it is to better."""
SEEDS = range(48)


@functools.lru_cache(maxsize=256)
def trained(run: RunSpec, epochs: int = EPOCHS) -> Trainer:
    trainer = Trainer(run, load_data(run.data))
    trainer.advance(epochs * trainer.steps_per_epoch)
    return trainer


def as_long(run: RunSpec, other: Trainer) -> Trainer:
    """The run after as many updates as another: more points make longer epochs."""
    trainer = Trainer(run, load_data(run.data))
    trainer.advance(other.step)
    return trainer


@pytest.mark.parametrize(
    ("activation", "init"),
    [
        *((name, "he_normal") for name in ("relu", "leaky_relu", "elu", "gelu", "silu", "softplus")),
        *((name, "xavier_normal") for name in ("step", "sigmoid", "tanh", "linear")),
    ],
)
def test_first_weights_are_proposed_for_what_an_activation_passes_on(activation, init):
    """He for those that pass on one half of what comes, Xavier for the others."""
    run = RunSpec(network=NetworkSpec((Dense(3, activation),)))
    assert propose_balanced_weights(run).run.network.init == init


def view_of(trainer: Trainer) -> RunView:
    return RunView(
        trainer.run,
        trainer.step,
        trainer.metrics(),
        trainer.history,
        constant_loss(trainer.data, trainer.run.training.loss),
        trainer.health(),
        diverged=trainer.diverged,
        diverges_at=trainer.diverges_at,
        learning_rate=trainer.learning_rate,
        penalty=measure_penalty(trainer.network, trainer.run.training),
    )


def hints_of(run: RunSpec, epochs: int = EPOCHS) -> tuple[Hint, ...]:
    return diagnose(view_of(trained(run, epochs)))


# What PyTorch says of the same network.


def training_points(trainer: Trainer) -> tuple[torch.Tensor, torch.Tensor]:
    rows = trainer.data.train_index
    samples = build_samples(trainer.data.points[rows], trainer.run.data.input_features, torch.float32)[:, 1:]
    targets = torch.from_numpy(trainer.data.targets[rows])
    return samples, targets


def dead_shares(trainer: Trainer) -> list[float]:
    """For each dense hidden layer, the share of units that answer 0 to every training point, by PyTorch."""
    values, _targets = training_points(trainer)
    shares, modules = [], list(build_twin(trainer.network, trainer.run.network).eval())
    for place, module in enumerate(modules[:-1]):
        with torch.no_grad():
            values = module(values)
        if not isinstance(module, (torch.nn.Linear, torch.nn.Identity)):
            assert isinstance(modules[place - 1], torch.nn.Linear)
            shares.append(float((values == 0).all(0).float().mean()))
    return shares


def gradients(trainer: Trainer) -> list[torch.Tensor]:
    """The gradients of the loss without penalties for the layers of weights, by autograd, in evaluation mode."""
    twin = build_twin(trainer.network, trainer.run.network).eval()
    samples, targets = training_points(trainer)
    loss = plan_output(trainer.data, trainer.run.training).loss.name
    twin_loss(loss, trainer.data.task)(twin(samples), targets.float()).backward()
    return [module.weight.grad for module in twin if isinstance(module, torch.nn.Linear)]


def weights(trainer: Trainer) -> list[torch.Tensor]:
    return [torch.from_numpy(layer.weight) for layer in trainer.parameters() if layer.weight.ndim == 2]


# What each hint claims, and what each of its proposals is for.


def check_dead(hint: Hint, trainer: Trainer) -> None:
    shares = dead_shares(trainer)
    layer = int(re.search(r"hidden layer (\d+)", hint.text)[1])
    units = [layer.units for layer in trainer.run.network.layers if isinstance(layer, Dense)][layer - 1]
    flat = {number for number, layer in enumerate(view_of(trainer).dense) if layer.activation == "relu"}
    assert shares[layer - 1] == max(shares[number] for number in flat)
    if counted := re.search(r"(\d+) of (\d+) units", hint.text):
        assert (round(shares[layer - 1] * units), units) == (int(counted[1]), int(counted[2]))
    else:
        assert shares[layer - 1] == 1


def check_vanishing(hint: Hint, trainer: Trainer) -> None:
    """The first layer's gradient is much smaller than the last's on the whole training set too."""
    first, *_middle, last = (float(gradient.norm()) for gradient in gradients(trainer))
    assert first < 0.1 * last


def check_penalty(trainer: Trainer) -> None:
    """The penalties pull about as strongly as the points push, the other way; or nothing is left of the weights."""
    now, training = weights(trainer), trainer.run.training
    if max(float(weight.abs().max()) for weight in now) < 0.02:
        return
    pull = torch.cat([(training.l1 * weight.sign() + training.l2 * weight).ravel() for weight in now])
    push = torch.cat([gradient.ravel() for gradient in gradients(trainer)])
    assert 0.3 < float(pull.norm() / push.norm()) < 3
    assert float(torch.cosine_similarity(pull, push, dim=0)) < -0.3


def check_claim(hint: Hint, trainer: Trainer) -> None:
    if hint.kind == "dead":
        check_dead(hint, trainer)
    elif hint.kind == "vanishing" and not any(isinstance(layer, Dropout) for layer in trainer.run.network.layers):
        check_vanishing(hint, trainer)
    elif "penalty" in hint.text and hint.kind == "plateau":
        check_penalty(trainer)
    elif hint.kind == "learned" and trainer.metrics().test_accuracy is not None:
        assert trainer.metrics().test_accuracy >= 0.95


def flow(trainer: Trainer) -> float:
    health = trainer.health()
    return health[0].gradient / max(health[-1].gradient, 1e-12)


def units_differ(trainer: Trainer) -> bool:
    layers = zip(trainer.parameters(), trainer.run.network.layers, strict=False)
    return all(
        len(np.unique(layer.weight, axis=0)) == len(layer.weight) for layer, spec in layers if isinstance(spec, Dense)
    )


def gap(trainer: Trainer) -> float:
    """How much worse the network is on points it has not learned from: other points may be harder by themselves."""
    return trainer.metrics().test_loss - trainer.metrics().train_loss


def helps(hint: Hint, before: Trainer, after: Trainer) -> bool:
    """Whether a proposed run is free of what the hint is about."""
    if hint.kind == "diverged":
        return not after.diverged and after.metrics().train_loss < after.history.values[0, 0]
    if hint.kind == "symmetric":
        return units_differ(after)
    if hint.kind == "dead":
        return max(dead_shares(after)) < max(dead_shares(before))
    if hint.kind == "vanishing":
        return flow(after) > flow(before) or after.metrics().train_loss < 0.5 * before.metrics().train_loss
    if hint.kind == "overfitting":
        return gap(after) < gap(before)
    return after.metrics().train_loss < 0.99 * before.metrics().train_loss


def check_run(run: RunSpec) -> list[str]:
    """Check all hints of a run, and return their kinds."""
    trainer = trained(run)
    hints = diagnose(view_of(trainer))
    for hint in hints:
        check_claim(hint, trainer)
        for proposal in hint.proposals:
            assert proposal.text in hint.text
            assert proposal.run != run
            after = as_long(proposal.run, trainer) if hint.kind == "overfitting" else trained(proposal.run, PATIENT)
            assert helps(hint, trainer, after), (hint.text, run, trainer.metrics(), after.metrics())
    return [hint.kind for hint in hints]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_random_run_is_true_and_what_is_proposed_helps(seed):
    check_run(random_run(seed))


def test_the_random_runs_meet_every_kind_of_hint():
    said = {hint.kind for seed in SEEDS for hint in hints_of(random_run(seed))}
    assert said >= {"diverged", "symmetric", "dead", "vanishing", "plateau", "learned"}


# Set-ups whose hints once proposed what can't help.


def linked(**parameters: str) -> RunSpec:
    setup, problems = read_link(parameters)
    assert not problems
    return setup.run


def test_xor_without_a_hidden_layer_is_told_of_a_layer_or_a_feature():
    run = linked(dataset="xor", layers="none")
    assert check_run(run) == ["plateau"]
    (hint,) = hints_of(run)
    assert [proposal.kind for proposal in hint.proposals] == ["layer", "features"]
    assert hint.text.endswith("Or choose the input feature x₁·x₂.")


def test_zero_weights_are_told_of_random_ones_only():
    run = PRESETS["zero_weights"].run
    assert check_run(run) == ["symmetric"]
    assert [proposal.run.network.init for proposal in hints_of(run)[0].proposals] == ["pytorch"]


def test_a_rate_far_too_large_is_called_that():
    run = PRESETS["huge_steps"].run
    assert check_run(run) == ["diverged"]
    assert "The learning rate 0.4 is too large here" in hints_of(run)[0].text
    assert hints_of(run)[0].text.endswith("Try a learning rate of 0.04.")


def test_the_layer_that_is_wholly_dead_is_named():
    run = linked(layers="dense:8:relu,dense:8:relu", optimizer="sgd", lr="50")
    assert dead_shares(trained(run, 10))[1] == 1
    (hint,) = (hint for hint in hints_of(run, 10) if hint.kind == "dead")
    assert hint.text.startswith("In hidden layer 2 every unit gives 0 for every training point.")
    assert [proposal.run.training.lr for proposal in hint.proposals] == [0.1]
    assert "dead" in check_run(run)


@pytest.mark.parametrize("l2", [0.01, 0.03, 0.1])
def test_a_penalty_that_holds_the_spiral_is_named(l2):
    run = PRESETS["spiral"].run
    run = replace(run, training=replace(run.training, l2=l2))
    (hint,) = hints_of(run, 120)
    assert hint.kind == "plateau" and "The L2 penalty" in hint.text
    check_penalty(trained(run, 120))
    (proposal,) = hint.proposals
    assert proposal.run.training.l2 == 0
    assert trained(proposal.run, 120).metrics().test_accuracy > trained(run, 120).metrics().test_accuracy + 0.2


@pytest.mark.parametrize("l2", [0.0, 1e-4, 1e-3])
def test_a_weak_penalty_is_not_blamed(l2):
    run = PRESETS["spiral"].run
    run = replace(run, training=replace(run.training, l2=l2))
    assert all("penalty" not in hint.text for hint in hints_of(run, 120))


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_said_of_a_preset_is_true_and_what_is_proposed_helps(name):
    check_run(PRESETS[name].run)


def test_a_wide_network_on_few_points_is_helped_by_each_remedy_against_overfitting():
    run = linked(dataset="moons", samples="60", noise="45", layers="dense:32:tanh,dense:32:tanh", lr="0.01")
    before = trained(run, 300)
    (hint,) = (hint for hint in diagnose(view_of(before)) if hint.kind == "overfitting")
    assert [proposal.kind for proposal in hint.proposals] == ["samples", "units", "l2"]
    for proposal in hint.proposals:
        assert helps(hint, before, as_long(proposal.run, before)), proposal.kind
