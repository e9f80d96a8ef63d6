"""How many examples a property is tried with: few and always the same in CI, many and new ones each night."""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["PROFILE", "SEED", "TIMES_A_NIGHT", "examples"]

PROFILE = os.environ.get("NNVIZ_PROFILE", "ci")
"""The profile of Hypothesis, "ci" or "nightly"; conftest.py registers both."""

SEED = int(os.environ.get("NNVIZ_SEED", "0"))
"""What torch's and NumPy's own generators are seeded with before each test; another one each night."""

TIMES_A_NIGHT = 20


def examples(count: int, nightly: int | None = None) -> settings:
    """Return a decorator: try a property `count` times, and `nightly` times at night (20 times as often)."""
    many = count * TIMES_A_NIGHT if nightly is None else nightly
    return settings(max_examples=many if PROFILE == "nightly" else count)
