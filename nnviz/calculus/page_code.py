"""The PyTorch program for a computation of the chapter, with what it prints."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nnviz.calculus.definitions import Definition
from nnviz.calculus.expressions import find_symbols
from nnviz.calculus.listing import calculus_listing
from nnviz.core.i18n import _
from nnviz.kit.lesson import render_listing

__all__ = ["render_folded_program", "render_program"]


def render_program(definitions: tuple[Definition, ...], values: Mapping[str, float], name: str) -> None:
    """Show the program; say so when there is nothing to derive."""
    if any(find_symbols(definition.tree) for definition in definitions):
        render_listing(calculus_listing(definitions, values), f"{name}_autograd")
    else:
        st.info(_("There is no variable in this, so there is nothing to derive."), icon=":material/info:")


def render_folded_program(definitions: tuple[Definition, ...], values: Mapping[str, float], name: str) -> None:
    """Show the program in a part of the page that can be opened."""
    with st.expander(_("The same in PyTorch"), icon=":material/code:"):
        render_program(definitions, values, name)
