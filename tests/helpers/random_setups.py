"""Random set-ups, good and bad, of every kind of data and layer: what hints have to make sense of."""

from __future__ import annotations

import random

from nnviz.core.spec import DataSpec, Dense, Dropout, Layer, NetworkSpec, RunSpec, TrainingSpec

__all__ = ["random_run"]

DATASETS = (
    "circle", "xor", "gaussians", "spiral", "moons", "checkerboard", "rings", "blobs", "plane", "hills", "sine", "step",
    "abs", "iris",
)  # fmt: skip
ACTIVATIONS = ("tanh", "tanh", "relu", "relu", "sigmoid", "linear", "step", "leaky_relu", "gelu", "silu")
USUAL_RATES = {"adam": 0.01, "rmsprop": 0.01, "sgd": 0.1, "momentum": 0.01}


def random_run(seed: int) -> RunSpec:
    """Return the set-up of a seed: small, so that it trains fast."""
    chance = random.Random(seed)
    optimizer = chance.choice(list(USUAL_RATES))
    lr = float(f"{10 ** chance.uniform(-4.5, 1.2):.1g}") if chance.random() < 0.4 else USUAL_RATES[optimizer]
    return RunSpec(
        DataSpec(chance.choice(DATASETS), samples=chance.choice([100, 200]), noise=chance.choice([0, 10, 10, 30])),
        NetworkSpec(
            _random_layers(chance),
            init=chance.choice([*["pytorch"] * 5, "xavier_normal", "he_normal", "normal", "zeros"]),
            sigma=chance.choice([0.0, 0.1, 0.5, 1.0, 5.0]),
        ),
        TrainingSpec(
            optimizer=optimizer,
            lr=lr,
            l1=chance.choice([*[0.0] * 10, 0.001, 0.01]),
            l2=chance.choice([*[0.0] * 6, 0.003, 0.01, 0.03, 0.1]),
            schedule=chance.choice([*["constant"] * 5, "cosine"]),
            schedule_epochs=20,
            clip=chance.choice([*[0.0] * 8, 0.01]),
        ),
    )


def _random_layers(chance: random.Random) -> tuple[Layer, ...]:
    usual = chance.choice(ACTIVATIONS)
    layers: list[Layer] = []
    for _number in range(chance.choice([0, 1, 1, 2, 2, 3, 5])):
        layers.append(Dense(chance.choice([1, 2, 4, 8, 16]), usual if chance.random() < 0.8 else "tanh"))
        if chance.random() < 0.1:
            layers.append(Dropout(chance.choice([0.2, 0.5, 0.8])))
    return tuple(layers)
