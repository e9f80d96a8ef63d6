"""The loss around a network's weights: many weight vectors evaluated in one batched product per layer.

The loss is the train loss of the playground: all training points, evaluation mode (dropout inactive, batch
normalisation with its running statistics), no penalties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import torch
from torch import Tensor

from nnviz.core.results import Floats, Integers
from nnviz.engine import Network, Output, plan_output
from nnviz.engine.layers import NORM_EPSILON, BatchNormLayer, DenseLayer
from nnviz.engine.output import OutputLayer
from nnviz.engine.scores import Scorer
from nnviz.landscape.planes import Block, place_path
from nnviz.landscape.results import Float64, Landscape, Path, Plane
from nnviz.run.trainer import Trainer

__all__ = ["LandscapeSpot", "measure_losses", "measure_path", "stand_at", "survey"]

CHUNK_BYTES = 512 * 1024
"""Activations of one chunk; they should stay in the cache of a core."""
EARLY = 64
"""Snapshots of a run are at best so many updates apart."""
REPLAYED = 512
"""A run up to this step is gone through again for a finer path, a longer one only up to `EARLY`."""
FINE_PLACES = 64


@dataclass(frozen=True, slots=True)
class LandscapeSpot:
    """Where a run stands, and how it came there, apart from the run.

    Attributes
    ----------
    network : Network
        A copy of the run's network.
    output : Output
    inputs : (n_inputs + 1, n_train) tensor
        Features of the training points; the first row is ones.
    targets : (n_outputs, n_train) tensor
    steps : (n,) int64
        Updates made at each state of the path.
    flats : tuple of tensor
        The flat state of the network at each of these steps; the last is the current one.
    diverged : bool
        Whether the run had diverged; this is then its last finite state.
    features : tuple of str
        Names of the input features.
    """

    network: Network
    output: Output
    inputs: Tensor
    targets: Tensor
    steps: Integers
    flats: tuple[Tensor, ...]
    diverged: bool
    features: tuple[str, ...]

    @property
    def states(self) -> Float64:
        """Parameters along the path, (n, n_parameters)."""
        count = len(self.network.state.parameters)
        return np.stack([flat[:count].numpy() for flat in self.flats]).astype(np.float64)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Where the parameters of each layer lie."""
        layers = enumerate((*self.network.hidden, self.network.output))
        return tuple(_block(number, layer) for number, layer in layers if isinstance(layer, PARAMETRIC))

    def key(self, plane: Plane, reach: tuple[float, float], resolution: int) -> bytes:
        """Return a name for a picture: the same state, data, loss and plane always give the same name."""
        digest = blake2b(digest_size=16)
        for tensor in (self.network.state.flat, self.inputs, self.targets):
            digest.update(tensor.contiguous().numpy().tobytes())
        for array in (plane.first, plane.second):
            digest.update(array.tobytes())
        layers = [f"{type(layer).__name__} {getattr(layer, 'activation', '')}" for layer in self.network.hidden]
        digest.update(repr((self.output.loss.name, layers, self.network.switching, reach, resolution)).encode())
        return digest.digest()


PARAMETRIC = (DenseLayer, OutputLayer, BatchNormLayer)


def _block(number: int, layer: DenseLayer | OutputLayer | BatchNormLayer) -> Block:
    if isinstance(layer, BatchNormLayer):
        return Block(number, "batchnorm", int(layer.scale.storage_offset()), layer.units, 0)
    kind = "output" if isinstance(layer, OutputLayer) else "dense"
    return Block(number, kind, int(layer.matrix.storage_offset()), layer.units, layer.inputs)


def stand_at(trainer: Trainer) -> LandscapeSpot:
    """Return where a run stands; the run itself stays as it is. Of a diverged one it is the last finite state.

    The path are the run's snapshots. Where they are too coarse, the first updates are made again by a trainer of its
    own; not for a run that was changed by hand on the way, whose changes a new run would not have.
    """
    diverged = trainer.diverged
    with trainer.last_finite_state():
        run, data, step = trainer.run, trainer.data, trainer.step
        path = {past.step: past.state.clone() for past in trainer.past_states()}
        network = trainer.copy_network()
        replayable = not trainer.journal.passed
    if replayable and step > 1:
        path = _replay_start(Trainer(run, data), step) | path
    samples, targets = Scorer(data, run.data.input_features, network.dtype).training_set
    steps = np.array(sorted(path), dtype=np.int64)
    flats = tuple(path[number] for number in sorted(path))
    known = (samples.t().contiguous(), targets.t().contiguous())
    return LandscapeSpot(
        network, plan_output(data, run.training), *known, steps, flats, diverged, tuple(run.data.input_features)
    )


