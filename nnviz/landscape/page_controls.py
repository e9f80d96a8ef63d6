"""What a learner can wish for on the page of the loss landscape: directions, range, resolution, scale."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from nnviz.core.catalog.features import FEATURES
from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.kit import session
from nnviz.landscape.planes import Block
from nnviz.landscape.results import PlaneKind
from nnviz.landscape.surface import LandscapeSpot

__all__ = ["LandscapeOptions", "ask_options"]

KINDS: tuple[PlaneKind, ...] = ("random", "pca", "weights")
ZOOMS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
SCALES = ("auto", "linear", "log")
RESOLUTION_STEP = 10
LEAST, MOST, FIRST = 11, 101, 31
ENOUGH_STATES = 3
MAX_SEED = 10_000


@dataclass(frozen=True, slots=True)
class LandscapeOptions:
    """What was asked for.

    Attributes
    ----------
    kind : {"random", "pca", "weights"}
    seed : int
        Of the random directions.
    places : (int, int)
        The two weights, as places among all parameters.
    axes : (str, str)
        What the axes say, in the active language.
    zoom : float
        Width of the picture by its natural one.
    resolution : int
        Columns, and rows.
    scale : {"auto", "linear", "log"}
    """

    kind: PlaneKind
    seed: int
    places: tuple[int, int]
    axes: tuple[str, str]
    zoom: float
    resolution: int
    scale: str


def ask_options(spot: LandscapeSpot) -> LandscapeOptions:
    """Show the controls and return what they say."""
    kind = _ask_kind(enough=len(spot.steps) >= ENOUGH_STATES)
    seed, places = 1, (0, 0)
    axes = (_("first main direction"), _("second main direction"))
    if kind == "random":
        seed = _ask_seed()
        axes = (_("random direction 1"), _("random direction 2"))
    elif kind == "weights":
        places, axes = _ask_weights(spot)
    zoom = st.select_slider(
        _("Range"),
        ZOOMS,
        1.0,
        key=session.widget_key("landscape_zoom"),
        format_func=lambda factor: f"× {write_setting(factor)}",
        persist_state="session",
    )
    resolution = st.slider(
        _("Resolution"),
        LEAST,
        MOST,
        FIRST,
        RESOLUTION_STEP,
        key=session.widget_key("landscape_resolution"),
        persist_state="session",
    )
    return LandscapeOptions(kind, seed, places, axes, zoom, resolution, _ask_scale())


def _ask_kind(enough: bool) -> PlaneKind:
    labels = {"random": _("Random"), "pca": _("Training path"), "weights": _("Two weights")}
    chosen: PlaneKind | None = st.radio(
        _("Directions"),
        KINDS,
        index=KINDS.index("pca" if enough else "random"),
        key=session.widget_key(f"landscape_kind_{'path' if enough else 'start'}"),
        format_func=labels.__getitem__,
        persist_state="session",
    )
    return chosen or "random"


def _ask_seed() -> int:
    key = session.widget_key("landscape_seed")
    if st.button(_("Other directions"), key=session.widget_key("landscape_reseed"), icon=":material/casino:"):
        st.session_state[key] = st.session_state.get(key, 1) % MAX_SEED + 1
    return int(st.session_state.get(key, 1))


def _ask_scale() -> str:
    labels = {"auto": _("Automatic"), "linear": _("Linear"), "log": _("Logarithmic")}
    chosen = st.selectbox(
        _("Height and colour"),
        SCALES,
        key=session.widget_key("landscape_scale"),
        format_func=labels.__getitem__,
        persist_state="session",
    )
    return str(chosen)


def _ask_weights(spot: LandscapeSpot) -> tuple[tuple[int, int], tuple[str, str]]:
    """Return the places of the two weights that were chosen, and their names."""
    features = [FEATURES[name].label for name in spot.features]
    across, across_name = _ask_weight(0, _("First weight"), spot.blocks, features)
    up, up_name = _ask_weight(1, _("Second weight"), spot.blocks, features)
    return (across, up), (across_name, up_name)


def _ask_weight(which: int, title: str, blocks: tuple[Block, ...], features: list[str]) -> tuple[int, str]:
    """Ask for a layer, a unit of it, and one of the numbers that go into this unit."""
    shape = "_".join(f"{block.units}x{block.inputs}" for block in blocks)
    names = [_layer_name(block) for block in blocks]
    with st.container(border=True):
        st.markdown(f"**{title}**")
        number = st.selectbox(
            _("Layer"),
            range(len(blocks)),
            key=session.widget_key(f"landscape_layer_{which}_{shape}"),
            format_func=names.__getitem__,
            persist_state="session",
        )
        block = blocks[number or 0]
        unit = st.selectbox(
            _("Neuron"),
            range(block.units),
            key=session.widget_key(f"landscape_unit_{which}_{shape}_{number}"),
            format_func=lambda index: str(index + 1),
            persist_state="session",
        )
        sources = _source_names(block, features)
        source = st.selectbox(
            _("From"),
            range(len(sources)),
            index=min(which, len(sources) - 1),
            key=session.widget_key(f"landscape_source_{which}_{shape}_{number}"),
            format_func=sources.__getitem__,
            persist_state="session",
        )
    into = source if source is not None and source < len(sources) - 1 else None
    name = _("{layer}, neuron {unit}, {source}")
    text = name.format(layer=names[number or 0], unit=(unit or 0) + 1, source=sources[source or 0])
    return block.find(unit or 0, into), text


def _layer_name(block: Block) -> str:
    if block.kind == "output":
        return _("Output layer")
    if block.kind == "batchnorm":
        return _("Batch normalisation (layer {number})").format(number=block.layer + 1)
    return _("Hidden layer {number}").format(number=block.layer + 1)


def _source_names(block: Block, features: list[str]) -> list[str]:
    """Return what goes into a unit; the bias, or the shift of batch normalisation, comes last."""
    if not block.inputs:
        return [_("scale"), _("shift")]
    if block.start == 0 and block.inputs == len(features):
        return [*features, _("bias")]
    return [*(_("neuron {number}").format(number=source + 1) for source in range(block.inputs)), _("bias")]
