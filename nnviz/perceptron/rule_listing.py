"""The perceptron as a short PyTorch program, with the page's numbers in it, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.listing import Listing
from nnviz.perceptron.rule import Trace

__all__ = ["perceptron_listing"]

CODE = """\
import torch

X = torch.tensor({places})
y = torch.tensor({labels})
eta = {eta}
w, b = torch.zeros(2), torch.zeros(())

mistakes = right_in_a_row = 0
for shown in range({most}):
    i = shown % len(X)
    y_hat = (X[i] @ w + b >= 0).float()  # step function
    error = y[i] - y_hat
    w += eta * error * X[i]
    b += eta * error
    mistakes += int(error != 0)
    right_in_a_row = 0 if error != 0 else right_in_a_row + 1
    if right_in_a_row == len(X):  # every point was right: done
        break

print("w =", w.tolist(), " b =", b.item())
print("mistakes:", mistakes)
print("all right:", right_in_a_row == len(X))
"""


def perceptron_listing(trace: Trace) -> Listing:
    """Return the program that makes the run of `trace`, which starts from zero weights, and its output."""
    code = CODE.format(
        places=[[x1, x2] for _label, x1, x2 in trace.points],
        labels=[float(label) for label, _x1, _x2 in trace.points],
        eta=trace.eta,
        most=len(trace.examples),
    )
    w1, w2, b = trace.weights
    lines: Sequence[str] = (
        f"w = {[w1, w2]}  b = {b}",
        f"mistakes: {trace.mistakes}",
        f"all right: {trace.outcome == 'solved'}",
    )
    return Listing(code, "\n".join(lines) + "\n")
