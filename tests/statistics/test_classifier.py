"""Judging a classifier, compared with scikit-learn."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from nnviz.core.problems import InputError
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer
from nnviz.statistics.classifier import (
    Rated,
    balance,
    count_pairs,
    hardest,
    rate_classes,
    rate_threshold,
    score_points,
    trace_curves,
)
from nnviz.statistics.judged import JUDGED_RUNS, train_judged
from tests.helpers.examples import examples


@st.composite
def judged(draw):
    """Scores with ties, and both kinds among the points."""
    count = draw(st.integers(2, 40))
    scores = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    positive = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    positive[0], positive[-1] = True, False
    return np.array(scores) / 12, np.array(positive)


@examples(40)
@given(judged(), st.integers(0, 12))
def test_the_measures_are_those_of_scikit_learn(case, cut):
    scores, positive = case
    rated = rate_threshold(scores, positive, cut / 12)
    said = scores >= cut / 12
    tn, fp, fn, tp = metrics.confusion_matrix(positive, said).ravel()
    assert (rated.tp, rated.fp, rated.fn, rated.tn) == (tp, fp, fn, tn)
    assert rated.accuracy == pytest.approx(metrics.accuracy_score(positive, said))
    assert rated.recall == pytest.approx(metrics.recall_score(positive, said))
    assert rated.f1 == pytest.approx(metrics.f1_score(positive, said))
    if said.any():
        assert rated.precision == pytest.approx(metrics.precision_score(positive, said))
    else:
        assert math.isnan(rated.precision)


@examples(40)
@given(judged())
def test_the_curves_and_areas_are_those_of_scikit_learn(case):
    scores, positive = case
    curves = trace_curves(scores, positive)
    false, true, thresholds = metrics.roc_curve(positive, scores, drop_intermediate=False)
    np.testing.assert_allclose(curves.thresholds, thresholds[1:])
    np.testing.assert_allclose(curves.true_positive_rate, true[1:])
    np.testing.assert_allclose(curves.false_positive_rate, false[1:])
    precision, _recall, _thresholds = metrics.precision_recall_curve(positive, scores)
    np.testing.assert_allclose(curves.precision[::-1], precision[:-1])
    assert curves.area == pytest.approx(metrics.roc_auc_score(positive, scores))
    assert curves.average_precision == pytest.approx(metrics.average_precision_score(positive, scores))


def test_curves_need_both_kinds():
    only = trace_curves(np.array([0.2, 0.8]), np.array([False, False]))
    assert math.isnan(only.area) and math.isnan(only.average_precision)
    assert math.isnan(trace_curves(np.array([0.2, 0.8]), np.array([True, True])).area)


class TestBalance:
    positive = np.arange(400) % 2 == 0

    @pytest.mark.parametrize("share", [0.02, 0.05, 0.2, 0.5])
    def test_the_share_is_as_asked_and_only_one_kind_is_thinned(self, share):
        keep = balance(self.positive, share)
        assert self.positive[keep].mean() == pytest.approx(share, abs=0.003)
        assert (~self.positive[keep]).sum() == 200

    def test_a_rarer_mixture_is_part_of_a_less_rare_one(self):
        assert set(balance(self.positive, 0.05)) <= set(balance(self.positive, 0.2))

    def test_the_other_kind_is_thinned_for_a_large_share(self):
        keep = balance(self.positive, 0.8)
        assert self.positive[keep].sum() == 200 and (~self.positive[keep]).sum() == 50

    def test_the_rare_kind_never_vanishes(self):
        assert balance(np.array([True] + [False] * 9), 0.01).size == 10


class TestSeveralClasses:
    trainer = train_judged("three")

    def scores(self):
        trainer = self.trainer
        return score_points(trainer.network, trainer.data, trainer.run.data.input_features, trainer.data.test_index)

    def test_the_matrix_is_the_engine_s_and_scikit_learn_s(self):
        scores = self.scores()
        matrix = count_pairs(scores.classes, scores.predicted, 3)
        np.testing.assert_array_equal(matrix, self.trainer.confusion())
        np.testing.assert_array_equal(matrix, metrics.confusion_matrix(scores.classes, scores.predicted))

    def test_each_class_is_rated_as_scikit_learn_does(self):
        scores = self.scores()
        rated = rate_classes(count_pairs(scores.classes, scores.predicted, 3))
        expected = metrics.precision_recall_fscore_support(scores.classes, scores.predicted)
        for rating, precision, recall, f1, support in zip(rated, *expected, strict=True):
            assert (rating.precision, rating.recall, rating.f1) == pytest.approx((precision, recall, f1))
            assert rating.tp + rating.fn == support

    def test_the_losses_are_torch_s_and_the_hardest_come_first(self):
        scores = self.scores()
        log = torch.log(torch.from_numpy(scores.probabilities))
        expected = torch.nn.functional.nll_loss(log, torch.from_numpy(scores.classes), reduction="none").numpy()
        np.testing.assert_allclose(scores.losses, expected, rtol=1e-9)
        assert scores.losses.mean() == pytest.approx(self.trainer.metrics().test_loss, rel=1e-4)
        np.testing.assert_array_equal(hardest(scores, 3), np.argsort(scores.losses)[::-1][:3])


def test_two_classes_are_judged_as_the_engine_does():
    trainer = train_judged("two")
    data = trainer.data
    scores = score_points(trainer.network, data, trainer.run.data.input_features, data.test_index)
    assert (scores.predicted == scores.classes).mean() == pytest.approx(trainer.metrics().test_accuracy)
    assert scores.losses.mean() == pytest.approx(trainer.metrics().test_loss, rel=1e-4)


def test_a_number_is_not_judged():
    run = RunSpec(DataSpec("sine"), NetworkSpec((Dense(2),)))
    trainer = Trainer(run, load_data(run.data))
    with pytest.raises(InputError, match="predicts a number"):
        score_points(trainer.network, trainer.data, run.data.input_features, trainer.data.test_index)


def test_weights_that_are_not_finite_are_refused():
    run = JUDGED_RUNS["two"].run
    trainer = Trainer(run, load_data(run.data))
    trainer.network.state.flat.fill_(math.nan)
    with pytest.raises(InputError, match="no longer finite"):
        score_points(trainer.network, trainer.data, run.data.input_features, trainer.data.test_index)


def test_measures_without_a_denominator_have_no_value():
    nothing = Rated(0, 0, 0, 4)
    assert math.isnan(nothing.precision) and math.isnan(nothing.recall) and math.isnan(nothing.f1)
    assert nothing.false_positive_rate == 0.0
