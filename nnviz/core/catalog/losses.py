"""Loss functions: what each is called, its formula, the tasks it suits, its value and its slope.

All are means over the samples (and outputs), as in `torch.nn`. Cross-entropies are computed from the
logits, so that they stay exact when the network is very sure. For classes, MSE, MAE and Huber compare
the probabilities with 0 and 1 (one-hot for several classes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from torch import Tensor
from torch.nn import functional

from nnviz.core.i18n import N_, _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Floats, Task

__all__ = ["LOSSES", "ConcreteLoss", "Loss", "resolve_loss"]

HUBER_DELTA = 1.0
_EVERY_TASK: tuple[Task, ...] = ("binary", "multiclass", "regression")


@dataclass(frozen=True, slots=True)
class Loss:
    """One choice of loss function.

    Attributes
    ----------
    name : str
        Key in `LOSSES` and in links.
    label : str
        Name to show, marked for translation.
    formula : str
        The loss in LaTeX, with prediction p and target y.
    tasks : tuple of {"binary", "multiclass", "regression"}
        What it suits.
    torch_code : str
        The ``torch.nn`` module that does the same, or else ``lambda p, y: ...``; empty for "auto".
    """

    name: str
    label: str
    formula: str
    tasks: tuple[Task, ...]
    torch_code: str


@dataclass(frozen=True, slots=True)
class ConcreteLoss(Loss):
    """A loss that can be computed. Arrays are outputs x samples, targets 0/1, one-hot, or numbers.

    Attributes
    ----------
    term, term_slope : str
        What one prediction p with its target y adds to the sum, and its derivative by p, in LaTeX. The loss is the
        mean of these terms over the predictions, over the samples when `from_logits`.
    from_logits : bool
        Whether it is fused with the output activation: `gradient` is then the delta dL/dz at once,
        else it is dL/dp and still has to go back through the output activation.
    value : callable
        ``value(logits, predictions, targets)`` returns the mean loss, a tensor without dimensions.
    gradient : callable
        ``gradient(predictions, targets, scale, out)`` writes the slope into NumPy's views of the tensors, whose
        calls are the cheaper; `scale` holds 1 / number of samples when `from_logits`, else 1 / number of predictions.
    """

    term: str
    term_slope: str
    from_logits: bool
    value: Callable[[Tensor, Tensor, Tensor], Tensor]
    gradient: Callable[[Floats, Floats, Floats, Floats], None]


def _bce(logits: Tensor, predictions: Tensor, targets: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, targets)


def _cross_entropy(logits: Tensor, predictions: Tensor, targets: Tensor) -> Tensor:
    return functional.cross_entropy(logits.t(), targets.t())


def _fused(predictions: Floats, targets: Floats, scale: Floats, out: Floats) -> None:
    # sigmoid with binary and softmax with categorical cross-entropy both give dL/dz = (p - y) / n.
    np.subtract(predictions, targets, out)
    np.multiply(out, scale, out)


def _mse(logits: Tensor, predictions: Tensor, targets: Tensor) -> Tensor:
    return functional.mse_loss(predictions, targets)


def _mse_gradient(predictions: Floats, targets: Floats, scale: Floats, out: Floats) -> None:
    np.subtract(predictions, targets, out)
    np.multiply(out, scale, out)
    np.add(out, out, out)


def _mae(logits: Tensor, predictions: Tensor, targets: Tensor) -> Tensor:
    return functional.l1_loss(predictions, targets)


def _mae_gradient(predictions: Floats, targets: Floats, scale: Floats, out: Floats) -> None:
    np.subtract(predictions, targets, out)
    np.sign(out, out)
    np.multiply(out, scale, out)


def _huber(logits: Tensor, predictions: Tensor, targets: Tensor) -> Tensor:
    return functional.huber_loss(predictions, targets, delta=HUBER_DELTA)


def _huber_gradient(predictions: Floats, targets: Floats, scale: Floats, out: Floats) -> None:
    np.subtract(predictions, targets, out)
    np.clip(out, -HUBER_DELTA, HUBER_DELTA, out)
    np.multiply(out, scale, out)


_ENTRIES: tuple[Loss, ...] = (
    Loss("auto", N_("Automatic"), r"\text{the usual loss for this data}", _EVERY_TASK, ""),
    ConcreteLoss(
        "bce", N_("Binary cross-entropy"),
        r"L = -\frac{1}{n} \sum_i \left[ y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \right]",
        ("binary",), "nn.BCEWithLogitsLoss()",
        r"-\left[ y \ln p + (1 - y) \ln(1 - p) \right]", r"\frac{1 - y}{1 - p} - \frac{y}{p}",
        True, _bce, _fused,
    ),
    ConcreteLoss(
        "cross_entropy", N_("Categorical cross-entropy"),
        r"L = -\frac{1}{n} \sum_i \sum_k y_{ik} \ln p_{ik}",
        ("multiclass",), "nn.CrossEntropyLoss()",
        r"-y \ln p", r"-\frac{y}{p}",
        True, _cross_entropy, _fused,
    ),
    ConcreteLoss(
        "mse", N_("Mean squared error (MSE)"),
        r"L = \frac{1}{n} \sum_i (p_i - y_i)^2",
        _EVERY_TASK, "nn.MSELoss()",
        r"(p - y)^2", r"2\,(p - y)",
        False, _mse, _mse_gradient,
    ),
    ConcreteLoss(
        "mae", N_("Mean absolute error (MAE)"),
        r"L = \frac{1}{n} \sum_i \left| p_i - y_i \right|",
        _EVERY_TASK, "nn.L1Loss()",
        r"\left| p - y \right|", r"\operatorname{sign}(p - y)",
        False, _mae, _mae_gradient,
    ),
    ConcreteLoss(
        "huber", N_("Huber loss"),
        r"L = \frac{1}{n} \sum_i \begin{cases} \tfrac{1}{2} (p_i - y_i)^2 & |p_i - y_i| \le 1 \\"
        r" |p_i - y_i| - \tfrac{1}{2} & \text{else} \end{cases}",
        _EVERY_TASK, "nn.HuberLoss()",
        r"\begin{cases} \frac{(p - y)^2}{2} & |p - y| \le 1 \\ |p - y| - 0.5 & \text{else} \end{cases}",
        r"\begin{cases} p - y & |p - y| \le 1 \\ \operatorname{sign}(p - y) & \text{else} \end{cases}",
        False, _huber, _huber_gradient,
    ),
)  # fmt: skip

LOSSES: Mapping[str, Loss] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every loss by name, in the order to show them."""

_NATURAL: Mapping[Task, str] = {"binary": "bce", "multiclass": "cross_entropy", "regression": "mse"}


def resolve_loss(name: str, task: Task) -> ConcreteLoss:
    """Return the loss to compute: the natural one of the task for "auto".

    Raises
    ------
    InputError
        When the loss does not fit the task.
    """
    loss = LOSSES[_NATURAL[task] if name == "auto" else name]
    if task in loss.tasks and isinstance(loss, ConcreteLoss):
        return loss
    fitting = ", ".join(other.name for other in LOSSES.values() if task in other.tasks)
    message = _("loss: {loss} does not fit this data; it takes one of {fitting}.")
    raise InputError([Problem("loss", message.format(loss=name, fitting=fitting))])
