"""The page on the loss landscape: a cut through the loss around the weights of the playground's run.

The page is not a fragment: a click then interrupts a picture that is being computed, at its next sign of progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np
import streamlit as st

from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count, write_number, write_percent
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.arrival import replay_to_link
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.streamlit_private import Place
from nnviz.landscape.page_controls import LandscapeOptions, ask_options
from nnviz.landscape.planes import half_widths, path_plane, random_plane, weights_plane
from nnviz.landscape.results import Landscape, Path, Plane
from nnviz.landscape.store import LANDSCAPES
from nnviz.landscape.surface import LandscapeSpot, measure_path, stand_at, survey
from nnviz.live.empty_stage import EmptyStage
from nnviz.run.trainer import Trainer

__all__ = ["render_landscape"]

PATIENCE = 0.5
"""Seconds; what takes longer shows a progress bar and can be stopped."""
COARSE = 21
"""Resolution of the picture that stands in for one that is not ready yet."""
PRACTICE_UPDATES = 500
TRAINED_COPY = session.widget_key("landscape_trained_copy")
STOPPED = session.widget_key("landscape_stopped")
LARGE_SPAN = 50.0


def render_landscape() -> None:
    """Show the page."""
    st.title(_("Loss landscape"))
    st.markdown(
        _("Each point of this land is a network with other weights. Its height is the loss. Training walks down.")
    )
    if not replay_to_link():
        return
    directed = session.director()
    if isinstance(directed, EmptyStage):
        st.info(_("The playground has too few points to train a network."), icon=":material/info:")
        _link_to_playground()
        return
    with directed.hold() as trainer:
        spot = stand_at(_take_copy(trainer))
        copied = trainer.step == 0 and len(spot.steps) > 1
    _render_where(spot, copied)
    controls, pictures = st.columns((1, 4), gap="medium")
    with controls:
        options = ask_options(spot)
    with pictures:
        _render_pictures(spot, options)
    _render_meaning()


def _take_copy(trainer: Trainer) -> Trainer:
    """Return the run itself or, when it has not begun and this was asked for, a copy that has made some updates."""
    if trainer.step or not st.session_state.get(TRAINED_COPY):
        return trainer
    copy = Trainer(trainer.run, trainer.data)
    copy.advance(PRACTICE_UPDATES)
    return copy


def _render_where(spot: LandscapeSpot, copied: bool) -> None:
    """Say which weights these are."""
    step = int(spot.steps[-1])
    if copied:
        told = _("This is a copy of the playground's network after {step} updates. The playground still waits.")
        st.caption(told.format(step=step))
    elif spot.diverged:
        told = _("The run diverged: its weights are no longer numbers. Shown is update {step}, the last before that.")
        st.warning(told.format(step=step), icon=":material/info:")
    elif step:
        text = ngettext(
            "This is the playground's network after {step} update.",
            "This is the playground's network after {step} updates.",
            step,
        )
        st.caption(text.format(step=write_count(step)))
    else:
        _offer_copy()


def _offer_copy() -> None:
    st.info(_("The playground's network has learnt nothing yet. These are its first weights."), icon=":material/info:")
    label = _("Train a copy for {count} updates").format(count=PRACTICE_UPDATES)
    with st.container(horizontal=True):
        if st.button(label, key=session.widget_key("landscape_train"), icon=":material/play_arrow:", type="primary"):
            st.session_state[TRAINED_COPY] = True
            st.rerun()
        _link_to_playground()


def _link_to_playground() -> None:
    st.page_link("pages/playground.py", label=_("To the playground"), icon=":material/arrow_forward:")


def _render_pictures(spot: LandscapeSpot, options: LandscapeOptions) -> None:
    try:
        plane = _cut(spot, options)
    except InputError as error:
        st.info(escape_markdown(str(error)), icon=":material/info:")
        return
    path = measure_path(spot, plane)
    places = np.stack([path.x - plane.origin[0], path.y - plane.origin[1]], axis=1)
    across, up = half_widths(plane, places)
    cut = Cut(spot, plane, path, (across * options.zoom, up * options.zoom), options)
    waiting_room, figure_room = st.empty(), st.empty()
    landscape = _compute(cut, waiting_room, figure_room)
    if landscape is None:
        figure_room.empty()
        return
    with figure_room.container():
        _render_figures(cut, landscape)
        _render_facts(cut, landscape)


def _cut(spot: LandscapeSpot, options: LandscapeOptions) -> Plane:
    """Return the plane that was asked for.

    Raises
    ------
    InputError
        When there is no such plane.
    """
    states = spot.states
    if options.kind == "pca":
        return path_plane(states)
    if options.kind == "weights":
        return weights_plane(states[-1], options.places)
    return random_plane(states[-1], spot.blocks, options.seed)


@dataclass(frozen=True, slots=True)
class Cut:
    """Everything that a picture is computed from."""

    spot: LandscapeSpot
    plane: Plane
    path: Path
    reach: tuple[float, float]
    options: LandscapeOptions


def _compute(cut: Cut, waiting_room: Place, figure_room: Place) -> Landscape | None:
    """Return the picture: from the store, or computed now; a coarse one, or none, when it was stopped.

    The first room is for the progress, the second for a coarse picture meanwhile.
    """
    resolution = cut.options.resolution
    key = cut.spot.key(cut.plane, cut.reach, resolution)
    known = LANDSCAPES.get(key)
    if known is not None:
        return known
    coarse_key = cut.spot.key(cut.plane, cut.reach, COARSE)
    if st.session_state.get(STOPPED) == key:
        coarse = LANDSCAPES.get(coarse_key)
        with waiting_room.container():
            _render_stopped(coarse)
        return coarse
    waiting = Waiting(key, cut, waiting_room, figure_room)
    if resolution > COARSE and LANDSCAPES.get(coarse_key) is None:
        LANDSCAPES.put(coarse_key, survey(cut.spot, cut.plane, cut.reach, COARSE, waiting.tell))
    waiting.coarse = LANDSCAPES.get(coarse_key)
    landscape = survey(cut.spot, cut.plane, cut.reach, resolution, waiting.tell)
    waiting_room.empty()
    LANDSCAPES.put(key, landscape)
    return landscape


class Waiting:
    """What is shown while a picture is computed: after a while a progress bar, a way to stop, and a coarse picture."""

    def __init__(self, key: bytes, cut: Cut, waiting_room: Place, figure_room: Place) -> None:
        self.coarse: Landscape | None = None
        self._key, self._cut = key, cut
        self._waiting_room, self._figure_room = waiting_room, figure_room
        self._began = perf_counter()
        self._bar: Place | None = None
        self._drawn = False

    def tell(self, share: float) -> None:
        """Show the share that is done; a click on the button ends the run of the script here."""
        if perf_counter() - self._began < PATIENCE:
            return
        text = _("Computing {count} networks …").format(count=write_count(self._cut.options.resolution**2))
        if self._bar is None:
            self._bar = self._show_bar(text)
        self._bar.progress(share, text)
        if self.coarse is not None and not self._drawn:
            self._drawn = True
            with self._figure_room.container():
                _render_figures(self._cut, self.coarse, name="coarse")

    def _show_bar(self, text: str) -> Place:
        with self._waiting_room.container():
            st.button(
                _("Stop"),
                key=session.widget_key("landscape_stop"),
                icon=":material/stop:",
                on_click=_note_stop,
                args=(self._key,),
            )
            return st.progress(0.0, text)


def _note_stop(key: bytes) -> None:
    st.session_state[STOPPED] = key


def _render_stopped(coarse: Landscape | None) -> None:
    if coarse is None:
        st.info(_("Stopped before there was a picture."), icon=":material/info:")
    else:
        told = _("Stopped. This is the coarse picture with {count} × {count} networks.")
        st.info(told.format(count=COARSE), icon=":material/info:")
    if st.button(_("Compute it after all"), key=session.widget_key("landscape_resume"), icon=":material/refresh:"):
        st.session_state.pop(STOPPED, None)
        st.rerun()


def _render_figures(cut: Cut, landscape: Landscape, name: str = "whole") -> None:
    from nnviz.landscape.figures import contour_figure, relief_figure

    scale = cut.options.scale
    logarithmic = scale == "log" or (scale == "auto" and landscape.span > LARGE_SPAN)
    left, right = st.columns(2)
    arguments = (landscape, cut.path, cut.options.axes)
    left.plotly_chart(
        relief_figure(*arguments, logarithmic=logarithmic), key=session.widget_key(f"landscape_relief_{name}")
    )
    right.plotly_chart(
        contour_figure(*arguments, logarithmic=logarithmic), key=session.widget_key(f"landscape_contour_{name}")
    )


def _render_facts(cut: Cut, landscape: Landscape) -> None:
    """Say in numbers what is seen, and what is not."""
    finite = np.where(np.isfinite(landscape.losses), landscape.losses, np.inf)
    told = [
        _("Train loss now: **{now}**. Lowest loss in this picture: **{low}**.").format(
            now=write_number(float(cut.path.losses[-1]), 4), low=write_number(float(finite.min()), 4)
        )
    ]
    if overflown := int(np.sum(~np.isfinite(landscape.losses))):
        text = ngettext(
            "In {count} place the loss is too large for a number; the picture has a gap there.",
            "In {count} places the loss is too large for a number; the picture has gaps there.",
            overflown,
        )
        told.append(text.format(count=overflown))
    st.markdown(" ".join([*told, *_tell_path(cut)]))


def _tell_path(cut: Cut) -> list[str]:
    """Say how much of the path such a plane can show."""
    path, plane = cut.path, cut.plane
    told = []
    if plane.kind == "pca":
        text = _("The two directions hold **{first}** and **{second}** of the path's variance (PCA of {n} states).")
        told.append(
            text.format(
                first=write_percent(plane.spread[0], 1), second=write_percent(plane.spread[1], 1), n=len(path.steps)
            )
        )
    if path.kept is not None:
        text = _("**{kept}** of the path's squared length lies in this plane; the rest points out of the picture.")
        told.append(text.format(kept=write_percent(path.kept, 1)))
    return told


def _render_meaning() -> None:
    with st.expander(_("What such a picture shows, and what it doesn't")):
        st.markdown(
            _(
                "- The height is the **train loss**, as in the playground: all training points, dropout off, batch"
                " normalisation with its running statistics, no L1 or L2 penalty.\n"
                "- A network has one direction for **each** weight. This is a flat cut along two of them. A hill here"
                " may have a way around it, and a valley may have a hole beside it that is not in the picture.\n"
                "- The path is moved to the **nearest place in the plane**. Hover over it for the loss that the network"
                " really had.\n"
                "- **Random directions** are filter-normalised (Li et al., 2018): for each neuron, the random numbers"
                " are scaled to the length of its own weights. Without that, a network with large weights would look"
                " flat and one with small weights steep. Biases and batch normalisation stay as they are. The distance"
                " 1 means: a change as large as the weights.\n"
                "- **Training path**: the two directions in which the weights moved most (PCA of states on the way)."
                " One unit is a distance in the space of all weights.\n"
                "- **Two weights**: all other weights stand still. The axes say the values of the two."
            )
        )
