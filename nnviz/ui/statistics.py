"""The chapter on probability and statistics: chance, distributions, data, and where deep learning uses them."""

from __future__ import annotations

from nnviz.lessons.lesson import load_lesson
from nnviz.ui.lesson import (
    render_goals,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.ui.statistics_chance import render_means, render_throws
from nnviz.ui.statistics_describe import render_describe
from nnviz.ui.statistics_distributions import render_distributions, render_normal
from nnviz.ui.statistics_judge import render_judge
from nnviz.ui.statistics_used import render_used

__all__ = ["render_statistics"]

CHAPTER = "statistics"


def render_statistics() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    render_title(lesson)
    render_goals(lesson)
    render_throws(lesson)
    render_distributions(lesson)
    render_normal(lesson)
    render_means(lesson)
    render_describe(lesson)
    render_section(lesson, "used")
    render_used(lesson)
    render_judge(lesson)
    render_table(lesson)
    render_playground_links(lesson)
    render_practice(CHAPTER)
