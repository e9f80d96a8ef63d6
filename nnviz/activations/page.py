"""The chapter on activations, the forward pass and the MLP: its texts beside its experiments."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nnviz.activations.page_explorer import render_explorer, render_softmax
from nnviz.activations.page_forward import render_forward
from nnviz.activations.page_hidden import render_linear_stack, render_versus, render_warp
from nnviz.kit import address
from nnviz.kit.lesson import (
    render_goals,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.lessons.lesson import Lesson, load_lesson

__all__ = ["render_activations"]

CHAPTER = "activations"
SHARES = (3, 8)
"""Widths of a section's text and of the experiment beside it; on a phone one stands below the other."""


def render_activations() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    address.write_address()
    render_title(lesson)
    render_goals(lesson)
    _render_beside(lesson, "explorer", render_explorer)
    _render_beside(lesson, "softmax", render_softmax)
    render_section(lesson, "forward")
    render_forward(lesson)
    render_section(lesson, "versus")
    render_linear_stack()
    render_versus()
    render_table(lesson)
    _render_beside(lesson, "warp", render_warp)
    render_playground_links(lesson)
    render_practice(CHAPTER)


def _render_beside(lesson: Lesson, name: str, render_experiment: Callable[[], None]) -> None:
    """Show a section's text and, beside it, its experiment."""
    text, experiment = st.columns(SHARES, gap="large")
    with text:
        render_section(lesson, name)
    with experiment:
        render_experiment()
