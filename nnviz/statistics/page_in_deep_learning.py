"""Where deep learning uses statistics: each section's text above its experiment, in the order of the chapter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nnviz.kit.exhibit import Exhibit, show_exhibit
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.exhibit_inside_training import (
    BATCH_NORM,
    DROPOUT,
    SCALING,
    describe_dropout,
    describe_norm,
    describe_scaling,
)
from nnviz.statistics.exhibit_numbers import (
    DIVERGENCE,
    LOGITS,
    WEIGHTS,
    describe_divergence,
    describe_logits,
    describe_weights,
)
from nnviz.statistics.page_augmentation import render_augmentation

__all__ = ["render_used"]

DRAWINGS: dict[str, tuple[Exhibit[Any, None], Callable[[], Any]]] = {
    "standardise": (SCALING, describe_scaling),
    "batchnorm": (BATCH_NORM, describe_norm),
    "dropout": (DROPOUT, describe_dropout),
    "weights": (WEIGHTS, describe_weights),
    "softmax": (LOGITS, describe_logits),
    "entropy": (DIVERGENCE, describe_divergence),
}
"""Sections whose experiment is a drawing: what it is, and what makes its payload."""
SECTIONS = ("standardise", "batchnorm", "dropout", "weights", "softmax", "augmentation", "entropy")


def render_used(lesson: Lesson) -> None:
    """Show all sections on the uses of statistics in deep learning."""
    for name in SECTIONS:
        render_section(lesson, name)
        if name in DRAWINGS:
            _render_drawing(name)
        else:
            render_augmentation()


@st.fragment
def _render_drawing(name: str) -> None:
    activate_language()
    exhibit, describe = DRAWINGS[name]
    show_exhibit(exhibit, describe())
