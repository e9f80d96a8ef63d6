"""What the learner changes in the set-up, by a widget or on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nnviz.core.link import SPEEDS
from nnviz.core.problems import InputError
from nnviz.core.spec import MAX_SEED, RunSpec
from nnviz.kit import address, session
from nnviz.kit.language import activate_language
from nnviz.run.fallbacks import apply_fallbacks

__all__ = ["change_run", "change_view", "choose_speed", "draw", "reseed"]


def change_run(change: Callable[[RunSpec], RunSpec]) -> None:
    """Change what is run; a change that can't be is explained, and the set-up stays as it was.

    The whole page has to be drawn again. Streamlit does so by itself, but not when the stage sends a request in the
    same instant as the widget: its browser side then runs the stage's fragment only, which finds the page stale.
    """
    # Widgets call this before the script runs, when no language is spoken yet.
    activate_language()
    session.outdate_page()
    try:
        run = change(session.setup().run)
    except InputError as error:
        session.keep_refusal(session.Refusal(error.problems))
        return
    _usable, found = apply_fallbacks(run)
    session.keep_refusal(session.Refusal(found))
    if not found:
        session.adopt(run)


def change_view(**changes: Any) -> None:
    """Change how the run is shown; the whole page has to be drawn again, as after `change_run`."""
    session.outdate_page()
    session.change_view(**changes)


def reseed() -> None:
    """Take the next seed for the first weights."""
    change_run(lambda run: replace(run, network=replace(run.network, seed=(run.network.seed + 1) % MAX_SEED)))


def draw(points: tuple[tuple[int, float, float], ...]) -> None:
    """Take over the points that were drawn in the plot."""
    change_run(lambda run: replace(run, data=replace(run.data, points=points)))


def choose_speed(updates_per_second: int) -> None:
    """Take over the speed that was chosen on the stage."""
    for name, value in SPEEDS.items():
        if value == updates_per_second:
            session.change_view(speed=name)
            address.write_address()
