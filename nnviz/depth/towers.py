"""Gradients through depth: how large activations and gradients are in each layer of a deep network.

A network of 2 to 50 equal hidden layers makes one forward and one backward pass of the engine. Beside what
is measured stands what theory expects of infinitely many units. With z ~ N(0, q) in a layer, n its units, and
the variances of weights and biases of the initialiser:

    forward    q_next = n · var(w) · E[f(z)²] + var(b)
    backward   E[delta²] = n_next · var(w_next) · E[f'(z)²] · E[delta_next²]

(Glorot and Bengio, 2010; He et al., 2015; Poole et al., 2016). Both go sample by sample: they start from the
inputs of each sample, and from its error at the output.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nnviz.core.accepts import Accepts, Whole
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data
from nnviz.core.spec import BatchNorm, Dense, Layer, NetworkSpec, TrainingSpec, accepts
from nnviz.engine import Network, plan_output
from nnviz.engine.layers import BoundDense
from nnviz.engine.passes import Batch, TrainingPass
from nnviz.engine.plan import Output
from nnviz.engine.samples import build_samples, build_targets

__all__ = [
    "DEPTHS",
    "VARIANCES",
    "DepthProfile",
    "Recipe",
    "Tower",
    "build_network",
    "gain_per_layer",
    "measure_depth",
]

DEPTHS = Whole(2, 50)
MOST_SAMPLES = 64
DTYPE = torch.float64
NODES = 200
FINENESS = 0.05
WIDEST_NODE = 8.0

Profile = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How every hidden layer is made.

    Attributes
    ----------
    activation, init : str
        Names in the catalogues.
    batch_norm : bool
        Whether batch normalisation follows each layer.
    sigma : float
        Standard deviation of the weights, for the initialiser "normal".
    """

    activation: str = "sigmoid"
    init: str = "xavier_normal"
    batch_norm: bool = False
    sigma: float = 0.5


@dataclass(frozen=True, slots=True)
class Tower:
    """A deep network of equal hidden layers.

    Attributes
    ----------
    recipe : Recipe
    depth, width : int
        Hidden layers, 2 to 50, and units in each, 1 to 64.
    seed : int
        Seed of the first weights.

    Raises
    ------
    InputError
        When one of them is out of range.
    """

    recipe: Recipe = Recipe()
    depth: int = 20
    width: int = 64
    seed: int = 1

    def __post_init__(self) -> None:
        recipe = self.recipe
        checks: tuple[tuple[str, Accepts, object], ...] = (
            ("depth", DEPTHS, self.depth),
            ("width", accepts(Dense, "units"), self.width),
            ("seed", accepts(NetworkSpec, "seed"), self.seed),
            ("activation", accepts(Dense, "activation"), recipe.activation),
            ("init", accepts(NetworkSpec, "init"), recipe.init),
            ("sigma", accepts(NetworkSpec, "sigma"), recipe.sigma),
        )
        problems = [accepted.problem(name, value) for name, accepted, value in checks if not accepted.holds(value)]
        if problems:
            raise InputError(problems)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The hidden layers as in a specification."""
        dense = Dense(self.width, self.recipe.activation)
        return (dense, BatchNorm()) * self.depth if self.recipe.batch_norm else (dense,) * self.depth


@dataclass(frozen=True, slots=True)
class _DeepSpec(NetworkSpec):
    """A network that may have more layers than the playground's; its `Tower` has checked the rest."""

    def __post_init__(self) -> None:
        """Accept any number of layers."""


@dataclass(frozen=True, slots=True)
class DepthProfile:
    """Sizes in each dense hidden layer, first to last. All are pure numbers; 0 or not finite where a pass got lost.

    Attributes
    ----------
    spread : (depth,) float64
        Standard deviation of the activations f(z) over units and samples, before batch normalisation.
    delta : (depth,) float64
        Root mean square of dL/dz over units and samples.
    weight_gradient : (depth,) float64
        Root mean square of dL/dw over the layer's weights.
    expected_spread, expected_delta : (depth,) float64 or None
        What theory expects of `spread` and `delta`; None with batch normalisation, for which it says nothing.
    """

    spread: Profile
    delta: Profile
    weight_gradient: Profile
    expected_spread: Profile | None
    expected_delta: Profile | None


def build_network(tower: Tower, n_inputs: int, output: Output) -> Network:
    """Return the engine's network for a tower, in float64."""
    recipe = tower.recipe
    spec = _DeepSpec(tower.layers, recipe.init, recipe.sigma, tower.seed)
    return Network(spec, n_inputs, output, DTYPE)


@torch.inference_mode()
def measure_depth(tower: Tower, data: Data, features: Sequence[str], training: TrainingSpec) -> DepthProfile:
    """Make one training pass over (at most 64 of) the training points and measure each layer.

    Parameters
    ----------
    tower : Tower
    data : Data
    features : sequence of str
        What the network is told of each point.
    training : TrainingSpec
        Names the loss.

    Raises
    ------
    InputError
        When the loss does not fit the data, or a single sample is to be normalised.
    """
    samples, targets = _take_samples(data, features)
    if tower.recipe.batch_norm and len(samples) < 2:
        raise InputError([Problem("samples", _("Batch normalisation needs at least 2 training points."))])
    output = plan_output(data, training)
    network = build_network(tower, len(features), output)
    done = TrainingPass(network, output.loss, len(samples), torch.Generator())
    with np.errstate(all="ignore"):
        for operate in done.bind(Batch(samples, samples.t(), targets.t())):
            operate()
        return _read_profile(tower, done, samples)


