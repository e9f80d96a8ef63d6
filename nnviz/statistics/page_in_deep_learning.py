"""Where deep learning uses statistics: each section's text above its experiment, in the order of the chapter."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nnviz.kit.drawing import mount_drawing
from nnviz.kit.language import activate_language
from nnviz.kit.lesson import render_section
from nnviz.lessons.lesson import Lesson
from nnviz.statistics.page_augmentation import render_augmentation
from nnviz.statistics.page_inside_training import describe_dropout, describe_norm, describe_scaling
from nnviz.statistics.page_numbers import describe_divergence, describe_logits, describe_weights

__all__ = ["render_used"]

DRAWINGS: dict[str, tuple[str, Callable[[], dict[str, object]]]] = {
    "standardise": ("statistics/scaling", describe_scaling),
    "batchnorm": ("statistics/batch_norm", describe_norm),
    "dropout": ("statistics/dropout", describe_dropout),
    "weights": ("statistics/weights", describe_weights),
    "softmax": ("statistics/logits", describe_logits),
    "entropy": ("statistics/divergence", describe_divergence),
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
    activate_language()
    module, describe = DRAWINGS[name]
    mount_drawing(module, f"nnviz_{name}", describe())
