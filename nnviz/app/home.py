"""The home page: what this is, the way into the playground, and what is to come."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from nnviz.app.home_film import render_film
from nnviz.app.run_pages import RUN_PAGES
from nnviz.core.edits import choose_dataset
from nnviz.core.i18n import N_, _
from nnviz.core.presets import PRESETS
from nnviz.core.spec import RunSpec
from nnviz.kit import changes, session
from nnviz.kit.links import render_try_link
from nnviz.lessons.chapters import CHAPTERS
from nnviz.lessons.lesson import load_lesson

__all__ = ["render_home"]

PLAYGROUND = "pages/playground.py"

WATCHING_SPEED = "300"
"""Who comes from here wants to see it happen: the fastest is over before one has looked."""

CARDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "spiral": (":material/cyclone:", N_("Wind along a spiral"), N_("Three hidden layers learn the hardest shape.")),
        "xor_without_hidden_layer": (
            ":material/grid_view:",
            N_("See XOR fail"),
            N_("Without a hidden layer it can't be learned. Add one and watch."),
        ),
        "iris": (
            ":material/local_florist:",
            N_("Tell real flowers apart"),
            N_("Three species of iris by the size of their petals."),
        ),
    }
)
"""Presets on the home page: icon, title and one sentence."""

RUN_PAGE_COLUMNS = 3


def render_home() -> None:
    """Show the home page."""
    words, film = st.columns([2, 1], vertical_alignment="center", gap="large")
    with words:
        _render_opening()
    with film:
        render_film()
    _render_cards()
    _render_inside()
    _render_chapters()


def _render_opening() -> None:
    st.title(_("Build a neural network and watch it learn"))
    st.markdown(
        _("Put a network together layer by layer, press Play, and see every neuron change while it learns.")
        + "  \n"
        + _("No programming needed. Stop at any moment and look inside: every weight and every number is there.")
    )
    if st.button(_("Open the playground"), type="primary", icon=":material/play_arrow:"):
        if session.setup().run == RunSpec():
            changes.change_view(speed=WATCHING_SPEED)
        st.switch_page(PLAYGROUND)


def _render_cards() -> None:
    st.header(_("Begin with"))
    columns = st.columns(len(CARDS) + 1)
    for column, (name, (icon, title, text)) in zip(columns, CARDS.items(), strict=False):
        with column:
            _render_card(icon, _(title), _(text), PRESETS[name].run)
    with columns[-1]:
        _render_card(
            ":material/draw:",
            _("Use your own data"),
            _("Click points into the plot, or upload a table."),
            _own_data(),
        )


def _own_data() -> RunSpec:
    return choose_dataset(RunSpec(), "drawn")


def _render_card(icon: str, title: str, text: str, run: RunSpec) -> None:
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container():
            st.markdown(f"### {icon} {title}")
            st.markdown(text)
        render_try_link(PLAYGROUND, run, WATCHING_SPEED)


def _render_inside() -> None:
    st.header(_("See inside"))
    st.markdown(_("Stop the network you are training, and look at what other playgrounds hide:"))
    names = list(RUN_PAGES)
    for start in range(0, len(names), RUN_PAGE_COLUMNS):
        for column, name in zip(st.columns(RUN_PAGE_COLUMNS), names[start : start + RUN_PAGE_COLUMNS], strict=False):
            page = RUN_PAGES[name]
            with column.container(border=True, height="stretch", gap="xsmall"):
                st.page_link(f"pages/{name}.py", label=f"**{_(page.title)}**", icon=page.icon)
                st.markdown(_(page.text))


def _render_chapters() -> None:
    st.header(_("Learn"))
    st.markdown(_("Short chapters, each with something to try:"))
    for number, name in enumerate(CHAPTERS, 1):
        label = f"{number}. {load_lesson(name).title}"
        st.page_link(f"pages/{name}.py", label=label, icon=":material/menu_book:")
    st.page_link("pages/practice.py", label=_("Practice: all questions"), icon=":material/quiz:")
