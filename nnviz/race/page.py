"""The page with the race of the optimisers: what is raced on, the guess, and the drawing that plays the race."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import streamlit as st

from nnviz.core.accepts import Number
from nnviz.core.catalog.surfaces import SURFACES, Surface
from nnviz.core.i18n import _, active_language, ngettext
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.race.descents import MOST_STEPS, RACERS, Descent, Entry, Racer, descend, find_depth, map_surface, rank

__all__ = ["render_race"]

DRAWING = session.widget_key("race_drawing")
SETTINGS = session.widget_key("race_settings")
STEPS = (50, 100, 200, 300, MOST_STEPS)
FIRST_STEPS = 300
MOMENTUM = 0.9
RATES, MOMENTA = Number(1e-5, 10.0), Number(0.0, 0.99)
CELLS = 61
CONTRAST = 100.0
"""How much more of the colours the lower heights get: the map follows log(1 + contrast · height)."""
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner has set on one surface."""

    start: tuple[float, float]
    rates: Mapping[str, float]
    momenta: Mapping[str, float] = field(
        default_factory=lambda: {one.name: MOMENTUM for one in RACERS.values() if one.uses_momentum}
    )


def render_race() -> None:
    """Show the page."""
    st.title(_("Optimizer race"))
    st.markdown(_("All start at one place and roll down by their own rule. Who is first at the minimum, and stays?"))
    _render_lab()
    _render_rules()


@st.fragment
def _render_lab() -> None:
    """Show what is raced on, the guess, and the race."""
    activate_language()
    left, right = st.columns(2)
    with left:
        surface = _ask_surface()
        st.markdown(f"${surface.formula}$ &emsp; {_(surface.about)}")
    with right:
        guess = _ask_guess(surface)
        with st.container(horizontal=True, vertical_alignment="center"):
            steps = _ask_steps()
            if st.button(_("Usual settings"), key=session.widget_key("race_usual"), icon=":material/replay:"):
                _all_settings().pop(surface.name, None)
    settings = _settings(surface)
    descents = {name: descend(_enter(surface, settings, name, steps)) for name in RACERS}
    mount_drawing("race/exhibit", DRAWING, _describe(surface, settings, descents, steps, guess), _take)


def _ask_surface() -> Surface:
    name = st.segmented_control(
        _("Surface"),
        list(SURFACES),
        default="bowl",
        required=True,
        key=session.widget_key("race_surface"),
        format_func=lambda one: _(SURFACES[one].label),
        wrap=True,
        persist_state="session",
    )
    return SURFACES[name or "bowl"]


def _ask_steps() -> int:
    steps = st.segmented_control(
        _("Updates"),
        STEPS,
        default=FIRST_STEPS,
        required=True,
        key=session.widget_key("race_steps"),
        format_func=lambda count: _("{count} updates").format(count=count) if count == MOST_STEPS else str(count),
        label_visibility="collapsed",
        wrap=True,
        persist_state="session",
    )
    return steps or FIRST_STEPS


def _ask_guess(surface: Surface) -> str | None:
    """Ask who will be first; the race itself says at its end whether that was right."""
    guesses = session.study().guesses
    names = {name: _(racer.label) for name, racer in RACERS.items()} | {NOBODY: _("nobody")}
    guess = st.pills(
        _("Guess first: who arrives first?"),
        list(names),
        default=guesses.get(f"race_{surface.name}"),
        key=session.widget_key(f"race_guess_{surface.name}"),
        format_func=names.__getitem__,
        wrap=True,
    )
    if guess is not None:
        guesses[f"race_{surface.name}"] = guess
    return guess


def _all_settings() -> dict[str, Settings]:
    return cast("dict[str, Settings]", st.session_state.setdefault(SETTINGS, {}))


def _settings(surface: Surface) -> Settings:
    return _all_settings().get(surface.name, Settings(surface.start, surface.rates))


def _enter(surface: Surface, settings: Settings, name: str, steps: int) -> Entry:
    momentum = settings.momenta.get(name, 0.0)
    return Entry(surface.name, name, settings.start, settings.rates[name], momentum, steps)