def _replay_start(trainer: Trainer, step: int) -> dict[int, Tensor]:
    """Return states of the first updates: evenly spread over a short run, and doubling at the very beginning."""
    wanted = {1, 2, 4, 8, 16, 32}
    if step <= REPLAYED:
        wanted |= set(range(0, step, max(1, step // FINE_PLACES)))
    found = {}
    for number in sorted(number for number in wanted if number < step):
        trainer.advance(number - trainer.step)
        if trainer.step == number and not trainer.diverged:
            found[number] = trainer.network.state.flat.clone()
    return found


def measure_losses(spot: LandscapeSpot, vectors: Callable[[int, int], Tensor], count: int) -> Iterator[Tensor]:
    """Evaluate many weight vectors, chunk by chunk.

    Parameters
    ----------
    spot : LandscapeSpot
        Whose layers, points and loss are used; its own weights are not.
    vectors : callable
        ``vectors(start, stop)`` returns these weight vectors, (stop - start, n_parameters).
    count : int
        How many there are.

    Yields
    ------
    (n,) tensor
        The losses of the next `n` vectors.
    """
    widest = max(spot.network.widest, spot.output.units)
    size = max(1, CHUNK_BYTES // (widest * spot.inputs.shape[1] * spot.inputs.element_size()))
    for start in range(0, count, size):
        with torch.inference_mode():
            losses = _chunk_losses(spot, vectors(start, min(count, start + size)))
        yield losses


def _chunk_losses(spot: LandscapeSpot, vectors: Tensor) -> Tensor:
    """Return the loss of each weight vector: one batched product per layer."""
    x = spot.inputs[1:].expand(len(vectors), -1, -1)
    for layer in spot.network.hidden:
        if isinstance(layer, DenseLayer):
            x = _read(layer, vectors, x)
            layer.activation.forward(x, out=x)
            x.mul_(layer.switches)
        elif isinstance(layer, BatchNormLayer):
            x = _normalise(layer, vectors, x)
    logits = _read(spot.network.output, vectors, x)
    predictions = _predict(spot.output.activation, logits)
    return torch.vmap(spot.output.loss.value, in_dims=(0, 0, None))(logits, predictions, spot.targets)


def _read(layer: DenseLayer | OutputLayer, vectors: Tensor, x: Tensor) -> Tensor:
    """Return z = b + W · x, (n, units, samples), with b and W of each of the n weight vectors."""
    start = layer.matrix.storage_offset()
    matrices = vectors[:, start : start + layer.matrix.numel()].reshape(-1, *layer.matrix.shape)
    return torch.baddbmm(matrices[:, :, :1], matrices[:, :, 1:], x)


def _normalise(layer: BatchNormLayer, vectors: Tensor, x: Tensor) -> Tensor:
    """Return what batch normalisation gives with its running statistics and each vector's own scale and shift."""
    scale, shift = (
        vectors[:, vector.storage_offset() : vector.storage_offset() + layer.units, None]
        for vector in (layer.scale, layer.shift)
    )
    factor = scale * torch.rsqrt(layer.variance + NORM_EPSILON)
    values = torch.addcmul(shift - layer.mean * factor, x, factor)
    return values if layer.switches is None else values.mul_(layer.switches)


def _predict(activation: str, logits: Tensor) -> Tensor:
    if activation == "linear":
        return logits
    return torch.sigmoid(logits) if activation == "sigmoid" else torch.softmax(logits, 1)


def survey(
    spot: LandscapeSpot,
    plane: Plane,
    reach: tuple[float, float],
    resolution: int,
    on_progress: Callable[[float], object] | None = None,
) -> Landscape:
    """Return the losses on a plane.

    Parameters
    ----------
    spot : LandscapeSpot
    plane : Plane
    reach : (a, b)
        How far to go from the centre along each direction, to both sides.
    resolution : int
        Columns, and rows.
    on_progress : callable, optional
        Called after each chunk with the share that is done; may raise to stop.
    """
    across, up = (np.linspace(-extent, extent, resolution) for extent in reach)
    dtype = spot.network.dtype
    center, first, second = (torch.tensor(vector, dtype=dtype) for vector in (plane.center, plane.first, plane.second))
    places = torch.tensor(np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2), dtype=dtype)

    def vectors(start: int, stop: int) -> Tensor:
        here = places[start:stop]
        return center + here[:, :1] * first + here[:, 1:] * second

    losses: list[Tensor] = []
    done = 0
    for chunk in measure_losses(spot, vectors, len(places)):
        losses.append(chunk)
        done += len(chunk)
        if on_progress is not None:
            on_progress(done / len(places))
    values = torch.cat(losses).view(resolution, resolution).numpy()
    return Landscape(plane, plane.origin[0] + across, plane.origin[1] + up, values)


def measure_path(spot: LandscapeSpot, plane: Plane) -> Path:
    """Return the training path as a plane shows it, with the losses there and those that the network really had."""
    places, kept = place_path(plane, spot.states)
    flats = torch.tensor(plane.center + places @ np.stack([plane.first, plane.second]), dtype=spot.network.dtype)
    shadow = torch.cat(list(measure_losses(spot, lambda start, stop: flats[start:stop], len(flats)))).numpy()
    x, y = plane.origin[0] + places[:, 0], plane.origin[1] + places[:, 1]
    return Path(spot.steps, x, y, shadow, _past_losses(spot), kept)


@torch.inference_mode()
def _past_losses(spot: LandscapeSpot) -> Floats:
    """Return the loss at each state of the path, with the running statistics of its own time."""
    flat = spot.network.state.flat
    here, losses = flat.clone(), []
    for past in spot.flats:
        flat.copy_(past)
        losses.append(spot.output.loss.value(*spot.network.evaluate(spot.inputs), spot.targets).item())
    flat.copy_(here)
    return np.array(losses, dtype=np.float32)
