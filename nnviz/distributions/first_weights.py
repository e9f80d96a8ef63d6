"""First weights compared: the distributions that each initialiser gives a network, before any update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.results import Data
from nnviz.core.spec import RunSpec
from nnviz.engine import Network, plan_output
from nnviz.live.histograms import FLOAT, LayerDistributions, Meter, without_dropout

__all__ = ["measure_initializers"]


def measure_initializers(run: RunSpec, data: Data) -> tuple[Mapping[str, tuple[LayerDistributions, ...]], int]:
    """Return what the network of a run would begin with, by name of the initialiser, and the number of points used.

    Activations are those of the training points, gradients those of the mean loss over them; both
    without dropout. The seed is the run's own, so the run's own initialiser gives the run's own first weights.
    """
    output = plan_output(data, run.training)
    features = run.data.input_features
    meter = Meter(data, features, FLOAT)
    measured = {}
    for name in INITIALIZERS:
        network = Network(replace(run.network, init=name), len(features), output, FLOAT)
        network.set_dropout(without_dropout(run.network.layers))
        meter.bind_gradients(network, output)()
        measured[name] = meter.measure(network)
    return measured, meter.points
