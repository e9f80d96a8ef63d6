"""How long the engine takes, beside autograd and beside a compiled loop, in one run on one thread.

    python benchmarks/engine.py

Each figure is the best of several rounds, and the rounds of the rivals take turns, so that other work on
the machine falls on all of them alike. Numba is needed here only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from time import perf_counter

import numba
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.results import Data
from nnviz.core.spec import Dense, NetworkSpec, RunSpec, TrainingSpec
from nnviz.engine import Network, plan_output
from nnviz.engine.batches import Batches
from nnviz.engine.scores import Scorer
from nnviz.engine.stepper import Stepper
from nnviz.run.boundary import build_grid, evaluate_boundary, evaluate_maps
from nnviz.run.trainer import Trainer

NETWORKS = ((4, 2), (8, 8, 8), (8,) * 6)
BATCH, N_TRAIN, N_TEST = 10, 250, 250
LEARNING_RATE = 0.03
ROUNDS = 15
STEPS = 25 * 8


def make_data() -> Data:
    """Return a disc in a square: 250 training and 250 test points."""
    rng = np.random.default_rng(1)
    points = rng.uniform(-3.0, 3.0, (N_TRAIN + N_TEST, 2)).astype(np.float32)
    targets = (np.hypot(points[:, 0], points[:, 1]) < 2.0).astype(np.float32)
    rows = np.arange(len(points))
    domain = ((-3.6, 3.6), (-3.6, 3.6))
    names = ("outside", "inside")
    return Data("binary", points, targets, rows[:N_TRAIN], rows[N_TRAIN:], names, ("x1", "x2"), domain, (0.0, 1.0))


def make_run(widths: Sequence[int], optimizer: str = "sgd") -> RunSpec:
    """Return a run of tanh layers of these widths."""
    layers = tuple(Dense(units, "tanh") for units in widths)
    training = TrainingSpec(optimizer=optimizer, lr=LEARNING_RATE, batch=BATCH)
    return RunSpec(network=NetworkSpec(layers), training=training)


def autograd_steps(data: Data, widths: Sequence[int]) -> Callable[[], None]:
    """Return a call that makes `STEPS` steps the usual way: nn.Module, backward, torch.optim.SGD."""
    sizes = [2, *widths]
    parts: list[nn.Module] = []
    for inputs, units in pairwise(sizes):
        parts += [nn.Linear(inputs, units), nn.Tanh()]
    model = nn.Sequential(*parts, nn.Linear(sizes[-1], 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    loss_function = nn.BCEWithLogitsLoss()
    samples = torch.from_numpy(data.points[:N_TRAIN])
    targets = torch.from_numpy(data.targets[:N_TRAIN, None])

    def steps() -> None:
        for _epoch in range(STEPS * BATCH // N_TRAIN):
            order = torch.randperm(N_TRAIN)
            for start in range(0, N_TRAIN, BATCH):
                rows = order[start : start + BATCH]
                optimizer.zero_grad()
                loss_function(model(samples[rows]), targets[rows]).backward()
                optimizer.step()

    return steps


def engine_steps(data: Data, widths: Sequence[int]) -> Callable[[], None]:
    """Return a call that makes `STEPS` steps of the engine, without records, as the rivals do."""
    run = make_run(widths)
    output = plan_output(data, run.training)
    network = Network(run.network, 2, output)
    scorer = Scorer(data, ("x1", "x2"), torch.float32)
    stepper = Stepper(network, output, Batches(*scorer.training_set, BATCH, 1, False), run.training, 1)
    per_epoch = N_TRAIN // BATCH

    @torch.inference_mode()
    def steps() -> None:
        for epoch in range(STEPS // per_epoch):
            stepper.run(epoch, 0, per_epoch, 0, 0, LEARNING_RATE)

    return steps


@numba.njit(cache=False)
def compiled_epoch(  # noqa: C901 - plain nested loops are the point: nothing is called
    samples: NDArray[np.float32],
    targets: NDArray[np.float32],
    order: NDArray[np.int64],
    sizes: NDArray[np.int64],
    weights: NDArray[np.float32],
    gradients: NDArray[np.float32],
    values: NDArray[np.float32],
    deltas: NDArray[np.float32],
    rate: np.float32,
    batch: int,
) -> None:
    """Run one epoch of SGD in plain loops; `weights` is (layers, widest, widest + 1), the bias last."""
    depth = len(sizes) - 1
    for start in range(0, len(order), batch):
        stop = min(start + batch, len(order))
        gradients[:] = 0
        for at in range(start, stop):
            row = order[at]
            for i in range(sizes[0]):
                values[0, i] = samples[row, i]
            for layer in range(depth):
                inputs = sizes[layer]
                for j in range(sizes[layer + 1]):
                    z = weights[layer, j, inputs]
                    for i in range(inputs):
                        z += weights[layer, j, i] * values[layer, i]
                    values[layer + 1, j] = np.tanh(z) if layer < depth - 1 else 1 / (1 + np.exp(-z))
            deltas[depth, 0] = (values[depth, 0] - targets[row]) / (stop - start)
            for layer in range(depth - 1, -1, -1):
                inputs = sizes[layer]
                for j in range(sizes[layer + 1]):
                    delta = deltas[layer + 1, j]
                    gradients[layer, j, inputs] += delta
                    for i in range(inputs):
                        gradients[layer, j, i] += delta * values[layer, i]
                if layer > 0:
                    for i in range(inputs):
                        total = np.float32(0)
                        for j in range(sizes[layer + 1]):
                            total += weights[layer, j, i] * deltas[layer + 1, j]
                        deltas[layer, i] = total * (1 - values[layer, i] * values[layer, i])
        for layer in range(depth):
            for j in range(sizes[layer + 1]):
                for i in range(sizes[layer] + 1):
                    weights[layer, j, i] -= rate * gradients[layer, j, i]


def compiled_steps(data: Data, widths: Sequence[int]) -> Callable[[], None]:
    """Return a call that makes `STEPS` steps in the compiled loop."""
    rng = np.random.default_rng(1)
    sizes = np.array([2, *widths, 1], dtype=np.int64)
    depth, widest = len(sizes) - 1, int(sizes.max())
    weights = rng.uniform(-0.5, 0.5, (depth, widest, widest + 1)).astype(np.float32)
    gradients = np.zeros_like(weights)
    values = np.zeros((depth + 1, widest), dtype=np.float32)
    deltas = np.zeros_like(values)
    samples, targets = (part[:N_TRAIN].astype(np.float32) for part in (data.points, data.targets))
    rate = np.float32(LEARNING_RATE)

    def steps() -> None:
        for _epoch in range(STEPS * BATCH // N_TRAIN):
            order = rng.permutation(N_TRAIN)
            compiled_epoch(samples, targets, order, sizes, weights, gradients, values, deltas, rate, BATCH)

    return steps


def best_times(rivals: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """Return the shortest time of each, in seconds, over rounds in which they take turns."""
    best = [float("inf")] * len(rivals)
    for _round in range(rounds):
        for index, rival in enumerate(rivals):
            start = perf_counter()
            rival()
            best[index] = min(best[index], perf_counter() - start)
    return best


def name_network(widths: Sequence[int]) -> str:
    """Return for instance 2-4-2-1."""
    return "-".join(map(str, (2, *widths, 1)))


def report_steps(data: Data) -> None:
    """Print the time of a step for each network and rival."""
    print("Microseconds a step (tanh, SGD, batch 10 of 250); 'run' is the Trainer with all its records")
    heads = f"{'network':18}{'autograd':>9}{'engine':>8}{'run':>8}{'compiled':>10}"
    print(f"{heads}{'autograd/engine':>17}{'engine/compiled':>17}")
    for widths in NETWORKS:
        trainer = Trainer(make_run(widths), data)
        rivals = (
            autograd_steps(data, widths),
            engine_steps(data, widths),
            partial(trainer.advance, STEPS),
            compiled_steps(data, widths),
        )
        autograd, engine, run, compiled = (time / STEPS * 1e6 for time in best_times(rivals))
        ratios = f"{autograd / engine:17.1f}{engine / compiled:17.1f}"
        print(f"{name_network(widths):18}{autograd:9.1f}{engine:8.1f}{run:8.1f}{compiled:10.2f}{ratios}")


def report_updates() -> None:
    """Print the time of one update of each optimiser, written out and in torch.optim, on one flat tensor."""
    print("\nMicroseconds an update of 177 parameters (2-8-8-8-1)")
    print(f"{'optimiser':18}{'torch.optim':>12}{'written out':>12}")
    for name, optimizer in OPTIMIZERS.items():
        parameters = torch.rand(177, requires_grad=True)
        parameters.grad = torch.rand(177)
        options = {"lr": 1e-3}
        if optimizer.uses_momentum:
            options |= {"momentum": 0.9, "nesterov": name == "nesterov"}
        theirs = getattr(torch.optim, optimizer.torch_class)([parameters], **options)
        flat, gradients, scratch, *slots = (torch.rand(177).numpy() for _array in range(3 + optimizer.slots))

        def update_theirs() -> None:
            for _step in range(200):
                theirs.step()  # noqa: B023

        def update_ours() -> None:
            for step in range(1, 201):
                optimizer.update(flat, gradients, slots, scratch, 1e-3, 0.9, step)  # noqa: B023

        them, us = (time / 200 * 1e6 for time in best_times((update_theirs, update_ours), 10))
        print(f"{name:18}{them:12.1f}{us:12.1f}")


def report_grids(data: Data) -> None:
    """Print the time of a 100 x 100 boundary and of 20 x 20 maps of every unit."""
    print("\nMilliseconds for a boundary of 100 x 100 cells and maps of 20 x 20 of every hidden unit")
    print(f"{'network':18}{'boundary':>10}{'maps':>8}{'metrics':>9}")
    fine, coarse = (build_grid(data, ("x1", "x2"), resolution) for resolution in (100, 20))
    scorer = Scorer(data, ("x1", "x2"), torch.float32)
    output = plan_output(data, TrainingSpec())
    for widths in NETWORKS:
        trainer = Trainer(make_run(widths), data)
        shown = [range(units) for units in widths]

        rivals = (
            lambda: evaluate_boundary(trainer.network, fine),  # noqa: B023
            lambda: evaluate_maps(trainer.network, coarse, shown),  # noqa: B023
            lambda: scorer.measure(trainer.network, output),  # noqa: B023
        )
        boundary, maps, metrics = (time * 1e3 for time in best_times(rivals, 40))
        print(f"{name_network(widths):18}{boundary:10.2f}{maps:8.3f}{metrics:9.3f}")


def main() -> None:
    """Measure everything and print it."""
    data = make_data()
    report_steps(data)
    report_updates()
    report_grids(data)


if __name__ == "__main__":
    main()
