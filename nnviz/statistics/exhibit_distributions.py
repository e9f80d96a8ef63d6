"""What the drawings of the distributions are told and may ask: one with its sliders, and the normal density apart."""

from __future__ import annotations

import functools
from typing import Annotated, TypedDict

import msgspec
import numpy as np

from nnviz.core.i18n import _, active_language
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.distributions import DISTRIBUTIONS, Distribution

__all__ = [
    "COUNTS",
    "DISTRIBUTION",
    "NORMAL_PARTS",
    "DistributionPayload",
    "NormalPartsPayload",
    "Shown",
    "describe_distribution",
    "describe_parts",
]

COUNTS = (0, 10, 100, 1_000, 5_000)
FARTHEST = 100.0
LARGEST_PARAMETER = 1e6
MOST_PARAMETERS = 10
LONGEST_NAME = 20
FIRST_X = 1.5

Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
Place = Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]
Value = Annotated[float, msgspec.Meta(ge=-LARGEST_PARAMETER, le=LARGEST_PARAMETER)]


class Shown(msgspec.Struct, frozen=True):
    """How a distribution is shown: its parameters, the interval from `low` to `high`, and the samples."""

    name: Name
    values: Annotated[dict[Name, Value], msgspec.Meta(max_length=MOST_PARAMETERS)]
    low: Place
    high: Place
    count: Annotated[int, msgspec.Meta(ge=0, le=COUNTS[-1])]
    seed: Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class ParameterPayload(TypedDict):
    """A parameter with its slider, which begins at `value`."""

    name: str
    sign: str
    label: str
    low: float
    high: float
    step: float
    value: float


class DistributionWords(TypedDict):
    """The texts of a distribution; `rule`, `interval` and `counted` are filled in by the browser."""

    density_plot: str
    mass_plot: str
    cumulative_plot: str
    density: str
    mass: str
    cumulative: str
    lower: str
    upper: str
    rule: str
    samples: str
    again: str
    interval: str
    counted: str
    key_curve: str
    key_inside: str
    key_mean: str
    key_sample: str


class DistributionPayload(TypedDict):
    """A distribution as it is shown, its sliders, and the samples that were drawn with their values."""

    id: str
    name: str
    parameters: list[ParameterPayload]
    values: dict[str, float]
    low: float
    high: float
    count: int
    counts: list[int]
    samples: list[float]
    seed: int
    words: DistributionWords


class NormalPart(TypedDict):
    """One of the three steps to the normal density; `said` is filled in by the browser."""

    title: str
    said: str
    plot: str
    axis: str


class NormalPartsPayload(TypedDict):
    """The normal density taken apart, and the x to begin with."""

    id: str
    parameters: list[ParameterPayload]
    x: float
    parts: tuple[NormalPart, NormalPart, NormalPart]
    key_curve: str
    key_usual: str


DISTRIBUTION = Exhibit("statistics/distribution", DistributionPayload, Shown)
NORMAL_PARTS: Exhibit[NormalPartsPayload, None] = Exhibit("statistics/normal_parts", NormalPartsPayload)


def describe_distribution(shown: Shown) -> DistributionPayload:
    """Return a distribution with its sliders and as many samples as are shown."""
    distribution = DISTRIBUTIONS[shown.name]
    return {
        "id": f"{shown.name}-{active_language()}",
        "name": shown.name,
        "parameters": _describe_parameters(distribution),
        "values": dict(shown.values),
        "low": shown.low,
        "high": shown.high,
        "count": shown.count,
        "counts": list(COUNTS),
        "samples": list(_samples(shown.name, tuple(shown.values.items()), shown.count, shown.seed)),
        "seed": shown.seed,
        "words": _words(distribution.discrete),
    }


@functools.lru_cache(maxsize=128)
def _samples(name: str, values: tuple[tuple[str, float], ...], count: int, seed: int) -> tuple[float, ...]:
    drawn = DISTRIBUTIONS[name].draw(np.random.default_rng(seed), (count,), dict(values))
    return tuple(drawn.round(4).tolist())


def _describe_parameters(distribution: Distribution) -> list[ParameterPayload]:
    return [
        {
            "name": parameter.name,
            "sign": parameter.sign,
            "label": _(parameter.label),
            "low": parameter.low,
            "high": parameter.high,
            "step": parameter.step,
            "value": parameter.value,
        }
        for parameter in distribution.parameters
    ]


def _words(discrete: bool) -> DistributionWords:
    return {
        "density_plot": _("Density, with the interval to drag"),
        "mass_plot": _("Probability of each value, with the interval to drag"),
        "cumulative_plot": _("Cumulative curve"),
        "density": _("density f(x)"),
        "mass": _("P(X = x)"),
        "cumulative": _("F(x) = P(X ≤ x)"),
        "lower": _("Lower end of the interval"),
        "upper": _("Upper end of the interval"),
        "rule": "μ ± {times}σ",
        "samples": _("Samples"),
        "again": _("New samples"),
        "interval": "P({low} ≤ X ≤ {high}) = {probability}",
        "counted": _("Samples in the interval: {inside} of {count}, a share of {share}."),
        "key_curve": _("probability") if discrete else _("density"),
        "key_inside": _("in the interval"),
        "key_mean": _("mean, and a standard deviation to each side"),
        "key_sample": _("share of the samples"),
    }


def describe_parts() -> NormalPartsPayload:
    """Return the three steps to the normal density, with its sliders."""
    return {
        "id": active_language(),
        "parameters": _describe_parameters(DISTRIBUTIONS["normal"]),
        "x": FIRST_X,
        "parts": (
            {
                "title": _("1. The exponent"),
                "said": "z = ({x} − {mu}) / {sigma} {z},  −z²/2 {exponent}",
                "plot": _("The exponent −z²/2 over x"),
                "axis": "−z²/2",
            },
            {
                "title": _("2. e to that power"),
                "said": "e^({raised}) {power}",
                "plot": _("e to the power of −z²/2 over x"),
                "axis": "e^(−z²/2)",
            },
            {
                "title": _("3. Times the factor"),
                "said": "1 / ({sigma}·√(2π)) {factor},  {product}",
                "plot": _("The density over x, with the area 1 shaded"),
                "axis": "f(x)",
            },
        ),
        "key_curve": _("with the numbers of the sliders; drag x in any of the pictures"),
        "key_usual": _("for comparison: μ = 0, σ = 1"),
    }
