"""The update of one parameter, line by line: what its gradient became, and the optimiser's own rule with its numbers.

The numbers of the engine (old and new value, gradients, the optimiser's memory) are read from the trace; the lines
between them are the rules of `nnviz.core.catalog.optimizers`, with Adam's bias corrections written as in the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nnviz.backprop.latex import write_number, write_operand
from nnviz.backprop.results import FlatUpdate, Float64, Parameter, UpdateTrace
from nnviz.core.catalog.optimizers import (
    ADAGRAD_EPSILON,
    BETA_1,
    BETA_2,
    EPSILON,
    OPTIMIZERS,
    RMSPROP_ALPHA,
)

__all__ = ["RuleLine", "Slot", "UpdateRule", "explain_update"]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of the rule.

    Attributes
    ----------
    result : str
        What it gives, in LaTeX.
    symbols, numbers : str
        Its right side in LaTeX: as symbols, and with the numbers put in.
    value : float
        What comes out.
    """

    result: str
    symbols: str
    numbers: str
    value: float


@dataclass(frozen=True, slots=True)
class Slot:
    """One number that the optimiser remembers for the parameter: its symbol in LaTeX, before and after the update."""

    symbol: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """The update of one parameter.

    Attributes
    ----------
    parameter : Parameter
    symbol : str
        The parameter in LaTeX: w, b, gamma or beta.
    optimizer, formula : str
        Name in the catalogue, and the rule in LaTeX.
    old, new : float
        The engine's values.
    change : float
        new - old.
    raw, l1, l2 : float
        Gradient of the loss, and of the two penalties; AdamW's L2 is not among them but in `decay`.
    norm, clip_factor : float
        Length of the whole network's gradient before clipping, and what clipping multiplied it by.
    used : float
        The gradient that the optimiser got.
    lr, base_lr : float
        Learning rate of this update, and without its schedule.
    decay : float
        What AdamW takes off the parameter before its step: lr * l2 * old.
    slots : tuple of Slot
    gradient_lines, lines : tuple of RuleLine
        From the loss's gradient to g (empty when nothing is added or clipped), and from g to the new value.
    """

    parameter: Parameter
    symbol: str
    optimizer: str
    formula: str
    old: float
    new: float
    change: float
    raw: float
    l1: float
    l2: float
    norm: float
    clip_factor: float
    used: float
    lr: float
    base_lr: float
    decay: float
    slots: tuple[Slot, ...]
    gradient_lines: tuple[RuleLine, ...]
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a rule is written with, for one parameter."""

    symbol: str
    old: float
    used: float
    before: Float64
    after: Float64
    lr: float
    momentum: float
    decay_rate: float
    count: int
    new: float


def explain_update(trace: UpdateTrace, parameter: Parameter) -> UpdateRule:
    """Return how one parameter was changed.

    Raises
    ------
    IndexError
        When the network has no such parameter.
    """
    layer, update = trace.layers[parameter.layer], trace.update
    if layer.kind == "dropout":
        raise IndexError("dropout has no parameters")
    at = layer.position(parameter)
    numbers = _pick(update, at, _name_symbol(layer.kind, parameter))
    l1 = update.l1 * float(np.sign(update.old[at]) * update.decays[at])
    l2 = update.l2 * float(update.old[at] * update.decays[at])
    decoupled = OPTIMIZERS[update.optimizer].decoupled_decay
    return UpdateRule(
        parameter=parameter,
        symbol=numbers.symbol,
        optimizer=update.optimizer,
        formula=OPTIMIZERS[update.optimizer].formula,
        old=numbers.old,
        new=numbers.new,
        change=numbers.new - numbers.old,
        raw=float(update.raw[at]),
        l1=l1,
        l2=0.0 if decoupled else l2,
        norm=update.norm,
        clip_factor=update.clip_factor,
        used=numbers.used,
        lr=update.lr,
        base_lr=update.base_lr,
        decay=update.lr * l2 if decoupled else 0.0,
        slots=_name_slots(update, numbers),
        gradient_lines=_write_gradient(update, at, numbers.symbol),
        lines=_RULES[update.optimizer](numbers),
    )


def _name_symbol(kind: str, parameter: Parameter) -> str:
    if kind == "batchnorm":
        return r"\beta" if parameter.source is None else r"\gamma"
    return "b" if parameter.source is None else "w"


def _pick(update: FlatUpdate, at: int, symbol: str) -> _Numbers:
    decoupled = OPTIMIZERS[update.optimizer].decoupled_decay
    return _Numbers(
        symbol=symbol,
        old=float(update.old[at]),
        used=float(update.used[at]),
        before=update.slots_before[:, at],
        after=update.slots_after[:, at],
        lr=update.lr,
        momentum=update.momentum,
        decay_rate=update.l2 * float(update.decays[at]) if decoupled else 0.0,
        count=update.count,
        new=float(update.new[at]),
    )


def _name_slots(update: FlatUpdate, numbers: _Numbers) -> tuple[Slot, ...]:
    names = ("m", "v") if len(numbers.before) == 2 else ("v",)
    pairs = zip(names, numbers.before, numbers.after, strict=False)
    return tuple(Slot(name, float(before), float(after)) for name, before, after in pairs)


# From the gradient of the loss to the one that is used.


def _write_gradient(update: FlatUpdate, at: int, symbol: str) -> tuple[RuleLine, ...]:
    """Return the lines that add the penalties and clip, as far as they are switched on."""
    lines = []
    penalised = float(update.penalised[at])
    if _has_penalty(update, at):
        lines.append(_write_penalties(update, at, symbol, penalised))
    if update.clip:
        numbers = rf"{write_operand(update.clip_factor)} \cdot {write_operand(penalised)}"
        lines.append(RuleLine("g", r"c \cdot g", numbers, float(update.used[at])))
    return tuple(lines)


def _has_penalty(update: FlatUpdate, at: int) -> bool:
    coupled = update.l2 and not OPTIMIZERS[update.optimizer].decoupled_decay
    return bool(update.decays[at] and (update.l1 or coupled))


def _write_penalties(update: FlatUpdate, at: int, symbol: str, value: float) -> RuleLine:
    old = float(update.old[at])
    symbols = rf"\frac{{\partial L}}{{\partial {symbol}}}"
    numbers = write_number(float(update.raw[at]))
    if update.l1:
        symbols += rf" + \lambda_1 \operatorname{{sign}}({symbol})"
        numbers += rf" + {write_number(update.l1)} \cdot {write_operand(float(np.sign(old)))}"
    if update.l2 and not OPTIMIZERS[update.optimizer].decoupled_decay:
        symbols += rf" + \lambda_2\,{symbol}"
        numbers += rf" + {write_number(update.l2)} \cdot {write_operand(old)}"
    return RuleLine("g", symbols, numbers, value)


# The rules.


def _write_last(n: _Numbers, start: float, symbols: str, numbers: str) -> RuleLine:
    """Return the line w - eta * step."""
    eta = write_operand(n.lr)
    return RuleLine(
        n.symbol, rf"{n.symbol} - \eta\,{symbols}", rf"{write_number(start)} - {eta} \cdot {numbers}", n.new
    )


def _write_sgd(n: _Numbers) -> tuple[RuleLine, ...]:
    return (_write_last(n, n.old, "g", write_operand(n.used)),)


def _write_velocity(n: _Numbers) -> RuleLine:
    numbers = rf"{write_number(n.momentum)} \cdot {write_operand(n.before[0])} + {write_operand(n.used)}"
    return RuleLine("v", r"\mu\,v + g", numbers, float(n.after[0]))


def _write_momentum(n: _Numbers) -> tuple[RuleLine, ...]:
    return _write_velocity(n), _write_last(n, n.old, "v", write_operand(n.after[0]))


def _write_nesterov(n: _Numbers) -> tuple[RuleLine, ...]:
    numbers = rf"({write_number(n.used)} + {write_number(n.momentum)} \cdot {write_operand(n.after[0])})"
    return _write_velocity(n), _write_last(n, n.old, r"(g + \mu\,v)", numbers)


def _write_average(n: _Numbers, slot: int, symbol: str, keep: float, squared: bool) -> RuleLine:
    """Return the line of a running mean of g or g²."""
    share = round(1.0 - keep, 6)
    power = "^2" if squared else ""
    base = f"({write_number(n.used)})" if squared else write_operand(n.used)
    symbols = rf"{write_number(keep)}\,{symbol} + {write_number(share)}\,g{power}"
    numbers = rf"{write_number(keep)} \cdot {write_operand(n.before[slot])} + {write_number(share)} \cdot {base}{power}"
    return RuleLine(symbol, symbols, numbers, float(n.after[slot]))


def _write_scaled(n: _Numbers, start: float, top: str, top_value: float, root: tuple[str, float, float]) -> RuleLine:
    """Return the line w - eta * top / (sqrt(v) + eps)."""
    symbol, square, epsilon = root
    symbols = rf"\frac{{{top}}}{{\sqrt{{{symbol}}} + \varepsilon}}"
    below = rf"\sqrt{{{write_number(square)}}} + {write_number(epsilon)}"
    return _write_last(n, start, symbols, rf"\frac{{{write_number(top_value)}}}{{{below}}}")


def _write_rmsprop(n: _Numbers) -> tuple[RuleLine, ...]:
    square = float(n.after[0])
    return (
        _write_average(n, 0, "v", RMSPROP_ALPHA, squared=True),
        _write_scaled(n, n.old, "g", n.used, ("v", square, EPSILON)),
    )


def _write_adagrad(n: _Numbers) -> tuple[RuleLine, ...]:
    square = float(n.after[0])
    total = rf"{write_number(float(n.before[0]))} + ({write_number(n.used)})^2"
    return (
        RuleLine("v", "v + g^2", total, square),
        _write_scaled(n, n.old, "g", n.used, ("v", square, ADAGRAD_EPSILON)),
    )


def _write_correction(n: _Numbers, slot: int, symbol: str, beta: float) -> RuleLine:
    """Return the line that makes up for the start at zero."""
    value = float(n.after[slot]) / (1.0 - beta**n.count)
    symbols = rf"\frac{{{symbol}}}{{1 - {write_number(beta)}^t}}"
    numbers = rf"\frac{{{write_number(float(n.after[slot]))}}}{{1 - {write_number(beta)}^{{{n.count}}}}}"
    return RuleLine(rf"\hat {symbol}", symbols, numbers, value)


def _write_adam(n: _Numbers, start: float | None = None) -> tuple[RuleLine, ...]:
    mean, square = _write_correction(n, 0, "m", BETA_1), _write_correction(n, 1, "v", BETA_2)
    return (
        _write_average(n, 0, "m", BETA_1, squared=False),
        _write_average(n, 1, "v", BETA_2, squared=True),
        mean,
        square,
        _write_scaled(n, n.old if start is None else start, r"\hat m", mean.value, (r"\hat v", square.value, EPSILON)),
    )


def _write_adamw(n: _Numbers) -> tuple[RuleLine, ...]:
    if not n.decay_rate:
        return _write_adam(n)
    shrunk = (1.0 - n.lr * n.decay_rate) * n.old
    numbers = rf"(1 - {write_operand(n.lr)} \cdot {write_operand(n.decay_rate)}) \cdot {write_operand(n.old)}"
    first = RuleLine(n.symbol, rf"(1 - \eta\,\lambda)\,{n.symbol}", numbers, shrunk)
    return (first, *_write_adam(n, shrunk))


_RULES: Mapping[str, Callable[[_Numbers], tuple[RuleLine, ...]]] = MappingProxyType(
    {
        "sgd": _write_sgd,
        "momentum": _write_momentum,
        "nesterov": _write_nesterov,
        "rmsprop": _write_rmsprop,
        "adam": _write_adam,
        "adamw": _write_adamw,
        "adagrad": _write_adagrad,
    }
)
