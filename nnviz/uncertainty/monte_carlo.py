"""Monte Carlo dropout: how far the answers of a network differ when dropout stays on.

Each pass draws one mask for each dropout layer, as a training step does, and keeps it for every place, so a
pass is one thinned network with a boundary of its own. Mean and spread over the passes approximate those of a
Bayesian network (Gal and Ghahramani, 2016). Batch normalisation stays in evaluation mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nnviz.core.accepts import Whole
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data, Floats
from nnviz.engine import Network
from nnviz.engine.layers import DropoutLayer, with_ones
from nnviz.engine.samples import build_samples
from nnviz.engine.seeds import Stream, seeded
from nnviz.run.boundary import build_grid

__all__ = [
    "PASSES",
    "PlaceAnswers",
    "UncertaintyMaps",
    "answer_place",
    "check_dropout",
    "map_uncertainty",
    "run_passes",
]

PASSES = Whole(1, 200)
MOST_COLUMNS = 60_000
DRAWN_PASSES = 12


@dataclass(frozen=True, slots=True)
class UncertaintyMaps:
    """What n thinned networks answer on a grid.

    Attributes
    ----------
    x1 : (width,) float32
        Centres of the columns.
    x2 : (height,) float32
        Centres of the rows, ascending; empty when there is only one input.
    mean, spread : (n_outputs, height, width) float32
        Mean and standard deviation (of the n answers, so 0 for n = 1) of the probabilities or predicted values.
    entropy : (height, width) float32
        Entropy of the mean probabilities in bits, 0 to log2(classes); of two classes too. Zeros for regression.
    single : (at most 12, n_outputs, height, width) float32
        The answers of the first passes.
    """

    x1: Floats
    x2: Floats
    mean: Floats
    spread: Floats
    entropy: Floats
    single: Floats


@dataclass(frozen=True, slots=True)
class PlaceAnswers:
    """What n thinned networks answer at one place.

    Attributes
    ----------
    answers : (n_outputs, n) float32
    mean, spread : (n_outputs,) float64
    """

    answers: Floats
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


def check_dropout(network: Network) -> None:
    """Check that there is something to draw.

    Raises
    ------
    InputError
        When no layer drops anything, or the weights are no longer finite.
    """
    if not torch.isfinite(network.state.flat).all():
        message = _("The weights are no longer finite numbers: the run has diverged. Reset it in the playground.")
        raise InputError([Problem("network", message)])
    if not any(isinstance(layer, DropoutLayer) and layer.rate > 0 for layer in network.hidden):
        message = _("This network has no dropout, so all its passes would be the same.")
        raise InputError([Problem("layers", message)])


def map_uncertainty(
    network: Network, data: Data, features: Sequence[str], passes: int, seed: int, zoom: float, cells: int
) -> UncertaintyMaps:
    """Return mean and spread of the answers over the domain of the data, made `zoom` times as wide.

    Parameters
    ----------
    network : Network
    data : Data
    features : sequence of str
        What the network is told of each place.
    passes : int
        How many thinned networks are asked, 1 to 200; more passes keep the earlier ones.
    seed : int
        Seed of the masks.
    zoom : float
        1 for the domain of the data, 2 for twice its width and height.
    cells : int
        Cells along each input.
    """
    grid = build_grid(replace(data, domain=tuple(_widen(edges, zoom) for edges in data.domain)), features, cells)
    answers = run_passes(network, grid.inputs, passes, seed)
    mean = answers.mean(0, dtype=np.float64).astype(np.float32)
    spread = answers.std(0, dtype=np.float64).astype(np.float32)
    shape = (network.output.units, *grid.shape)
    return UncertaintyMaps(
        x1=grid.x1,
        x2=grid.x2,
        mean=mean.reshape(shape),
        spread=spread.reshape(shape),
        entropy=_entropy(mean, data.n_classes).reshape(grid.shape),
        single=answers[:DRAWN_PASSES].reshape(-1, *shape),
    )


def answer_place(
    network: Network, place: Sequence[float], features: Sequence[str], passes: int, seed: int
) -> PlaceAnswers:
    """Return what the same thinned networks answer at one place (n_inputs coordinates)."""
    inputs = build_samples(np.array([place], dtype=np.float32), features, network.dtype).t().contiguous()
    answers = run_passes(network, inputs, passes, seed)[:, :, 0].T
    return PlaceAnswers(answers, answers.mean(1, dtype=np.float64), answers.std(1, dtype=np.float64))


@torch.inference_mode()
def run_passes(network: Network, inputs: Tensor, passes: int, seed: int) -> NDArray[np.float32]:
    """Run the network with dropout on, many passes in one call.

    Parameters
    ----------
    network : Network
    inputs : (n_inputs + 1, n) tensor
        Features x places, the first row ones.
    passes, seed : int

    Returns
    -------
    (passes, n_outputs, n) float32
    """
    masks = _draw_masks(network, passes, seed)
    together = max(1, MOST_COLUMNS // inputs.shape[1])
    parts = [
        _evaluate(network, inputs, [mask[start : start + together] for mask in masks])
        for start in range(0, passes if masks else 1, together)
    ]
    answers = np.concatenate(parts)
    return np.broadcast_to(answers, (passes, *answers.shape[1:]))


def _draw_masks(network: Network, passes: int, seed: int) -> list[Tensor]:
    """Return a mask (passes, units) of each dropout layer: 0, or 1 / (1 - rate) for what stays."""
    masks = []
    for number, layer in enumerate(network.hidden):
        if isinstance(layer, DropoutLayer):
            generator = seeded(torch.Generator(), seed, Stream.DROPOUT, number)
            keep = 1.0 - layer.rate
            # One row after another, so that the first passes are the same however many there are.
            rows = [torch.rand(layer.units, generator=generator) for _pass in range(passes)]
            masks.append((torch.stack(rows) < keep).to(network.dtype) / keep)
    return masks


def _evaluate(network: Network, inputs: Tensor, masks: Sequence[Tensor]) -> NDArray[np.float32]:
    """Run one block of passes; until the first dropout layer they are all the same, and run once."""
    passes, places = (len(masks[0]) if masks else 1), inputs.shape[1]
    x, left = inputs, list(masks)
    work = with_ones(network.widest, places, network.dtype)
    z = torch.empty_like(work)
    for layer in network.hidden:
        if not isinstance(layer, DropoutLayer):
            x = layer.evaluate(x, z, work)
            continue
        factors = torch.cat([torch.ones(passes, 1, dtype=network.dtype), left.pop(0)], 1).t()[:, :, None]
        x = (x.reshape(len(x), -1, places) * factors).reshape(len(x), -1)
        if work.shape[1] != x.shape[1]:
            work = with_ones(network.widest, x.shape[1], network.dtype)
            z = torch.empty_like(work)
    _logits, predictions = network.output.evaluate(x)
    answers = predictions.reshape(len(predictions), -1, places).transpose(0, 1)
    return answers.to(torch.float32).numpy()


def _widen(edges: tuple[float, float], zoom: float) -> tuple[float, float]:
    middle, half = (edges[0] + edges[1]) / 2, (edges[1] - edges[0]) / 2
    return middle - zoom * half, middle + zoom * half


def _entropy(mean: NDArray[np.float32], n_classes: int) -> NDArray[np.float32]:
    """Return the entropy of probabilities (n_outputs, n) in bits."""
    if not n_classes:
        return np.zeros(mean.shape[1], dtype=np.float32)
    shares = np.concatenate([mean, 1 - mean]) if len(mean) == 1 else mean
    safe = np.where(shares > 0, shares, 1.0)
    return np.asarray(-(shares * np.log2(safe)).sum(0), dtype=np.float32)
