"""Presets: whole set-ups with a reason why they work, or why they fail."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from nnviz.core.i18n import N_, _
from nnviz.core.presets import PRESETS, PresetGroup
from nnviz.core.spec import RunSpec
from nnviz.kit import changes
from nnviz.kit.widgets import bound_key
from nnviz.playground.page_controls.binding import widget_value

__all__ = ["render_presets"]

GROUPS: Mapping[PresetGroup, str] = MappingProxyType(
    {"course": N_("Course: {name}"), "good": N_("Works: {name}"), "fails": N_("Fails: {name}")}
)
"""How presets of a group are written in the list."""


def render_presets(run: RunSpec) -> None:
    """Offer the presets, and say why the one in use does what it does."""
    current = next((preset for preset in PRESETS.values() if preset.run == run), None)
    names = list(PRESETS)
    key = bound_key("preset", current.name if current else None, list(map(_list_name, names)))
    st.selectbox(
        _("Example"),
        names,
        index=names.index(current.name) if current else None,
        key=key,
        format_func=_list_name,
        placeholder=_("Choose an example"),
        on_change=_take_preset,
        args=(key,),
        help=_("Sets data, network and training at once."),
    )
    if current is not None:
        st.caption(_(current.reason))


def _list_name(name: str) -> str:
    preset = PRESETS[name]
    return _(GROUPS[preset.group]).format(name=_(preset.label))


def _take_preset(key: str) -> None:
    name = widget_value(key)
    if name is not None:
        changes.change_run(lambda run: PRESETS[name].run)
