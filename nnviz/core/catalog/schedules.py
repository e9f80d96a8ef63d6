"""Learning-rate schedules: how the learning rate changes as the epochs pass.

A schedule is a pure function of the epoch, so the learning rate of any step is known without having
been there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnviz.core.i18n import N_

__all__ = ["SCHEDULES", "Schedule"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule.

    Attributes
    ----------
    name : str
        Key in `SCHEDULES` and in links.
    label : str
        Name to show, marked for translation.
    formula : str
        The factor in LaTeX, with epoch e, period T and factor gamma.
    torch_code : str
        The ``torch.optim.lr_scheduler`` call with ``{every}`` and ``{gamma}`` to fill in, stepped once an
        epoch; empty for "constant".
    factor : callable
        ``factor(epoch, every, gamma)`` returns what the learning rate is multiplied by in that epoch,
        counted from 0.
    """

    name: str
    label: str
    formula: str
    torch_code: str
    factor: Callable[[int, int, float], float]


def _constant(epoch: int, every: int, gamma: float) -> float:
    return 1.0


def _step(epoch: int, every: int, gamma: float) -> float:
    return float(gamma ** (epoch // every))


def _cosine(epoch: int, every: int, gamma: float) -> float:
    # Loshchilov and Hutter (2017), without restarts: half a cosine from 1 to 0, where it stays.
    return 0.5 * (1.0 + math.cos(math.pi * min(epoch, every) / every))


_ENTRIES = (
    Schedule("constant", N_("Constant"), r"\eta_e = \eta", "", _constant),
    Schedule(
        "step", N_("Step"), r"\eta_e = \eta\,\gamma^{\lfloor e / T \rfloor}",
        "torch.optim.lr_scheduler.StepLR(optimizer, step_size={every}, gamma={gamma})", _step,
    ),
    Schedule(
        "cosine", N_("Cosine"), r"\eta_e = \frac{\eta}{2} \left( 1 + \cos \frac{\pi \min(e, T)}{T} \right)",
        "torch.optim.lr_scheduler.LambdaLR(optimizer, "
        "lambda epoch: 0.5 * (1 + math.cos(math.pi * min(epoch, {every}) / {every})))", _cosine,
    ),
)  # fmt: skip

SCHEDULES: Mapping[str, Schedule] = MappingProxyType({entry.name: entry for entry in _ENTRIES})
"""Every schedule by name, in the order to show them."""
