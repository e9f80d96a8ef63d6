"""Input features: what each of them says of a point."""

import runpy

import numpy as np
import pytest

from nnviz.core.catalog.features import FEATURES

POINTS = np.array([[2.0, -3.0], [0.5, 1.5], [-1.0, 0.0]], dtype=np.float32)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x1", [2.0, 0.5, -1.0]),
        ("x2", [-3.0, 1.5, 0.0]),
        ("x1_squared", [4.0, 0.25, 1.0]),
        ("x2_squared", [9.0, 2.25, 0.0]),
        ("x1_x2", [-6.0, 0.75, 0.0]),
        ("sin_x1", [0.9092974, 0.4794255, -0.8414710]),
        ("sin_x2", [-0.1411200, 0.9974950, 0.0]),
    ],
)
def test_value_of_each_feature(name, expected):
    np.testing.assert_allclose(FEATURES[name].compute(POINTS), expected, atol=1e-6)


def test_there_are_seven_features_in_the_order_they_are_shown():
    assert list(FEATURES) == ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.name)
def test_exported_code_computes_the_same(feature, tmp_path):
    script = tmp_path / "exported.py"
    script.write_text(f"import torch\nx = torch.tensor({POINTS.tolist()})\nvalues = {feature.code}\n")
    values = runpy.run_path(str(script))["values"]
    np.testing.assert_allclose(values.numpy(), feature.compute(POINTS), rtol=1e-6)


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.name)
def test_only_features_of_x2_need_a_second_coordinate(feature):
    line = POINTS[:, :1]
    if feature.uses_x2:
        with pytest.raises(IndexError):
            feature.compute(line)
    else:
        assert feature.compute(line).shape == (3,)
