"""Set-ups with a name and a reason: the course's networks, a good one for each data set, and some that fail.

The failing ones fail on purpose, each for one cause that can be seen while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.i18n import N_
from nnviz.core.spec import DataSpec, Dense, NetworkSpec, RunSpec, TrainingSpec

__all__ = ["PRESETS", "Preset", "PresetGroup"]

PresetGroup = Literal["course", "good", "fails"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A run worth trying.

    Attributes
    ----------
    name : str
        Key in `PRESETS`.
    group : {"course", "good", "fails"}
        Where it is shown.
    label, reason : str
        Name, and why it works or fails; to be translated when they are shown.
    run : RunSpec
        The whole set-up.
    """

    name: str
    group: PresetGroup
    label: str
    reason: str
    run: RunSpec


def _network(activation: str, *units: int, init: str = "pytorch") -> NetworkSpec:
    return NetworkSpec(layers=tuple(Dense(count, activation) for count in units), init=init)


def _good(
    dataset: str, network: NetworkSpec, reason: str, lr: float = 0.03, samples: int = 500, l2: float = 0.0
) -> Preset:
    run = RunSpec(DataSpec(dataset=dataset, samples=samples), network, TrainingSpec(lr=lr, l2=l2))
    return Preset(dataset, "good", DATASETS[dataset].label, reason, run)


_COURSE = (
    Preset(
        "course_2_4_1",
        "course",
        N_("2 → 4 (ReLU) → 1"),
        N_("Four ReLU units bend the plane along four lines, enough to close a boundary around the disc."),
        RunSpec(DataSpec(dataset="circle"), _network("relu", 4)),
    ),
    Preset(
        "course_3_5_1",
        "course",
        N_("3 → 5 (ReLU) → 1 (sigmoid)"),
        N_("The third input x₁·x₂ is negative exactly where the signs differ, so XOR becomes easy."),
        RunSpec(DataSpec(dataset="xor", features=("x1", "x2", "x1_x2")), _network("relu", 5)),
    ),
    Preset(
        "perceptron",
        "course",
        N_("A lone perceptron"),
        N_("Without a hidden layer there is one straight line, and two clouds need no more."),
        RunSpec(DataSpec(dataset="gaussians"), NetworkSpec(layers=())),
    ),
)

_GOOD = (
    _good(
        "circle",
        _network("tanh", 8),
        N_("Each unit draws one soft line; eight of them close smoothly around the disc."),
    ),
    _good(
        "xor",
        _network("tanh", 8, 4),
        N_("The first layer draws lines, the second joins the half planes into the four corners."),
    ),
    _good(
        "gaussians",
        _network("tanh", 2),
        N_("One line is enough here, so a tiny network learns it within an epoch or two."),
    ),
    _good(
        "spiral",
        _network("tanh", 8, 8, 8),
        N_("Each layer bends what the one before has bent: three of them wind along the arms, with small steps."),
        lr=0.01,
    ),
    _good(
        "moons",
        _network("tanh", 8, 4),
        N_("The boundary must wave between the moons; two smooth layers find the wave without getting stuck."),
    ),
    _good(
        "checkerboard",
        _network("relu", 16, 16),
        N_("Sixteen cells need many straight pieces: wide ReLU layers make them. More points and L2 place them."),
        lr=0.01,
        samples=1000,
        l2=0.001,
    ),
    _good(
        "rings",
        _network("tanh", 12, 8),
        N_("Softmax gives each ring its own output; two tanh layers close one boundary inside the other."),
        lr=0.01,
    ),
    _good(
        "blobs",
        _network("tanh", 4),
        N_("Straight lines between the clouds are enough, and softmax shares the plane out among them."),
    ),
    _good(
        "plane",
        NetworkSpec(layers=()),
        N_("The surface is flat, and a linear output without hidden layers is exactly that."),
        lr=0.01,
    ),
    _good(
        "hills",
        _network("gelu", 16, 16),
        N_("Smooth units add up to smooth hills; two layers give each hill and valley a place of its own."),
        lr=0.01,
    ),
    _good(
        "sine",
        _network("tanh", 8),
        N_("Each tanh unit makes one smooth rise or fall; a few of them add up to the wave."),
    ),
    _good(
        "step",
        _network("tanh", 4),
        N_("A tanh unit with a large weight is already nearly a step."),
    ),
    _good(
        "abs",
        _network("relu", 8),
        N_("Two ReLU units, one facing left and one facing right, make |x| exactly; eight leave some to spare."),
    ),
    _good(
        "iris",
        _network("tanh", 4),
        N_("Petal length and width alone nearly tell the species; a small network avoids learning single flowers."),
    ),
    _good(
        "wine",
        _network("tanh", 6),
        N_("Flavanoids and colour together separate the grapes with a few soft lines, and L2 keeps them soft."),
        l2=0.001,
    ),
    _good(
        "cancer",
        _network("relu", 4),
        N_("Two measurements nearly separate the classes; four units suffice, and more would learn the noise."),
        lr=0.01,
    ),
)

_FAILS = (
    Preset(
        "xor_without_hidden_layer",
        "fails",
        N_("XOR without a hidden layer"),
        N_("One straight line can't separate opposite corners: the accuracy stays near half, however long it learns."),
        RunSpec(DataSpec(dataset="xor"), NetworkSpec(layers=())),
    ),
    Preset(
        "zero_weights",
        "fails",
        N_("All first weights zero"),
        N_("Every unit starts the same and gets the same gradient, zero: only the output bias ever moves."),
        RunSpec(DataSpec(dataset="moons"), _network("tanh", 8, init="zeros")),
    ),
    Preset(
        "huge_steps",
        "fails",
        N_("A learning rate far too large"),
        N_("The loss is a round valley; each step jumps over it and lands higher than before, until numbers overflow."),
        RunSpec(
            DataSpec(dataset="plane"),
            NetworkSpec(layers=()),
            TrainingSpec(optimizer="sgd", lr=0.4),
        ),
    ),
    Preset(
        "deep_sigmoid",
        "fails",
        N_("Six sigmoid layers"),
        N_("A sigmoid's slope is at most a quarter, so the gradient all but vanishes on its way to the first layer."),
        RunSpec(
            DataSpec(dataset="moons"),
            _network("sigmoid", 8, 8, 8, 8, 8, 8),
            TrainingSpec(optimizer="sgd", lr=0.1),
        ),
    ),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in (*_COURSE, *_GOOD, *_FAILS)})
"""Every preset by name, in the order they are shown."""
