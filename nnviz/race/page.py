"""The page with the race of the optimisers: what is raced on, the guess, and the drawing that plays the race."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import streamlit as st

from nnviz.core.accepts import Number
from nnviz.core.catalog.surfaces import SURFACES, Surface
from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.exhibit import show_exhibit
from nnviz.kit.language import activate_language
from nnviz.race.descents import MOST_STEPS, RACERS, Entry, descend
from nnviz.race.exhibit import NOBODY, RACE, Message, MomentumChosen, RateChosen, Settings, StartChosen, describe_race

__all__ = ["change_settings", "enter", "render_race"]

SETTINGS = session.widget_key("race_settings")
STEPS = (50, 100, 200, 300, MOST_STEPS)
FIRST_STEPS = 300


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
    descents = {name: descend(enter(surface, settings, name, steps)) for name in RACERS}
    show_exhibit(RACE, describe_race(surface, settings, descents, steps, guess), on_message=_take)


def _ask_surface() -> Surface:
    name = st.segmented_control(
        _("Surface"),
        list(SURFACES),
        default="bowl",
        required=True,
        key=session.widget_key("race_surface"),
        format_func=lambda name: _(SURFACES[name].label),
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


def enter(surface: Surface, settings: Settings, name: str, steps: int) -> Entry:
    """Return what a racer enters the race with."""
    momentum = settings.momenta.get(name, 0.0)
    return Entry(surface.name, name, settings.start, settings.rates[name], momentum, steps)


def _take(message: Message) -> None:
    """Take over a start, a learning rate or a momentum; what does not fit the surface or the racer is left out."""
    surface = SURFACES[st.session_state.get(session.widget_key("race_surface")) or "bowl"]
    _all_settings()[surface.name] = change_settings(_settings(surface), surface, message)


def change_settings(settings: Settings, surface: Surface, message: Message) -> Settings:
    """Return the settings after a message; the same ones when it does not fit."""
    if isinstance(message, StartChosen):
        fits = all(Number(*ends).holds(value) for ends, value in zip(surface.domain, message.place, strict=True))
        return replace(settings, start=message.place) if fits else settings
    if isinstance(message, RateChosen) and message.racer in settings.rates:
        return replace(settings, rates={**settings.rates, message.racer: message.value})
    if isinstance(message, MomentumChosen) and message.racer in settings.momenta:
        return replace(settings, momenta={**settings.momenta, message.racer: message.value})
    return settings


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
