"""Where deep learning uses statistics, compared with torch, SciPy and scikit-learn."""

import math

import numpy as np
import pytest
import torch
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer
from nnviz.statistics.in_deep_learning.augmentation import AUGMENT_RUN, COPIES, jitter, learn_jittered, measure_bend
from nnviz.statistics.in_deep_learning.batch_norm import FRAMES, NORM_RUN, film_norm
from nnviz.statistics.in_deep_learning.dropout import MASKS, UNITS, draw_numbers, thin, train_thinnable
from nnviz.statistics.in_deep_learning.scaling import LARGEST, Features, descend, make_features, standardise_features
from nnviz.statistics.in_deep_learning.weights import EDGES, FAN_IN, LAYERS, SIGMAS, WEIGHT_EDGES, trace_passages


class TestStandardising:
    def test_it_is_scikit_learn_s(self):
        x = make_features(4.0).x
        np.testing.assert_allclose(standardise_features(x), StandardScaler().fit_transform(x))

    def test_the_second_feature_is_spread_as_asked(self):
        x = make_features(8.0).x / make_features(1.0).x
        np.testing.assert_allclose(x, np.broadcast_to([1.0, 8.0], x.shape))

    def test_the_way_follows_autograd_s_gradients(self):
        features = make_features(3.0)
        x, y = (torch.from_numpy(values - values.mean(0)) for values in (features.x, features.y))
        weights = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        way = descend(features, 0.02, 20)
        for step in range(21):
            loss = ((x @ weights - y) ** 2).mean()
            np.testing.assert_allclose(way.weights[step], weights.detach().numpy(), atol=1e-12)
            assert way.losses[step] == pytest.approx(loss.item())
            (gradient,) = torch.autograd.grad(loss, weights)
            weights = (weights - 0.02 * gradient).detach().requires_grad_()

    def test_the_best_weights_are_those_of_least_squares(self):
        features = make_features(6.0)
        fitted = LinearRegression().fit(features.x, features.y)
        way = descend(features, 0.01)
        np.testing.assert_allclose(way.best, fitted.coef_)
        assert way.least == pytest.approx(((fitted.predict(features.x) - features.y) ** 2).mean())

    def test_the_curvature_is_the_second_derivative(self):
        features = make_features(2.0)
        x, y = (torch.from_numpy(values - values.mean(0)) for values in (features.x, features.y))
        hessian = torch.autograd.functional.hessian(lambda w: ((x @ w - y) ** 2).mean(), torch.zeros(2).double())
        np.testing.assert_allclose(descend(features, 0.01).curvature, hessian.numpy())

    def test_a_rate_that_suits_the_standardised_data_is_too_large_for_the_raw(self):
        features = make_features(6.0)
        even = Features(standardise_features(features.x), features.y)
        assert descend(features, 0.1).losses[-1] > LARGEST
        assert descend(even, 0.1).losses[-1] < descend(even, 0.1).least + 0.001


class TestBatchNorm:
    film = film_norm()

    def layer(self, frame):
        units = self.film.before.shape[1]
        layer = torch.nn.BatchNorm1d(units, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(self.film.scale[frame]))
            layer.bias.copy_(torch.from_numpy(self.film.shift[frame]))
            layer.running_mean.copy_(torch.from_numpy(self.film.running_mean[frame]))
            layer.running_var.copy_(torch.from_numpy(self.film.running_deviation[frame] ** 2))
        return layer

    @pytest.mark.parametrize("frame", [0, 5, len(FRAMES) - 1])
    def test_both_modes_are_torch_s(self, frame):
        layer = self.layer(frame)
        batch = torch.from_numpy(self.film.before[frame].T.copy())
        layer.eval()
        np.testing.assert_allclose(self.film.in_evaluation[frame].T, layer(batch).detach().numpy(), atol=1e-9)
        layer.train()
        np.testing.assert_allclose(self.film.in_training[frame].T, layer(batch).detach().numpy(), atol=1e-9)

    def test_the_running_values_are_torch_s_after_the_first_update(self):
        layer = self.layer(0)
        layer(torch.from_numpy(self.film.before[0].T.copy()))
        np.testing.assert_allclose(self.film.running_mean[1], layer.running_mean.numpy(), atol=1e-6)
        np.testing.assert_allclose(self.film.running_deviation[1] ** 2, layer.running_var.numpy(), atol=1e-5)

    def test_filming_does_not_move_the_run(self):
        trainer = Trainer(NORM_RUN, load_data(NORM_RUN.data))
        trainer.advance(FRAMES[3])
        running = next(layer for layer in trainer.network.hidden if hasattr(layer, "variance")).mean[:, 0].numpy()
        np.testing.assert_allclose(self.film.running_mean[3], running, atol=1e-6)


