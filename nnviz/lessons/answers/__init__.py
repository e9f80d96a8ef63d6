"""The expected answers of questions, computed with the library: name -> function without arguments.

A function returns a number for a question of kind "number", and the id of the right option for a
choice. Each chapter has a module of its own; names are unique among all of them.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping

from nnviz.lessons.answers import activations, calculus, neuron, perceptron, statistics

__all__ = ["ANSWERS", "Answer"]

Answer = Callable[[], float | str]

ANSWERS: Mapping[str, Answer] = ChainMap(
    neuron.ANSWERS, perceptron.ANSWERS, activations.ANSWERS, calculus.ANSWERS, statistics.ANSWERS
)
