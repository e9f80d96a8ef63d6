"""How many examples a property is tried with: few and always the same in CI, many and new ones each night."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis.internal.conjecture import providers

__all__ = ["PROFILE", "SEED", "TIMES_A_NIGHT", "draw_alike", "examples"]

PROFILE = os.environ.get("NNVIZ_PROFILE", "ci")
"""The profile of Hypothesis, "ci" or "nightly"; conftest.py registers both."""

SEED = int(os.environ.get("NNVIZ_SEED", "0"))
"""What torch's and NumPy's own generators are seeded with before each test; another one each night."""

TIMES_A_NIGHT = 20


def examples(count: int, nightly: int | None = None) -> settings:
    """Return a decorator: try a property `count` times, and `nightly` times at night (20 times as often)."""
    many = count * TIMES_A_NIGHT if nightly is None else nightly
    return settings(max_examples=many if PROFILE == "nightly" else count)


def draw_alike() -> None:
    """Let Hypothesis draw the same examples whichever modules of ours are loaded.

    It tries the constants of all that are, so that a property fails or passes with the tests that ran before it. No
    setting turns this off.
    """
    if not hasattr(providers, "_get_local_constants"):
        raise RuntimeError("Hypothesis draws constants in another way: make the examples of CI independent of it")
    none = providers.Constants()
    providers._get_local_constants = lambda: none
