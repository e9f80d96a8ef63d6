"""From a specification to points: every data set, drawn points and files."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.problems import InputError
from nnviz.core.spec import DataSpec
from nnviz.data.csv_columns import choose_columns
from nnviz.data.csv_table import read_table
from nnviz.data.load import compute_features, load_data
from nnviz.data.uploads import UPLOADS
from tests.helpers.examples import examples

GENERATED = [name for name, entry in DATASETS.items() if entry.generate]


def message_for(spec):
    with pytest.raises(InputError) as caught:
        load_data(spec)
    (problem,) = caught.value.problems
    return problem.field, problem.message


specs = st.builds(
    DataSpec,
    dataset=st.sampled_from(GENERATED),
    samples=st.integers(20, 2000),
    noise=st.integers(0, 50),
    train=st.integers(10, 90),
    data_seed=st.integers(0, 2**31 - 1),
    classes=st.integers(3, 5),
)


@given(specs)
def test_any_generated_data_is_whole_finite_and_repeatable(spec):
    data, again = load_data(spec), load_data(spec)
    entry = DATASETS[spec.dataset]
    assert data.points.shape == (spec.samples, entry.inputs) and data.targets.shape == (spec.samples,)
    assert data.points.dtype == data.targets.dtype == np.float32
    assert data.train_index.dtype == data.test_index.dtype == np.int64
    assert np.isfinite(data.points).all() and np.isfinite(data.targets).all()
    assert sorted([*data.train_index, *data.test_index]) == list(range(spec.samples))
    assert abs(len(data.train_index) - spec.samples * spec.train / 100) <= 3
    for field in ("points", "targets", "train_index", "test_index"):
        np.testing.assert_array_equal(getattr(data, field), getattr(again, field))
    assert (data.domain, data.class_names, data.value_range) == (again.domain, again.class_names, again.value_range)


@given(specs)
def test_ranges_hold_what_is_drawn_and_every_class_is_in_both_parts(spec):
    data = load_data(spec)
    for column, (low, high) in zip(data.points.T, data.domain, strict=True):
        assert low < column.min() and column.max() < high
    if data.task == "regression":
        assert data.class_names == ()
        assert data.value_range[0] <= data.targets.min() and data.targets.max() <= data.value_range[1]
    else:
        assert data.value_range == (0.0, 1.0)
        for part in (data.train_index, data.test_index):
            assert set(data.targets[part]) == set(range(data.n_classes))


def test_noise_moves_points_but_changes_neither_the_split_nor_the_order():
    still, moved = (load_data(DataSpec(dataset="moons", noise=noise)) for noise in (0, 20))
    np.testing.assert_array_equal(still.targets, moved.targets)
    np.testing.assert_array_equal(still.train_index, moved.train_index)


def test_another_seed_gives_other_points():
    first, second = (load_data(DataSpec(data_seed=seed)) for seed in (1, 2))
    assert not np.array_equal(first.points, second.points)


def test_generated_data_share_one_range_unless_noise_leads_out_of_it():
    assert load_data(DataSpec(dataset="moons")).domain == ((-3.6, 3.6), (-3.6, 3.6))
    assert load_data(DataSpec(dataset="sine", noise=50)).domain == ((-3.6, 3.6),)
    (low, high), _other = load_data(DataSpec(dataset="circle", noise=50)).domain
    assert high == -low > 3.6


def test_names_of_generated_data():
    data = load_data(DataSpec())
    assert data.class_names == ("Class 0", "Class 1")
    assert data.axis_names == ("x₁", "x₂")
    assert load_data(DataSpec(dataset="sine")).axis_names == ("x₁",)
    assert load_data(DataSpec(dataset="blobs", classes=5)).n_classes == 5


def test_features_stand_in_the_order_asked_for():
    points = load_data(DataSpec()).points
    features = compute_features(points, ("x1_x2", "x1"))
    assert features.dtype == np.float32 and features.flags.c_contiguous
    np.testing.assert_array_equal(features, np.stack([points[:, 0] * points[:, 1], points[:, 0]], axis=1))
    assert compute_features(points, tuple(FEATURES)).shape == (500, 7)


class TestDrawn:
    points = ((3, 1.0, 2.0), (1, -1.0, 0.5), (3, 1.5, 2.0), (1, -1.5, 0.0), (1, 0.0, 0.0))

    def test_classes_are_renumbered_in_their_order(self):
        data = load_data(DataSpec(dataset="drawn", points=self.points))
        np.testing.assert_array_equal(data.targets, [1, 0, 1, 0, 0])
        np.testing.assert_array_equal(data.points, np.array(self.points, dtype=np.float32)[:, 1:])
        assert (data.task, data.class_names) == ("binary", ("Class 0", "Class 1"))
        assert data.domain == ((-3.6, 3.6), (-3.6, 3.6))

    def test_three_classes_are_multiclass(self):
        more = (*self.points, (0, 9.0, 0.0), (0, 9.0, 0.0))
        data = load_data(DataSpec(dataset="drawn", points=more))
        assert (data.task, data.n_classes) == ("multiclass", 3)
        assert data.domain[0] == data.domain[1] == (-9.2, 9.2)

    def test_every_class_is_in_both_parts(self):
        data = load_data(DataSpec(dataset="drawn", points=self.points, train=90))
        assert set(data.targets[data.train_index]) == set(data.targets[data.test_index]) == {0, 1}

    @pytest.mark.parametrize(("points", "count"), [((), 0), (points[1::2], 1)])
    def test_too_few_classes(self, points, count):
        assert message_for(DataSpec(dataset="drawn", points=points)) == (
            "points",
            f"Draw at least 2 points in each of at least 2 classes; classes with points so far: {count}.",
        )

    def test_a_class_of_one_point(self):
        assert message_for(DataSpec(dataset="drawn", points=self.points[:2] + self.points[3:])) == (
            "points",
            "Class 3 has only 1 point; each class needs at least 2, one to learn and one to test.",
        )


class TestFile:
    def uploaded(self, text):
        table = read_table(text.encode(), "data.csv")
        return UPLOADS.put(choose_columns(table, *table.columns))

    def test_a_file_is_found_by_its_key_and_standardised(self):
        rng = np.random.default_rng(0)
        raw = rng.normal([170, 65], [10, 8], (40, 2))
        rows = "".join(f"{a},{b},{'yes' if a > 170 else 'no'}\n" for a, b in raw)
        data = load_data(DataSpec(dataset="file", file=self.uploaded("height,weight,tall\n" + rows)))
        expected = StandardScaler().fit(raw[data.train_index]).transform(raw)
        np.testing.assert_allclose(data.points, expected, rtol=1e-4, atol=1e-5)
        assert (data.task, data.class_names) == ("binary", ("no", "yes"))
        assert data.axis_names == ("height (standardised)", "weight (standardised)")
        np.testing.assert_array_equal(data.targets, raw[:, 0] > 170)

    def test_values_to_predict_are_standardised_too(self):
        rows = "".join(f"{n},{n * n},{n * 1000.5}\n" for n in range(40))
        data = load_data(DataSpec(dataset="file", file=self.uploaded("a,b,c\n" + rows)))
        assert (data.task, data.class_names) == ("regression", ())
        training = data.targets[data.train_index]
        assert training.mean() == pytest.approx(0, abs=1e-6) and training.std() == pytest.approx(1, rel=1e-5)
        assert data.value_range == (data.targets.min(), data.targets.max())

    @pytest.mark.parametrize("key", ["", "0123456789abcdef"])
    def test_a_forgotten_file_is_asked_for_again(self, key):
        assert message_for(DataSpec(dataset="file", file=key)) == (
            "file",
            "file: this file is not remembered here any more; please upload it again.",
        )

    @examples(50)
    @given(
        st.lists(st.tuples(*[st.floats(-1e15, 1e15)] * 2, st.sampled_from("ab")), min_size=4, max_size=20),
        st.integers(10, 90),
    )
    def test_any_finite_columns_give_finite_points(self, rows, train):
        text = "a,b,c\n" + "".join(f"{x1!r},{x2!r},{label}\n" for x1, x2, label in rows)
        try:
            key = self.uploaded(text)
        except InputError:
            return
        data = load_data(DataSpec(dataset="file", file=key, train=train))
        assert np.isfinite(data.points).all()
        (left, right), (bottom, top) = data.domain
        assert left < right and bottom < top