def _take() -> None:
    """Take what the browser sent: a start, a learning rate or a momentum. What can't be used is left out."""
    sent: Any = st.session_state[DRAWING].get("change")
    surface = SURFACES[st.session_state.get(session.widget_key("race_surface")) or "bowl"]
    if isinstance(sent, dict):
        _all_settings()[surface.name] = _changed(_settings(surface), surface, sent)


def _changed(settings: Settings, surface: Surface, sent: dict[str, Any]) -> Settings:
    kind, racer, value = sent.get("kind"), sent.get("racer"), sent.get("value")
    place = sent.get("place")
    if kind == "start" and isinstance(place, list) and len(place) == 2:
        fits = [Number(*ends).holds(one) for ends, one in zip(surface.domain, place, strict=True)]
        return replace(settings, start=(float(place[0]), float(place[1]))) if all(fits) else settings
    if kind == "rate" and racer in settings.rates and RATES.holds(value):
        return replace(settings, rates={**settings.rates, str(racer): float(cast(float, value))})
    if kind == "momentum" and racer in settings.momenta and MOMENTA.holds(value):
        return replace(settings, momenta={**settings.momenta, str(racer): float(cast(float, value))})
    return settings


def _describe(
    surface: Surface, settings: Settings, descents: Mapping[str, Descent], steps: int, guess: str | None
) -> dict[str, Any]:
    heights = map_surface(surface.name, CELLS)
    return {
        "surface": surface.name,
        "lang": active_language(),
        "domain": surface.domain,
        "minima": surface.minima,
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


def _shade(heights: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    """Return heights as whole numbers from 0 to 1000, row by row."""
    share = (heights - heights.min()) / (heights.max() - heights.min())
    shades: list[int] = np.rint(1000 * np.log1p(CONTRAST * share) / np.log1p(CONTRAST)).astype(int).ravel().tolist()
    return shades


def _describe_racer(racer: Racer, settings: Settings, descent: Descent) -> dict[str, Any]:
    return {
        "name": racer.name,
        "label": _(racer.label),
        "lr": settings.rates[racer.name],
        "momentum": settings.momenta.get(racer.name),
        "places": [[_short(x), _short(y)] for x, y in descent.places],
        "values": [_short(one) if np.isfinite(one) else None for one in descent.values],
        "arrived": descent.arrived,
        "diverged": descent.diverged,
    }


def _short(number: float) -> float:
    """Return a number with six digits that count: less to send, and no pixel moves."""
    return float(f"{number:.6g}")


def _tell_end(descents: Mapping[str, Descent], guess: str | None) -> str:
    """Say how the race ended, whether the guess was right, and who flew off."""
    order = rank(descents)
    told = [_("Nobody arrived. More updates or other learning rates may help.")]
    if order:
        best = descents[order[0]].arrived
        first = [_(RACERS[name].label) for name in order if descents[name].arrived == best]
        text = ngettext(
            "First at the minimum: {names}, after {step} update.",
            "First at the minimum: {names}, after {step} updates.",
            best or 0,
        )
        told = [text.format(names=", ".join(first), step=best)]
    if guess is not None:
        right = guess == NOBODY if not order else guess in order and descents[guess].arrived == best
        told.append(_("Your guess was right.") if right else _("Your guess was another one."))
    flown = [_(RACERS[name].label) for name, one in descents.items() if one.diverged is not None]
    if flown:
        text = _(
            "Flown off: {names}. There the learning rate is too high: each update jumps further than the one before."
        )
        told.append(text.format(names=", ".join(flown)))
    return " ".join(told)


def _words(descents: Mapping[str, Descent], guess: str | None) -> dict[str, str]:
    return {
        "ended": _tell_end(descents, guess),
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


def _render_rules() -> None:
    with st.expander(_("The rules of the race")):
        st.markdown(
            _(
                "- All optimizers start at the same place. `torch.optim` makes every update; the gradient is exact.\n"
                "- **Arrived** means: from then on it stays within 1% of the picture's width of a minimum. Who only"
                " rushes past has not arrived.\n"
                "- **Flown off** means: more than 100 widths away, or no longer a number.\n"
                "- The learning rates at the beginning are ones that work on the surface. They are not equal: a fair"
                " learning rate for one optimizer is too high or too low for another. Who wins depends on them.\n"
                "- A network has many more directions than two, and its gradient is noisy. A winner here need not win"
                " there."
            )
        )
