"""Expected answers of the chapter "activations", computed."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.activations.forward_pass import COURSE_NETWORKS, build_course_network

__all__ = ["ANSWERS"]


def _linear_3_5_neurons() -> float:
    hidden = build_course_network("3-5-1", seed=1)[0]
    return float(len(hidden.bias))


def _least_mlp_layers() -> float:
    return float(min(len(widths) for widths, _activations in COURSE_NETWORKS.values()))


ANSWERS: dict[str, Callable[[], float | str]] = {
    "linear_3_5_neurons": _linear_3_5_neurons,
    "least_mlp_layers": _least_mlp_layers,
}
