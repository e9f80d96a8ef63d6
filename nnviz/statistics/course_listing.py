"""The course's program: random numbers of a normal distribution and the values on the line, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from nnviz.core.listing import Listing

__all__ = ["LARGEST_SEED", "MOST_NUMBERS", "course_listing"]

LARGEST_SEED = 9_999
MOST_NUMBERS = 100_000

CODE = """\
import torch

torch.manual_seed({seed})
data = torch.randn({count})  # from the normal distribution, μ = 0, σ = 1
print("Mean:", torch.mean(data).item())
print("Standard deviation, divided by n - 1:", torch.std(data).item())
print("Standard deviation, divided by n:", torch.std(data, correction=0).item())

data = torch.tensor({values})
print("Mean:", torch.mean(data))
print("Median:", torch.quantile(data, 0.5))
print("Variance, divided by n - 1:", torch.var(data))
print("Variance, divided by n:", torch.var(data, correction=0))
"""


def course_listing(seed: int, count: int, values: Sequence[float]) -> Listing:
    """Return the program and its output.

    Parameters
    ----------
    seed : int
        0 to `LARGEST_SEED`.
    count : int
        How many random numbers, 2 to `MOST_NUMBERS`.
    values : sequence of float
        At least two.
    """
    # A generator of its own gives the numbers of the global one without disturbing it.
    random = torch.randn(count, generator=torch.Generator().manual_seed(seed))
    data = torch.tensor([float(value) for value in values])
    lines = (
        f"Mean: {torch.mean(random).item()}",
        f"Standard deviation, divided by n - 1: {torch.std(random).item()}",
        f"Standard deviation, divided by n: {torch.std(random, correction=0).item()}",
        f"Mean: {torch.mean(data)!s}",
        f"Median: {torch.quantile(data, 0.5)!s}",
        f"Variance, divided by n - 1: {torch.var(data)!s}",
        f"Variance, divided by n: {torch.var(data, correction=0)!s}",
    )
    code = CODE.format(seed=seed, count=count, values=[float(value) for value in values])
    return Listing(code, "\n".join(lines) + "\n")