def _take_samples(data: Data, features: Sequence[str]) -> tuple[Tensor, Tensor]:
    rows = data.train_index[:MOST_SAMPLES]
    return build_samples(data.points, features, DTYPE)[rows], build_targets(data, DTYPE)[rows]


def _read_profile(tower: Tower, done: TrainingPass, samples: Tensor) -> DepthProfile:
    dense = [layer for layer in done.layers if isinstance(layer, BoundDense)]
    expected = None if tower.recipe.batch_norm else _expect(tower, samples[:, 1:], done.output.delta)
    return DepthProfile(
        spread=np.array([_root_mean_square(layer.a - layer.a.mean()) for layer in dense]),
        delta=np.array([_root_mean_square(layer.delta) for layer in dense]),
        weight_gradient=np.array([_root_mean_square(layer.layer.gradients[:, 1:]) for layer in dense]),
        expected_spread=expected[0] if expected else None,
        expected_delta=expected[1] if expected else None,
    )


def _root_mean_square(values: Tensor) -> float:
    """Return the root of the mean square, without the squares leaving the range of numbers."""
    largest = float(values.abs().max())
    if largest == 0 or not math.isfinite(largest):
        return largest
    return largest * math.sqrt(float(((values / largest) ** 2).mean()))


def gain_per_layer(sizes: Profile, *, backward: bool = False) -> float:
    """Return by what a size is multiplied from layer to layer: the geometric mean over all layers.

    Parameters
    ----------
    sizes : (depth,) float64
        One size a layer, first to last.
    backward : bool
        Whether the way goes from the last layer to the first.
    """
    ends = (sizes[-1], sizes[0]) if backward else (sizes[0], sizes[-1])
    if not np.isfinite(ends).all() or min(ends) <= 0:
        return math.nan
    return float(math.exp((math.log(ends[1]) - math.log(ends[0])) / (len(sizes) - 1)))


# What theory expects.

Variances = Callable[[int, int, float], tuple[float, float]]

VARIANCES: Mapping[str, Variances] = MappingProxyType(
    {
        "pytorch": lambda fan_in, fan_out, sigma: (1 / (3 * fan_in), 1 / (3 * fan_in)),
        "xavier_uniform": lambda fan_in, fan_out, sigma: (2 / (fan_in + fan_out), 0.0),
        "xavier_normal": lambda fan_in, fan_out, sigma: (2 / (fan_in + fan_out), 0.0),
        "he_uniform": lambda fan_in, fan_out, sigma: (2 / fan_in, 0.0),
        "he_normal": lambda fan_in, fan_out, sigma: (2 / fan_in, 0.0),
        "uniform": lambda fan_in, fan_out, sigma: (1 / 12, 0.0),
        "normal": lambda fan_in, fan_out, sigma: (sigma**2, 0.0),
        "zeros": lambda fan_in, fan_out, sigma: (0.0, 0.0),
    }
)
"""By initialiser: the variances of a weight and of a bias, from fan-in, fan-out and sigma. Of U(-r, r) it is r²/3."""


def _expect(tower: Tower, inputs: Tensor, output_delta: Tensor) -> tuple[Profile, Profile]:
    """Return the expected spread of the activations and the expected size of delta in each layer."""
    variances, width = VARIANCES[tower.recipe.init], tower.width
    first_weight, first_bias = variances(inputs.shape[1], width, tower.recipe.sigma)
    weight, bias = variances(width, width, tower.recipe.sigma)
    last_weight, _last_bias = variances(width, len(output_delta), tower.recipe.sigma)
    q = first_weight * (inputs**2).sum(1) + first_bias
    spreads, slopes = [], []
    for _layer in range(tower.depth):
        mean, square, slope = _average(tower.recipe.activation, q)
        # For tiny spreads the difference of squares can come out below zero.
        spreads.append(math.sqrt(max(float(square.mean() - mean.mean() ** 2), 0.0)))
        slopes.append(slope)
        q = width * weight * square + bias
    square = last_weight * (output_delta**2).sum(0)
    deltas = []
    for slope in reversed(slopes):
        square = square * slope
        deltas.append(math.sqrt(float(square.mean())))
        square = square * width * weight
    return np.array(spreads), np.array(deltas[::-1])


def _average(activation: str, q: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return E[f(z)], E[f(z)²] and E[f'(z)²] for z ~ N(0, q), for each q.

    By the midpoint rule after u = c · sinh(t), u = z / sqrt(q) from -8 to 8. Gauss-Hermite nodes lie further apart
    than a sigmoid's slope is wide once q is large; these lie close together around 0. The kinks of ReLU and step lie
    between two nodes, so both halves weigh the same.
    """
    step = 2 * math.asinh(WIDEST_NODE / FINENESS) / NODES
    t = (torch.arange(NODES, dtype=DTYPE) + 0.5 - NODES / 2) * step
    nodes = FINENESS * torch.sinh(t)
    weights = torch.exp(-(nodes**2) / 2) * torch.cosh(t)
    weights /= weights.sum()
    z = q.sqrt()[:, None] * nodes
    a, slope = torch.empty_like(z), torch.empty_like(z)
    ACTIVATIONS[activation].forward(z, out=a)
    ACTIVATIONS[activation].slope(z, a, slope)
    return a @ weights, a**2 @ weights, slope**2 @ weights
