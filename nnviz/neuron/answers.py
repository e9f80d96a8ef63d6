"""Expected answers of the chapter "neuron", computed."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.neuron.artificial import Neuron, evaluate_neuron

__all__ = ["ANSWERS"]


def _formula() -> float:
    return evaluate_neuron(Neuron((2.0, -1.0), (0.5, 1.5), 1.0, "relu")).output


ANSWERS: dict[str, Callable[[], float | str]] = {"neuron_formula": _formula}
