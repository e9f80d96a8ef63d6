"""What the drawing of the race is told: the surface, every racer's way down it, and the words; and what it may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypedDict

import msgspec
import numpy as np
from numpy.typing import NDArray

from nnviz.core.accepts import Number
from nnviz.core.catalog.surfaces import Surface
from nnviz.core.i18n import _, active_language
from nnviz.kit.exhibit import Exhibit
from nnviz.race.descents import RACERS, Descent, Racer, find_depth, map_surface, rank

__all__ = [
    "MOMENTA",
    "NOBODY",
    "RACE",
    "RATES",
    "Message",
    "MomentumChosen",
    "RacePayload",
    "RateChosen",
    "Settings",
    "StartChosen",
    "describe_race",
    "tell_end",
]

MOMENTUM = 0.9
RATES, MOMENTA = Number(1e-5, 10.0), Number(0.0, 0.99)
CELLS = 61
CONTRAST = 100.0
"""How much more of the colours the lower heights get: the map follows log(1 + contrast · height)."""
NOBODY = "nobody"
FARTHEST = 1e6


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner has set on one surface."""

    start: tuple[float, float]
    rates: Mapping[str, float]
    momenta: Mapping[str, float] = field(
        default_factory=lambda: {racer.name: MOMENTUM for racer in RACERS.values() if racer.uses_momentum}
    )


class RacerPayload(TypedDict):
    """One racer: its settings, its places and heights, one for each update, and how it fared."""

    name: str
    label: str
    lr: float
    momentum: float | None
    places: list[tuple[float, float]]
    values: list[float | None]
    arrived: int | None
    diverged: int | None


class Most(TypedDict):
    """How far the settings go."""

    lr: tuple[float, float]
    momentum: float


class RaceWords(TypedDict):
    """The texts of the race."""

    ended: str
    map: str
    play: str
    pause: str
    back: str
    step: str
    restart: str
    end: str
    pace: str
    slow: str
    middle: str
    fast: str
    update: str
    table: str
    racer: str
    rate: str
    momentum: str
    value: str
    distance: str
    result: str
    minimum: str
    start: str
    depth: str
    how: str
    refused: str
    flown: str
    arrived: str
    missed: str
    under: str


class RacePayload(TypedDict):
    """The race on one surface; heights are from 0 to 1000, row by row, the first row at the bottom."""

    surface: str
    lang: str
    domain: tuple[tuple[float, float], tuple[float, float]]
    minima: list[tuple[float, float]]
    start: tuple[float, float]
    heights: list[int]
    cells: int
    lowest: float
    highest: float
    steps: int
    most: Most
    racers: list[RacerPayload]
    words: RaceWords


Coordinate = Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]
RacerName = Annotated[str, msgspec.Meta(max_length=20)]


class StartChosen(msgspec.Struct, frozen=True, tag_field="kind", tag="start"):
    """A new place to start from."""

    place: tuple[Coordinate, Coordinate]


class RateChosen(msgspec.Struct, frozen=True, tag_field="kind", tag="rate"):
    """A new learning rate of one racer."""

    racer: RacerName
    value: Annotated[float, msgspec.Meta(ge=RATES.low, le=RATES.high)]


class MomentumChosen(msgspec.Struct, frozen=True, tag_field="kind", tag="momentum"):
    """A new momentum of one racer."""

    racer: RacerName
    value: Annotated[float, msgspec.Meta(ge=MOMENTA.low, le=MOMENTA.high)]


Message = StartChosen | RateChosen | MomentumChosen
RACE: Exhibit[RacePayload, Message] = Exhibit("race/exhibit", RacePayload, Message)


def describe_race(
    surface: Surface, settings: Settings, descents: Mapping[str, Descent], steps: int, guess: str | None
) -> RacePayload:
    """Return the race on a surface under the learner's settings, and whether the guess was right."""
    heights = map_surface(surface.name, CELLS)
    return {
        "surface": surface.name,
        "lang": active_language(),
        "domain": surface.domain,
        "minima": list(surface.minima),
        "start": settings.start,
        "heights": _shade(heights),
        "cells": CELLS,
        "lowest": find_depth(surface.name),
        "highest": float(heights.max()),
        "steps": steps,
        "most": {"lr": (RATES.low, RATES.high), "momentum": MOMENTA.high},
        "racers": [_describe_racer(racer, settings, descents[racer.name]) for racer in RACERS.values()],
        "words": _words(descents, guess),
    }


def _shade(heights: NDArray[np.float64]) -> list[int]:
    """Return heights as whole numbers from 0 to 1000, row by row."""
    share = (heights - heights.min()) / (heights.max() - heights.min())
    shades: list[int] = np.rint(1000 * np.log1p(CONTRAST * share) / np.log1p(CONTRAST)).astype(int).ravel().tolist()
    return shades


def _describe_racer(racer: Racer, settings: Settings, descent: Descent) -> RacerPayload:
    return {
        "name": racer.name,
        "label": _(racer.label),
        "lr": settings.rates[racer.name],
        "momentum": settings.momenta.get(racer.name),
        "places": [(_short(x), _short(y)) for x, y in descent.places],
        "values": [_short(value) if np.isfinite(value) else None for value in descent.values],
        "arrived": descent.arrived,
        "diverged": descent.diverged,
    }


def _short(number: float) -> float:
    """Return a number with six digits that count: less to send, and no pixel moves."""
    return float(f"{number:.6g}")


def tell_end(descents: Mapping[str, Descent], guess: str | None) -> str:
    """Say how the race ended, whether the guess was right, and who flew off."""
    order = rank(descents)
    told = [_("Nobody arrived. More updates or other learning rates may help.")]
    if order:
        best = descents[order[0]].arrived
        first = [_(RACERS[name].label) for name in order if descents[name].arrived == best]
        told = [_("First at the minimum: {names}, after {step} updates.").format(names=", ".join(first), step=best)]
    if guess is not None:
        right = guess == NOBODY if not order else guess in order and descents[guess].arrived == best
        told.append(_("Your guess was right.") if right else _("Your guess was another one."))
    flown = [_(RACERS[name].label) for name, descent in descents.items() if descent.diverged is not None]
    if flown:
        text = _(
            "Flown off: {names}. There the learning rate is too high: each update jumps further than the one before."
        )
        told.append(text.format(names=", ".join(flown)))
    return " ".join(told)


def _words(descents: Mapping[str, Descent], guess: str | None) -> RaceWords:
    return {
        "ended": tell_end(descents, guess),
        "map": _("The surface from above. Arrow keys move a cross, Enter sets the start there."),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One back"),
        "step": _("One update"),
        "restart": _("To the start"),
        "end": _("To the end"),
        "pace": _("Speed"),
        "slow": _("slow"),
        "middle": _("middle"),
        "fast": _("fast"),
        "update": _("Update"),
        "table": _("Table of the race"),
        "racer": _("Optimizer"),
        "rate": _("Learning rate"),
        "momentum": _("Momentum"),
        "value": _("f now"),
        "distance": _("To the minimum"),
        "result": _("Result"),
        "minimum": _("minimum"),
        "start": _("start"),
        "depth": _("dark is low: f from {low} to {high}"),
        "how": _("Click into the picture to set the start. Or use the arrow keys there, and Enter."),
        "refused": _("{name} takes a number from {low} to {high}. {kept} stays in use."),
        "flown": _("flew off at update {step}"),
        "arrived": _("arrived after {step}"),
        "missed": _("not there after {step}"),
        "under": _("on its way"),
    }
