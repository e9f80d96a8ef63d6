"""Where deep learning uses statistics: each section's text above its experiment, in the order of the chapter."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nnviz.lessons.lesson import Lesson
from nnviz.ui import session
from nnviz.ui.drawing import mount_drawing
from nnviz.ui.lesson import render_section
from nnviz.ui.statistics_used_augment import render_augmentation
from nnviz.ui.statistics_used_inside import describe_dropout, describe_norm, describe_scaling
from nnviz.ui.statistics_used_numbers import describe_divergence, describe_logits, describe_weights

__all__ = ["render_used"]

DRAWINGS: dict[str, tuple[str, Callable[[], dict[str, object]]]] = {
    "standardise": ("scaling", describe_scaling),
    "batchnorm": ("batchnorm", describe_norm),
    "dropout": ("dropout", describe_dropout),
    "weights": ("weights", describe_weights),
    "softmax": ("logits", describe_logits),
    "entropy": ("divergence", describe_divergence),
}
"""Sections whose experiment is a drawing: its module, and what makes its data."""
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
    session.speak()
    module, describe = DRAWINGS[name]
    mount_drawing(module, f"nnviz_{module}", describe())
