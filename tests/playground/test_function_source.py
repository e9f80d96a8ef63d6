"""Excerpts: a function with all it uses of its module, and nothing else."""

import numpy as np

from nnviz.core.catalog import shapes
from nnviz.data import prepare
from nnviz.playground.function_source import function_source


def test_it_holds_the_function_and_what_it_needs_and_nothing_else():
    code = function_source(shapes, "gaussians")
    assert "def gaussians(samples, noise, rng, classes=2):" in code
    assert "GAUSSIAN_CENTRE = 1.5" in code and "def _class_sizes(" in code and "def _finish(" in code
    assert "def moons" not in code and "RING_RADII" not in code


def test_constants_come_before_functions():
    code = function_source(prepare, "split_rows")
    assert code.index("SPLIT_STREAM = 1") < code.index("def split_rows")


def test_annotations_and_docstrings_are_left_out():
    code = function_source(shapes, "spiral")
    assert '"""' not in code and "->" not in code and "Generator" not in code


def test_it_runs_with_numpy_alone_and_gives_the_same(tmp_path, monkeypatch):
    (tmp_path / "standing_alone.py").write_text(
        "import numpy as np\n\n" + function_source(shapes, "hills"), encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from standing_alone import hills

    for mine, original in zip(
        hills(50, 20, np.random.default_rng(3)), shapes.hills(50, 20, np.random.default_rng(3)), strict=True
    ):
        np.testing.assert_array_equal(mine, original)
