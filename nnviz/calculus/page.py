"""The chapter on partial derivatives and the chain rule: its texts beside its experiments."""

from __future__ import annotations

from nnviz.calculus.page_graph import render_graph, render_multivariable, render_neuron
from nnviz.calculus.page_partial import render_partial
from nnviz.calculus.page_slope import render_slope
from nnviz.kit.lesson import (
    render_goals,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.lessons.lesson import load_lesson

__all__ = ["render_calculus"]

CHAPTER = "calculus"


def render_calculus() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    render_title(lesson)
    render_goals(lesson)
    render_section(lesson, "slope")
    render_slope(lesson)
    render_partial(lesson)
    render_section(lesson, "graph")
    render_graph()
    render_section(lesson, "multivariable")
    render_multivariable()
    render_section(lesson, "neuron")
    render_neuron()
    render_table(lesson)
    render_playground_links(lesson)
    render_practice(CHAPTER)
