"""The data sets by name: generated shapes and curves, real measurements, and the learner's own points.

The registry feeds the widgets, the checking of links and the loading of data, so that adding a data
set is one entry here (and, for a generated one, one function in `shapes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nnviz.core.catalog import shapes
from nnviz.core.i18n import N_
from nnviz.core.results import Task

__all__ = ["DATASETS", "DataSet", "Kind"]

Kind = Literal["generated", "curve", "surface", "real", "own"]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set.

    Attributes
    ----------
    name : str
        Name in a link.
    label, description : str
        Name and one sentence to show, to be translated when they are shown.
    kind : {"generated", "curve", "surface", "real", "own"}
        Where the points come from.
    task : {"binary", "multiclass", "regression"} or None
        What is to be learnt; None where it depends on the content.
    inputs : int
        Number of coordinates of a point: 1 or 2.
    generate : callable or None
        ``generate(samples, noise, rng, classes)`` for kinds "generated", "curve" and "surface".
    value_range : (low, high) or None
        Range of the targets without noise, for regression.
    chooses_classes : bool
        Whether the learner says how many classes there are.
    needs_hidden_layer : bool
        Whether no network without a hidden layer can learn it from x1 and x2 alone.
    closed : bool
        Whether a boundary must close around the middle.
    """

    name: str
    label: str
    description: str
    kind: Kind
    task: Task | None
    inputs: int = 2
    generate: shapes.Shape | None = None
    value_range: tuple[float, float] | None = None
    chooses_classes: bool = False
    needs_hidden_layer: bool = False
    closed: bool = False


_SHAPES = (
    DataSet(
        "circle",
        N_("Circle"),
        N_("A disc inside a ring: the boundary must close around the middle."),
        "generated",
        "binary",
        generate=shapes.circle,
        needs_hidden_layer=True,
        closed=True,
    ),
    DataSet(
        "xor",
        N_("XOR"),
        N_("Opposite corners belong together: no single straight line can separate them."),
        "generated",
        "binary",
        generate=shapes.xor,
        needs_hidden_layer=True,
    ),
    DataSet(
        "gaussians",
        N_("Two Gaussians"),
        N_("Two round clouds: one straight line separates them."),
        "generated",
        "binary",
        generate=shapes.gaussians,
    ),
    DataSet(
        "spiral",
        N_("Spiral"),
        N_("Two arms wound around each other: the hardest shape here."),
        "generated",
        "binary",
        generate=shapes.spiral,
        needs_hidden_layer=True,
    ),
    DataSet(
        "moons",
        N_("Moons"),
        N_("Two half circles that reach into each other: a straight line gets most, a curve gets all."),
        "generated",
        "binary",
        generate=shapes.moons,
        needs_hidden_layer=True,
    ),
    DataSet(
        "checkerboard",
        N_("Checkerboard"),
        N_("Sixteen cells whose classes alternate: the boundary needs many straight pieces."),
        "generated",
        "binary",
        generate=shapes.checkerboard,
        needs_hidden_layer=True,
    ),
    DataSet(
        "rings",
        N_("Rings"),
        N_("Three circles, one inside the other: three classes, two closed boundaries."),
        "generated",
        "multiclass",
        generate=shapes.rings,
        needs_hidden_layer=True,
        closed=True,
    ),
    DataSet(
        "blobs",
        N_("Blobs"),
        N_("Three to five round clouds, one for each class."),
        "generated",
        "multiclass",
        generate=shapes.blobs,
        chooses_classes=True,
    ),
)

_REGRESSION = (
    DataSet(
        "plane",
        N_("Plane"),
        N_("A value that grows evenly from one corner to the other; noise changes the values, not the places."),
        "surface",
        "regression",
        generate=shapes.plane,
        value_range=(-1.0, 1.0),
    ),
    DataSet(
        "hills",
        N_("Hills"),
        N_("A landscape of three hills and two valleys; noise changes the heights, not the places."),
        "surface",
        "regression",
        generate=shapes.hills,
        value_range=(-1.0, 1.0),
        needs_hidden_layer=True,
    ),
    DataSet(
        "sine",
        N_("Sine curve"),
        N_("A wave, a little longer than one period; noise moves the points up and down."),
        "curve",
        "regression",
        inputs=1,
        generate=shapes.sine,
        value_range=(-1.0, 1.0),
        needs_hidden_layer=True,
    ),
    DataSet(
        "step",
        N_("Step"),
        N_("A sudden jump from -1 to 1; noise moves the points up and down."),
        "curve",
        "regression",
        inputs=1,
        generate=shapes.step,
        value_range=(-1.0, 1.0),
        needs_hidden_layer=True,
    ),
    DataSet(
        "abs",
        N_("|x|"),
        N_("The distance from zero, with a sharp corner; noise moves the points up and down."),
        "curve",
        "regression",
        inputs=1,
        generate=shapes.absolute,
        value_range=(0.0, 3.0),
        needs_hidden_layer=True,
    ),
)

_REAL = (
    DataSet(
        "iris",
        N_("Iris flowers"),
        N_("150 flowers of three species of iris, measured by their petals and sepals."),
        "real",
        "multiclass",
    ),
    DataSet(
        "wine",
        N_("Wine"),
        N_("178 wines from three kinds of grape, told apart by what is dissolved in them."),
        "real",
        "multiclass",
    ),
    DataSet(
        "cancer",
        N_("Breast cancer"),
        N_("569 tumours, malignant or benign, described by the cell nuclei seen under a microscope."),
        "real",
        "binary",
    ),
)

_OWN = (
    DataSet("drawn", N_("Your own points"), N_("Points that you place by hand, class by class."), "own", None),
    DataSet(
        "file",
        N_("Your own file"),
        N_("A CSV table of yours: two columns to learn from and one to predict."),
        "own",
        None,
    ),
)

DATASETS: Mapping[str, DataSet] = MappingProxyType(
    {entry.name: entry for entry in (*_SHAPES, *_REGRESSION, *_REAL, *_OWN)}
)
"""Every data set by name, in the order they are shown."""
