"""What the two experiments with chance are told and may ask: throws of a coin or a die, and the means of samples."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Annotated, Literal, TypedDict

import msgspec

from nnviz.core.i18n import _, active_language
from nnviz.core.numbers import plural_words, write_count
from nnviz.kit.exhibit import Exhibit
from nnviz.statistics.chance import MOST_THROWS, MeansHistogram, Throws, sample_means
from nnviz.statistics.distributions import DISTRIBUTIONS

__all__ = [
    "CHANCE",
    "FAIR",
    "MEANS",
    "ChancePayload",
    "Device",
    "MeansPayload",
    "Thrown",
    "describe_means",
    "describe_throws",
]

Device = Literal["coin", "die"]
FAIR: Mapping[Device, float] = {"coin": 0.5, "die": 1 / 6}
DIE_SIGNS = ("⚀", "⚁", "⚂", "⚃", "⚄", "⚅")
FIRST_SIZE = 1


class Thrown(msgspec.Struct, frozen=True):
    """What is thrown, the probability of its last face, how often it is thrown, and with which random numbers."""

    device: Device
    chance: Annotated[float, msgspec.Meta(ge=0, le=1)]
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST_THROWS)]
    seed: Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class ChanceWords(TypedDict):
    """The texts of the throws; `said` is filled in by the browser, with the forms of `throws` and `hits` that fit."""

    throw: str
    again: str
    load: str
    fair: str
    start: str
    said: str
    throws: dict[str, str]
    hits: dict[str, str]
    full: str
    latest: str
    curve: str
    bars: str
    across: str
    up: str
    how_often: str


class ChancePayload(TypedDict):
    """What was thrown; `at` are numbers of throws, `frequencies` the shares of the last face among so many."""

    id: str
    device: Device
    faces: list[str]
    signs: list[str]
    chance: float
    fair: float
    count: int
    seed: int
    most: int
    probabilities: list[float]
    counts: list[int]
    at: list[int]
    frequencies: list[float]
    latest: list[int]
    words: ChanceWords


class Histogram(TypedDict):
    """Means of many samples of one size: bars from `start` on, and the mean and deviation of the means."""

    start: float
    width: float
    counts: list[int]
    mean: float
    deviation: float


class MeansWords(TypedDict):
    """The texts of the means; `said` and `theory` are filled in by the browser."""

    plot: str
    size: str
    zoom: str
    said: str
    theory: str
    across: str
    up: str
    key_bars: str
    key_curve: str


class MeansPayload(TypedDict):
    """Histograms of the means for each size of the samples, and the moments of what they are drawn from."""

    id: str
    sizes: list[Histogram]
    first: int
    mean: float
    deviation: float
    repeats: int
    words: MeansWords


CHANCE = Exhibit("statistics/chance", ChancePayload, Thrown)
MEANS: Exhibit[MeansPayload, None] = Exhibit("statistics/means", MeansPayload)


def describe_throws(now: Thrown, throws: Throws) -> ChancePayload:
    """Return what came of the throws, and what the drawing says about it."""
    is_coin = now.device == "coin"
    return {
        "id": f"{now.device}-{active_language()}",
        "device": now.device,
        "faces": [_("tail"), _("head")] if is_coin else list("123456"),
        "signs": [_("T"), _("H")] if is_coin else list(DIE_SIGNS),
        "chance": now.chance,
        "fair": FAIR[now.device],
        "count": now.count,
        "seed": now.seed,
        "most": MOST_THROWS,
        "probabilities": throws.probabilities.tolist(),
        "counts": throws.counts.tolist(),
        "at": throws.at.tolist(),
        "frequencies": throws.frequencies.round(6).tolist(),
        "latest": throws.latest.tolist(),
        "words": _throw_words(is_coin),
    }


def _throw_words(is_coin: bool) -> ChanceWords:
    heads, sixes = plural_words("{count} head", "{count} heads"), plural_words("{count} six", "{count} sixes")
    return {
        "throw": _("Throw:"),
        "again": _("Start again"),
        "load": _("Probability of a head") if is_coin else _("Probability of a six"),
        "fair": _("Fair"),
        "start": _("Nothing thrown yet. Press +1 a few times, then +100."),
        "said": _("{throws}, {hits}: relative frequency {share}, probability {chance}, difference {distance}."),
        "throws": plural_words("{count} throw", "{count} throws"),
        "hits": heads if is_coin else sixes,
        "full": _("More than {most} throws are not made here. “Start again” begins anew.").format(
            most=write_count(MOST_THROWS)
        ),
        "latest": _("Latest:"),
        "curve": _("Relative frequency over the number of throws, with the probability as a dashed line"),
        "bars": _("How often each side came, with the expected number as a dashed line"),
        "across": _("number of throws (each step is ten times as many)"),
        "up": _("relative frequency"),
        "how_often": _("how often"),
    }


def describe_means(name: str, values: Mapping[str, float], repeats: int, seed: int) -> MeansPayload:
    """Return the means of `repeats` samples of each size, drawn from a distribution with these parameters."""
    distribution = DISTRIBUTIONS[name]
    return {
        "id": active_language(),
        "sizes": [_describe_histogram(found) for found in _means_of(name, tuple(values.items()), repeats, seed)],
        "first": FIRST_SIZE,
        "mean": distribution.mean(values),
        "deviation": math.sqrt(distribution.variance(values)),
        "repeats": repeats,
        "words": _means_words(),
    }


@functools.lru_cache(maxsize=64)
def _means_of(name: str, values: tuple[tuple[str, float], ...], repeats: int, seed: int) -> tuple[MeansHistogram, ...]:
    return sample_means(DISTRIBUTIONS[name], dict(values), repeats, seed)


def _describe_histogram(found: MeansHistogram) -> Histogram:
    return {
        "start": found.start,
        "width": found.width,
        "counts": found.counts.tolist(),
        "mean": found.mean,
        "deviation": found.deviation,
    }


def _means_words() -> MeansWords:
    return {
        "plot": _("Means of many samples as bars, with the normal curve"),
        "size": _("Values in each sample, n ="),
        "zoom": _("Zoom in"),
        "said": _("n = {n}: the means have mean {mean} and standard deviation {deviation}."),
        "theory": _("Theory: mean μ = {mu}, standard deviation σ / √n = {error}."),
        "across": _("mean of a sample"),
        "up": _("density"),
        "key_bars": _("means of the samples that were drawn"),
        "key_curve": _("normal curve N(μ, σ²/n)"),
    }