class TestDropout:
    def test_each_thinned_network_is_torch_s(self):
        network, numbers = train_thinnable(), draw_numbers(1)
        for rate, row in ((0.2, 0), (0.5, 7)):
            mask = torch.from_numpy((numbers[row] < 1 - rate).astype(float)) / (1 - rate)
            hidden, weights = torch.from_numpy(network.hidden), torch.from_numpy(network.weights)
            expected = torch.nn.functional.linear(hidden * mask, weights[None], torch.tensor([network.bias]).double())
            assert thin(network, numbers, rate)[row] == pytest.approx(expected.item())

    def test_nothing_dropped_is_the_whole_network(self):
        network = train_thinnable()
        np.testing.assert_allclose(thin(network, draw_numbers(1), 0.0), network.whole)

    def test_the_mean_over_every_mask_is_the_whole_network(self):
        network = train_thinnable()
        every = (np.arange(2**UNITS)[:, None] >> np.arange(UNITS)) & 1
        # At p = 1/2 all masks are equally likely; numbers of 0 and 1 stand for "stays" and "goes".
        assert thin(network, every.astype(float), 0.5).mean() == pytest.approx(network.whole)

    def test_a_share_p_of_the_units_goes_and_the_mean_converges(self):
        network, numbers = train_thinnable(), draw_numbers(1)
        assert (numbers >= 0.7).mean() == pytest.approx(0.3, abs=3 * math.sqrt(0.21 / numbers.size))
        zs = thin(network, numbers, 0.3)
        assert abs(zs.mean() - network.whole) < 4 * zs.std() / math.sqrt(MASKS)


class TestFirstWeights:
    def test_the_histograms_count_everything(self):
        for passage in trace_passages("tanh"):
            assert passage.counts.shape == (LAYERS, len(EDGES) - 1)
            assert (passage.counts.sum(1) == passage.counts[0].sum()).all()
        assert trace_passages("relu")[3].weights.sum() == pytest.approx(FAN_IN**2)

    @pytest.mark.parametrize("activation", ["tanh", "relu"])
    def test_the_first_layer_spreads_as_the_formula_says(self, activation):
        # Var(z) = n · σ² · Var(x) for independent weights with mean 0.
        for passage in trace_passages(activation):
            assert passage.deviations[0] == pytest.approx(passage.sigma * math.sqrt(FAN_IN), rel=0.05)

    def test_small_weights_shrink_and_large_ones_grow(self):
        passages = dict(zip(SIGMAS, trace_passages("relu"), strict=True))
        small, large = passages[SIGMAS[0]].deviations, passages[SIGMAS[-1]].deviations
        assert (np.diff(small) < 0).all() and (np.diff(large) > 0).all()
        assert WEIGHT_EDGES[-1] == -WEIGHT_EDGES[0]


class TestAugmentation:
    plain = load_data(AUGMENT_RUN.data)

    def test_only_the_training_part_is_copied_and_moved(self):
        data = jitter(self.plain, 0.5)
        assert len(data.train_index) == COPIES * len(self.plain.train_index)
        np.testing.assert_array_equal(data.points[data.test_index], self.plain.points[self.plain.test_index])
        moves = data.points[data.train_index] - np.tile(self.plain.points[self.plain.train_index], (COPIES, 1))
        assert moves.std() == pytest.approx(0.5, rel=0.1)
        np.testing.assert_array_equal(
            data.targets[data.train_index], np.tile(self.plain.targets[self.plain.train_index], COPIES)
        )

    def test_no_jitter_changes_nothing(self):
        assert jitter(self.plain, 0.0) is self.plain

    def test_the_boundary_is_smoother_and_new_points_are_told_apart_better(self):
        alone, jittered = learn_jittered(0.0), learn_jittered(0.6)
        assert alone.train_accuracy == 1.0
        assert measure_bend(jittered.boundary) < measure_bend(alone.boundary)
        assert jittered.test_accuracy > alone.test_accuracy
