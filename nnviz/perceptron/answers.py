"""Expected answers of the chapter "perceptron", computed."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.perceptron.rule import GATES, predict, train_trace

__all__ = ["ANSWERS"]

ANSWERS: dict[str, Callable[[], float | str]] = {
    "perceptron_sum": lambda: predict((2.0, 1.0, -3.0), 0.0, 1.0)[0],
    "perceptron_or_mistakes": lambda: train_trace(GATES["or"]).mistakes,
}
