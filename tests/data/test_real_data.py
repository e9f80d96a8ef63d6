"""The real data sets, against scikit-learn's own copies."""

import subprocess
import sys

import numpy as np
import pytest
from sklearn import datasets
from sklearn.preprocessing import StandardScaler

from nnviz.core.catalog.columns import COLUMNS, REAL_CLASSES, USUAL_COLUMNS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.problems import InputError
from nnviz.core.spec import DataSpec
from nnviz.data.load import load_data

LOADED = {"iris": datasets.load_iris(), "wine": datasets.load_wine(), "cancer": datasets.load_breast_cancer()}
NAMES = sorted(LOADED)


def test_every_real_data_set_is_listed_with_its_columns_and_classes():
    real = {name for name, entry in DATASETS.items() if entry.kind == "real"}
    assert real == set(NAMES) == set(COLUMNS) == set(USUAL_COLUMNS) == set(REAL_CLASSES)


@pytest.mark.parametrize("name", NAMES)
def test_columns_stand_in_the_order_of_scikit_learn(name):
    def plain(text):
        return text.replace(" (cm)", "").replace("/", "_").replace(" ", "_").replace("_of_diluted_wines", "")

    assert [column.name for column in COLUMNS[name]] == [plain(text) for text in LOADED[name].feature_names]


@pytest.mark.parametrize("name", ["iris", "cancer"])
def test_classes_stand_in_the_order_of_scikit_learn(name):
    assert REAL_CLASSES[name] == tuple(LOADED[name].target_names)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_holds_the_standardised_values_of_scikit_learn(name):
    raw = LOADED[name].data
    for position, column in enumerate(COLUMNS[name]):
        other = COLUMNS[name][position - 1].name
        data = load_data(DataSpec(dataset=name, columns=(column.name, other), train=70))
        scaler = StandardScaler().fit(raw[data.train_index][:, [position]])
        expected = scaler.transform(raw[:, [position]])[:, 0]
        np.testing.assert_allclose(data.points[:, 0], expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("train", [10, 50, 90])
def test_all_rows_are_split_in_proportion(name, train):
    data = load_data(DataSpec(dataset=name, train=train, samples=20))
    np.testing.assert_array_equal(data.targets, LOADED[name].target)
    assert sorted([*data.train_index, *data.test_index]) == list(range(len(data.targets)))
    whole, part = np.bincount(LOADED[name].target), np.bincount(data.targets[data.train_index].astype(int))
    np.testing.assert_allclose(part, whole * train / 100, atol=1.01)


def test_the_seed_decides_which_rows():
    first, again, other = (load_data(DataSpec(dataset="iris", data_seed=seed)).train_index for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert set(first) != set(other)


def test_names_and_task():
    data = load_data(DataSpec(dataset="iris"))
    assert data.task == "multiclass"
    assert data.class_names == ("setosa", "versicolor", "virginica")
    assert data.axis_names == ("petal length (standardised)", "petal width (standardised)")
    assert load_data(DataSpec(dataset="cancer")).task == "binary"


@pytest.mark.parametrize("name", NAMES)
def test_the_range_to_draw_is_square_and_holds_all_points(name):
    data = load_data(DataSpec(dataset=name))
    (left, right), (bottom, top) = data.domain
    assert right - left == pytest.approx(top - bottom)
    assert (data.points > [left, bottom]).all() and (data.points < [right, top]).all()


def test_an_unknown_column_is_named_with_those_there_are():
    with pytest.raises(InputError) as caught:
        load_data(DataSpec(dataset="iris", columns=("petal_length", "colour")))
    (problem,) = caught.value.problems
    assert problem.field == "columns"
    assert problem.message == (
        "columns: this data has no column “colour”; it has sepal_length, sepal_width, petal_length, petal_width."
    )


def test_scikit_learn_is_not_imported_before_a_real_data_set_is_chosen():
    script = (
        "import sys; from nnviz.data.load import load_data; from nnviz.core.spec import DataSpec;"
        "load_data(DataSpec()); assert 'sklearn' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
