"""How long a loss landscape and a race take.

    python -m benchmarks.landscape

Wanted: 51 x 51 weight vectors of a network with three hidden layers of 8 on 500 points in at most 1.5 s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter

import torch

from nnviz.core.catalog.surfaces import SURFACES
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec
from nnviz.data.load import load_data
from nnviz.landscape.planes import half_widths, path_plane, place_path, random_plane, weights_plane
from nnviz.landscape.surface import measure_path, stand_at, survey
from nnviz.race.descents import MOST_STEPS, RACERS, Entry, descend
from nnviz.run.trainer import Trainer

NETWORKS = {
    "2-8-8-8-1, tanh": (Dense(8, "tanh"),) * 3,
    "2-8-8-8-1, ReLU": (Dense(8, "relu"),) * 3,
    "2-8-8-8-1, GELU, batch norm, dropout": (Dense(8, "gelu"), BatchNorm(), Dropout(0.2)) * 2 + (Dense(8, "gelu"),),
    "2-64-64-1, tanh": (Dense(64, "tanh"),) * 2,
}
UPDATES = 2000
ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several times, in milliseconds."""
    taken = []
    for _round in range(ROUNDS):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return 1000 * min(taken)


def measure_network(name: str) -> None:
    data = DataSpec(dataset="spiral", samples=1000, train=50)
    run = RunSpec(data, NetworkSpec(NETWORKS[name]), TrainingSpec())
    trainer = Trainer(run, load_data(data))
    trainer.advance(UPDATES)
    spot = stand_at(trainer)
    states = spot.states
    planes = [random_plane(states[-1], spot.blocks, 1), path_plane(states), weights_plane(states[-1], (1, 2))]
    cells = [f"{best(lambda: stand_at(trainer)):.0f}", f"{best(lambda: measure_path(spot, planes[1])):.0f}"]
    for resolution in (25, 51, 101):
        taken = []
        for plane in planes:
            reach = half_widths(plane, place_path(plane, states)[0])
            taken.append(best(partial(survey, spot, plane, reach, resolution)))
        cells.append(f"{max(taken):.0f}")
    print(f"| {name} | {' | '.join(cells)} |")


def measure_race(name: str) -> None:
    surface = SURFACES[name]

    def run(racer: str) -> None:
        descend.cache_clear()
        descend(Entry(name, racer, surface.start, surface.rates[racer], 0.9, MOST_STEPS))

    times = [f"{best(partial(run, racer)):.0f}" for racer in RACERS]
    print(f"| {name} | {' | '.join(times)} |")


def main() -> None:
    torch.set_num_threads(1)
    print("| milliseconds | stand there | the path | 25 x 25 | 51 x 51 | 101 x 101 |\n|---|---|---|---|---|---|")
    for name in NETWORKS:
        measure_network(name)
    print(f"\n| milliseconds for {MOST_STEPS} updates | {' | '.join(RACERS)} |\n|---{'|---' * len(RACERS)}|")
    for name in SURFACES:
        measure_race(name)


if __name__ == "__main__":
    main()
