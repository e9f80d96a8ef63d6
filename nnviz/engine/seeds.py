"""Seeds: independent streams of random numbers from one seed, each reached without running the others.

The batch order of epoch e and the dropout masks of step s must not depend on how the run got there, so
each has its own generator state, made from (seed, stream, index).
"""

from __future__ import annotations

from enum import IntEnum

import torch

__all__ = ["Stream", "mix_seed", "seeded"]

_MASK = 2**64 - 1


class Stream(IntEnum):
    """What the random numbers are for."""

    WEIGHTS = 1
    BATCHES = 2
    DROPOUT = 3


def mix_seed(seed: int, stream: Stream, index: int) -> int:
    """Return a 32-bit seed for one stream and index; close inputs give unrelated outputs.

    The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), applied once for each input.
    """
    state = 0
    for part in (seed, int(stream), index):
        state = (state ^ part) + 0x9E3779B97F4A7C15 & _MASK
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _MASK
        state ^= state >> 31
    return state >> 32


def seeded(generator: torch.Generator, seed: int, stream: Stream, index: int = 0) -> torch.Generator:
    """Set `generator` to the start of a stream and return it."""
    return generator.manual_seed(mix_seed(seed, stream, index))
