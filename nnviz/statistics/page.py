"""The chapter on probability and statistics: chance, distributions, data, and where deep learning uses them."""

from __future__ import annotations

from nnviz.kit import address
from nnviz.kit.lesson import (
    render_goals,
    render_playground_links,
    render_practice,
    render_section,
    render_table,
    render_title,
)
from nnviz.lessons.lesson import load_lesson
from nnviz.statistics.page_chance import render_means, render_throws
from nnviz.statistics.page_describe import render_describe
from nnviz.statistics.page_distributions import render_distributions, render_normal
from nnviz.statistics.page_in_deep_learning import render_used
from nnviz.statistics.page_judge import render_judge

__all__ = ["render_statistics"]

CHAPTER = "statistics"


def render_statistics() -> None:
    """Show the chapter."""
    lesson = load_lesson(CHAPTER)
    address.write_address()
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
