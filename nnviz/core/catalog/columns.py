"""Columns and classes of the real data sets, known without loading them.

Columns stand in the order in which scikit-learn gives them. A column's name is what a link says,
its label is what a learner reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnviz.core.i18n import N_

__all__ = ["COLUMNS", "REAL_CLASSES", "USUAL_COLUMNS", "Column"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in a link and its label to be translated when it is shown."""

    name: str
    label: str


_IRIS = (
    Column("sepal_length", N_("sepal length")),
    Column("sepal_width", N_("sepal width")),
    Column("petal_length", N_("petal length")),
    Column("petal_width", N_("petal width")),
)

_WINE = (
    Column("alcohol", N_("alcohol")),
    Column("malic_acid", N_("malic acid")),
    Column("ash", N_("ash")),
    Column("alcalinity_of_ash", N_("alcalinity of ash")),
    Column("magnesium", N_("magnesium")),
    Column("total_phenols", N_("total phenols")),
    Column("flavanoids", N_("flavanoids")),
    Column("nonflavanoid_phenols", N_("nonflavanoid phenols")),
    Column("proanthocyanins", N_("proanthocyanins")),
    Column("color_intensity", N_("colour intensity")),
    Column("hue", N_("hue")),
    Column("od280_od315", N_("OD280/OD315 of diluted wine")),
    Column("proline", N_("proline")),
)

_CANCER = (
    Column("mean_radius", N_("mean radius")),
    Column("mean_texture", N_("mean texture")),
    Column("mean_perimeter", N_("mean perimeter")),
    Column("mean_area", N_("mean area")),
    Column("mean_smoothness", N_("mean smoothness")),
    Column("mean_compactness", N_("mean compactness")),
    Column("mean_concavity", N_("mean concavity")),
    Column("mean_concave_points", N_("mean concave points")),
    Column("mean_symmetry", N_("mean symmetry")),
    Column("mean_fractal_dimension", N_("mean fractal dimension")),
    Column("radius_error", N_("radius error")),
    Column("texture_error", N_("texture error")),
    Column("perimeter_error", N_("perimeter error")),
    Column("area_error", N_("area error")),
    Column("smoothness_error", N_("smoothness error")),
    Column("compactness_error", N_("compactness error")),
    Column("concavity_error", N_("concavity error")),
    Column("concave_points_error", N_("concave points error")),
    Column("symmetry_error", N_("symmetry error")),
    Column("fractal_dimension_error", N_("fractal dimension error")),
    Column("worst_radius", N_("worst radius")),
    Column("worst_texture", N_("worst texture")),
    Column("worst_perimeter", N_("worst perimeter")),
    Column("worst_area", N_("worst area")),
    Column("worst_smoothness", N_("worst smoothness")),
    Column("worst_compactness", N_("worst compactness")),
    Column("worst_concavity", N_("worst concavity")),
    Column("worst_concave_points", N_("worst concave points")),
    Column("worst_symmetry", N_("worst symmetry")),
    Column("worst_fractal_dimension", N_("worst fractal dimension")),
)

COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType({"iris": _IRIS, "wine": _WINE, "cancer": _CANCER})
"""Columns of each real data set, in its own order."""

USUAL_COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "iris": ("petal_length", "petal_width"),
        "wine": ("flavanoids", "color_intensity"),
        "cancer": ("worst_area", "worst_smoothness"),
    }
)
"""Two columns that tell the classes of a real data set well apart, used when none are chosen."""

REAL_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "iris": (N_("setosa"), N_("versicolor"), N_("virginica")),
        "wine": (N_("cultivar 1"), N_("cultivar 2"), N_("cultivar 3")),
        "cancer": (N_("malignant"), N_("benign")),
    }
)
"""Class labels of each real data set, in its own order."""
