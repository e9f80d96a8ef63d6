"""Hints during a run, on histories written by hand: each is given when it should be, with its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.layers_text import parse_layers
from nnviz.core.presets import PRESETS
from nnviz.core.results import History, LayerHealth, Metrics
from nnviz.core.spec import DataSpec, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.engine.baseline import constant_loss
from nnviz.run.hints import diagnose
from nnviz.run.run_view import RunView
from nnviz.run.trainer import Trainer


def a_history(train, test, accuracy=0.5, every=1):
    train, test = np.broadcast_arrays(np.asarray(train, dtype=float), np.asarray(test, dtype=float))
    accuracy = np.broadcast_to(accuracy, train.shape)
    values = np.stack([train, test, accuracy, accuracy], axis=1).astype(np.float32)
    return History(np.arange(len(train), dtype=np.int64) * every, values)


def a_view(history, layers="dense:4:tanh,dense:4:tanh", network=None, training=None, dataset="circle", **changes):
    run = RunSpec(
        DataSpec(dataset), NetworkSpec(parse_layers(layers), **(network or {})), TrainingSpec(**(training or {}))
    )
    train, test, _train_accuracy, accuracy = (float(value) for value in history.values[-1])
    known = None if np.isnan(accuracy) else accuracy
    metrics = Metrics(train, test, known, known)
    changes = {"constant_loss": 0.693} | changes
    return RunView(run, step=10 * len(history.epochs), metrics=metrics, history=history, **changes)


def kinds(view, shown=()):
    return [hint.kind for hint in diagnose(view, shown)]


def healthy(*gradients, dead=None):
    return tuple(LayerHealth(gradient, dead, None) for gradient in gradients)


FALLING = np.geomspace(0.7, 0.2, 60)


def test_a_run_that_learns_steadily_gets_no_hint():
    assert kinds(a_view(a_history(FALLING, FALLING), health=healthy(0.1, 0.1, 0.1))) == []


def test_a_run_that_has_not_begun_gets_no_hint():
    view = a_view(a_history([0.7], [0.7]), network={"init": "zeros"}, health=healthy(0.0, 0.0, 0.0, dead=1.0))
    assert kinds(replace(view, step=0)) == []


class TestDiverged:
    def test_a_large_learning_rate_is_named(self):
        view = a_view(a_history([0.7], [0.7]), training={"optimizer": "sgd", "lr": 30.0}, diverged=True)
        (hint,) = diagnose(replace(view, step=17))
        assert (hint.kind, hint.level) == ("diverged", "warning")
        assert hint.text == (
            "At update 17 the loss was no longer a finite number. The learning rate 30 is too large here: "
            "each step jumps over the minimum and lands higher. Try a learning rate of 0.1."
        )

    def test_huge_first_weights_are_named_when_the_learning_rate_is_usual(self):
        network = {"init": "normal", "sigma": 9.0}
        view = a_view(a_history([0.7], [0.7]), network=network, training={"optimizer": "sgd"}, diverged=True)
        assert "σ = 9" in diagnose(view)[0].text

    def test_l2_that_overshoots_is_named(self):
        view = a_view(a_history([0.7], [0.7]), training={"lr": 1.0, "l2": 10.0}, diverged=True)
        assert "L2 10" in diagnose(view)[0].text

    def test_nothing_else_is_said_then(self):
        rising = np.concatenate([FALLING, np.geomspace(0.2, 5.0, 60)])
        assert kinds(a_view(a_history(FALLING.repeat(2), rising), diverged=True)) == ["diverged"]


class TestLearned:
    def test_accuracy_must_stay_high_for_more_than_one_epoch(self):
        loss = np.full(6, 0.2)
        assert kinds(a_view(a_history(loss, loss, [0.5, 0.6, 0.7, 0.9, 0.96, 0.97]))) == ["learned"]
        assert kinds(a_view(a_history(loss, loss, [0.5, 0.6, 0.7, 0.9, 0.7, 0.97]))) == []

    def test_below_95_percent_nothing_is_praised_even_where_it_was_before(self):
        loss = np.full(6, 0.2)
        view = a_view(a_history(loss, loss, 0.94))
        assert kinds(view) == []
        assert kinds(view, shown=["learned"]) == []

    @pytest.mark.parametrize("first", [0.2, 1.0, 9.0])
    def test_values_count_as_learned_when_little_of_a_constant_answers_loss_is_left(self, first):
        loss = np.geomspace(first, 0.01, 60)
        view = a_view(a_history(loss, loss, np.nan), dataset="sine", constant_loss=0.5)
        (hint,) = diagnose(view)
        assert hint.text == f"The test loss fell from {first:g} to 0.01."
        assert "learned" not in kinds(replace(view, constant_loss=0.1))

    @pytest.mark.parametrize(("share", "said"), [(0.996, "99.6"), (0.9875, "98.8"), (1.0, "100"), (0.98, "98")])
    def test_the_accuracy_is_rounded_as_beside_it(self, share, said):
        loss = np.full(6, 0.2)
        (hint,) = diagnose(a_view(a_history(loss, loss, share)))
        assert hint.text.startswith(f"{said}% of the test points are right")

    def test_tiny_losses_are_powers_of_ten_as_beside_them(self):
        loss = np.geomspace(0.5, 9.1e-8, 60)
        (hint,) = diagnose(a_view(a_history(loss, loss, np.nan), dataset="sine"))
        assert hint.text == "The test loss fell from 0.5 to 9.1\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10⁻⁸."

    def test_a_network_that_has_learned_is_not_told_of_a_plateau(self):
        flat = np.full(100, 0.01)
        assert kinds(a_view(a_history(flat, flat, 0.99))) == ["learned"]


class TestOverfitting:
    rising = np.concatenate([np.geomspace(0.7, 0.4, 30), np.geomspace(0.4, 0.8, 60)])
    falling = np.geomspace(0.7, 0.05, 90)

    def test_the_turning_point_and_the_losses_are_named(self):
        (hint,) = diagnose(a_view(a_history(self.falling, self.rising)))
        assert hint.kind == "overfitting"
        assert "Since epoch 30 the test loss rose from 0.4" in hint.text and "to 0.051" in hint.text

    def test_a_test_loss_that_rises_with_the_train_loss_is_no_overfitting(self):
        assert "overfitting" not in kinds(a_view(a_history(self.rising, self.rising)))

    def test_a_tiny_rise_is_no_overfitting(self):
        test = np.concatenate([np.geomspace(0.7, 0.004, 30), np.full(60, 0.012)])
        assert "overfitting" not in kinds(a_view(a_history(self.falling / 20, test)))

    def test_a_few_epochs_are_too_early_to_say(self):
        test = np.concatenate([np.geomspace(0.7, 0.4, 10), np.geomspace(0.4, 0.9, 15)])
        assert "overfitting" not in kinds(a_view(a_history(self.falling[:25], test)))

    def test_thinned_histories_keep_their_epoch_numbers(self):
        (hint,) = diagnose(a_view(a_history(self.falling, self.rising, every=8)))
        assert "Since epoch 240 " in hint.text

    def test_one_restless_epoch_changes_nothing(self):
        test = self.rising.copy()
        test[-1] = 0.6
        assert kinds(a_view(a_history(self.falling, test)), shown=["overfitting"]) == ["overfitting"]


class TestPlateau:
    def test_a_loss_that_stands_still_is_named_with_its_numbers(self):
        (hint,) = diagnose(a_view(a_history(np.full(60, 0.693), 0.693)))
        assert (hint.kind, hint.level) == ("plateau", "info")
        assert hint.text.startswith("In the last 30 epochs the train loss stayed at 0.693.")

    def test_a_loss_that_hardly_falls_is_named_with_both_numbers(self):
        (hint,) = diagnose(a_view(a_history(np.linspace(0.72, 0.705, 60), 0.693)))
        assert hint.text.startswith("In the last 30 epochs the train loss only went from 0.712 to 0.705.")

    def test_the_first_epochs_are_too_early_to_say(self):
        assert kinds(a_view(a_history(np.full(20, 0.693), 0.693))) == []

    def test_a_loss_that_noise_may_be_all_that_is_left_of_is_no_plateau(self):
        history = a_history(np.full(60, 0.0107), 0.03, np.nan)
        assert kinds(a_view(history, dataset="sine", constant_loss=0.5)) == []
        assert kinds(a_view(history, dataset="sine", constant_loss=0.1)) == ["plateau"]

    def test_it_is_taken_back_later_than_given_up(self):
        view = a_view(a_history(np.full(60, 0.045), 0.09, np.nan), dataset="sine", constant_loss=1.0)
        assert kinds(view) == []
        assert kinds(view, shown=["plateau"]) == ["plateau"]

    def test_a_loss_that_still_falls_is_no_plateau(self):
        assert kinds(a_view(a_history(np.geomspace(0.7, 0.6, 60), 0.7))) == []

    def test_a_schedule_that_has_faded_is_named(self):
        view = a_view(a_history(np.full(60, 0.693), 0.693), training={"schedule": "cosine"}, learning_rate=1e-4)
        (hint,) = diagnose(view)
        assert "The schedule has lowered the learning rate from 0.01 to 1" in hint.text
        assert hint.proposals[0].run.training.schedule == "constant"

    def test_where_no_cause_is_known_nothing_is_proposed(self):
        (hint,) = diagnose(a_view(a_history(np.full(60, 0.693), 0.693), "dense:16:tanh,dense:16:tanh"))
        assert hint.text == "In the last 30 epochs the train loss stayed at 0.693."
        assert hint.proposals == ()

    def test_noise_is_named_and_nothing_proposed_against_it(self):
        run_view = a_view(a_history(np.full(60, 0.4), 0.4), "dense:16:tanh,dense:16:tanh")
        noisy = replace(run_view, run=replace(run_view.run, data=DataSpec("circle", noise=40)))
        (hint,) = diagnose(noisy)
        assert "With 40% noise in the points some loss is always left." in hint.text and hint.proposals == ()


class TestDeadUnits:
    history = a_history(FALLING[:10], FALLING[:10])

    def test_layer_and_count_are_named(self):
        health = (*healthy(0.1, dead=0.0), *healthy(0.1, dead=0.5), *healthy(0.1))
        (hint,) = diagnose(a_view(self.history, "dense:4:relu,dropout:0.1,dense:8:relu", health=health))
        assert hint.title == "Dead ReLU units"
        assert hint.text.startswith("In hidden layer 2, 4 of 8 units give 0 for every training point.")

    def test_one_unit_is_spoken_of_as_one(self):
        health = (*healthy(0.1, dead=0.25), *healthy(0.1))
        (hint,) = diagnose(a_view(self.history, "dense:4:relu", health=health))
        assert hint.text.startswith("In hidden layer 1, 1 of 4 units gives 0 for every training point.")

    def test_a_few_dead_units_are_usual(self):
        health = (*healthy(0.1, dead=0.125), *healthy(0.1))
        view = a_view(self.history, "dense:16:relu", health=health)
        assert kinds(view) == []
        assert kinds(view, shown=["dead"]) == ["dead"]


class TestVanishing:
    history = a_history(FALLING[:10], FALLING[:10])

    @pytest.mark.parametrize(
        ("first", "shown", "expected"),
        [(1e-5, [], ["vanishing"]), (5e-4, [], []), (5e-4, ["vanishing"], ["vanishing"]), (5e-3, ["vanishing"], [])],
    )
    def test_first_and_last_gradient_are_compared(self, first, shown, expected):
        assert kinds(a_view(self.history, health=healthy(first, 0.01, 0.1)), shown) == expected

    def test_both_sizes_are_named(self):
        (hint,) = diagnose(a_view(self.history, health=healthy(1e-5, 0.01, 0.1)))
        assert hint.text.startswith(
            "The gradient of the first layer is 1\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10⁻⁵, of the last 0.1."
        )

    def test_gradients_that_are_zero_for_another_reason_are_not_called_vanishing(self):
        zero = healthy(0.0, 0.0, 0.1)
        assert "vanishing" not in kinds(a_view(self.history, network={"init": "zeros"}, health=zero))
        assert "vanishing" not in kinds(a_view(self.history, "dense:4:step,dense:4:tanh", health=zero))


class TestSymmetry:
    history = a_history(FALLING[:10], FALLING[:10])

    @pytest.mark.parametrize("network", [{"init": "zeros"}, {"init": "normal", "sigma": 0.0}])
    def test_zero_weights_are_named_as_the_cause(self, network):
        assert kinds(a_view(self.history, network=network)) == ["symmetric"]

    def test_a_weight_set_by_hand_breaks_the_symmetry(self):
        assert kinds(a_view(self.history, network={"init": "zeros"}, edited=True)) == []

    def test_without_hidden_units_zero_weights_do_no_harm(self):
        assert kinds(a_view(self.history, "none", network={"init": "zeros"})) == []


class TestRealRuns:
    """The same hints on runs of the engine."""

    def diagnose_run(self, run, epochs):
        trainer = Trainer(run, load_data(run.data))
        trainer.advance(epochs * trainer.steps_per_epoch)
        view = RunView(
            run,
            trainer.step,
            trainer.metrics(),
            trainer.history,
            constant_loss(trainer.data, run.training.loss),
            trainer.health(),
            trainer.diverged,
            bool(trainer.journal.passed),
        )
        return [hint.kind for hint in diagnose(view)]

    def test_the_default_learns(self):
        assert self.diagnose_run(RunSpec(), 40) == ["learned"]

    def test_a_fitted_noisy_curve_is_never_told_of_a_plateau(self):
        layers = NetworkSpec(parse_layers("dense:64:tanh,dense:8:tanh"))
        run = RunSpec(DataSpec("sine", noise=10), layers)
        assert "plateau" not in self.diagnose_run(run, 210)

    def test_huge_steps_diverge(self):
        assert self.diagnose_run(PRESETS["huge_steps"].run, 20) == ["diverged"]

    def test_zero_weights_stay_alike(self):
        assert "symmetric" in self.diagnose_run(PRESETS["zero_weights"].run, 20)

    def test_gradients_vanish_in_six_sigmoid_layers(self):
        assert "vanishing" in self.diagnose_run(PRESETS["deep_sigmoid"].run, 5)

    def test_a_straight_line_through_xor_is_a_plateau(self):
        assert self.diagnose_run(PRESETS["xor_without_hidden_layer"].run, 60) == ["plateau"]

    def test_a_wide_network_overfits_a_few_noisy_points(self):
        run = RunSpec(
            DataSpec("moons", samples=60, noise=45),
            NetworkSpec(parse_layers("dense:32:tanh,dense:32:tanh")),
            TrainingSpec(lr=0.01),
        )
        assert "overfitting" in self.diagnose_run(run, 300)

    def test_large_steps_kill_relu_units(self):
        run = RunSpec(
            DataSpec("circle"),
            NetworkSpec(parse_layers("dense:8:relu,dense:8:relu")),
            TrainingSpec(optimizer="sgd", lr=3.0),
        )
        assert "dead" in self.diagnose_run(run, 10)
