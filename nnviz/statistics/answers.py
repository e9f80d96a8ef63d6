"""Expected answers of the chapter "statistics", computed."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.statistics.classifier import Rated
from nnviz.statistics.describe import ask_libraries, describe
from nnviz.statistics.distributions import DISTRIBUTIONS

__all__ = ["ANSWERS"]

COURSE_VALUES = (2.0, 4.0, 6.0)


def _two_heads() -> float:
    return DISTRIBUTIONS["binomial"].interval(2, 2, {"n": 2.0, "p": 0.5})


def _rare_events() -> str:
    """Of the distributions on offer, the one whose mean equals its variance."""
    rate = {"rate": 3.0}
    poisson = DISTRIBUTIONS["poisson"]
    return "poisson" if poisson.mean(rate) == poisson.variance(rate) else ""


ANSWERS: dict[str, Callable[[], float | str]] = {
    "statistics_mean": lambda: describe(COURSE_VALUES).mean,
    "statistics_torch_var": lambda: ask_libraries(COURSE_VALUES).torch_var,
    "statistics_median": lambda: describe((3.0, 9.0, 1.0, 5.0)).median,
    "statistics_two_heads": _two_heads,
    "statistics_rare": _rare_events,
    "statistics_precision": lambda: Rated(tp=40, fp=10, fn=10, tn=0).precision,
}
