"""The update of one parameter, line by line: what its gradient became, and the optimiser's own rule with its numbers.

The numbers of the engine (old and new value, gradients, the optimiser's memory) are read from the trace; the lines
between them are the rules of `nnviz.core.catalog.optimizers`, with Adam's bias corrections written as in the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nnviz.backprop.latex import operand, tex_number, write_closed
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
    sign, written : str
        Equals sign and value in LaTeX, as the printed numbers give it.
    """

    result: str
    symbols: str
    numbers: str
    value: float
    sign: str
    written: str


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


def _write_line(
    result: tuple[str, float],
    symbols: str,
    values: Sequence[float],
    write: Callable[[Sequence[str]], str],
    compute: Callable[[Sequence[float]], float],
) -> RuleLine:
    """Return a line: `write` puts written numbers into the formula that `compute` works out."""
    numbers, sign, written = write_closed(values, compute, result[1])
    return RuleLine(result[0], symbols, write(numbers), result[1], sign, written)


# From the gradient of the loss to the one that is used.


def _write_gradient(update: FlatUpdate, at: int, symbol: str) -> tuple[RuleLine, ...]:
    """Return the lines that add the penalties and clip, as far as they are switched on."""
    lines = []
    penalised, used = float(update.penalised[at]), float(update.used[at])
    if _has_penalty(update, at):
        lines.append(_write_penalties(update, at, symbol, penalised))
    if update.clip:
        values = (update.clip_factor, penalised)
        lines.append(_write_line(("g", used), r"c \cdot g", values, _write_product, lambda v: v[0] * v[1]))
    return tuple(lines)


def _write_product(n: Sequence[str]) -> str:
    return rf"{operand(n[0])} \cdot {operand(n[1])}"


def _has_penalty(update: FlatUpdate, at: int) -> bool:
    coupled = update.l2 and not OPTIMIZERS[update.optimizer].decoupled_decay
    return bool(update.decays[at] and (update.l1 or coupled))


def _write_penalties(update: FlatUpdate, at: int, symbol: str, value: float) -> RuleLine:
    old = float(update.old[at])
    symbols = rf"\frac{{\partial L}}{{\partial {symbol}}}"
    values = [float(update.raw[at])]
    if update.l1:
        symbols += rf" + \lambda_1 \operatorname{{sign}}({symbol})"
        values += [update.l1, float(np.sign(old))]
    if update.l2 and not OPTIMIZERS[update.optimizer].decoupled_decay:
        symbols += rf" + \lambda_2\,{symbol}"
        values += [update.l2, old]

    def write(n: Sequence[str]) -> str:
        return " + ".join([n[0], *(_write_product(n[i : i + 2]) for i in range(1, len(n), 2))])

    def compute(v: Sequence[float]) -> float:
        return v[0] + sum(v[i] * v[i + 1] for i in range(1, len(v), 2))

    return _write_line(("g", value), symbols, values, write, compute)


# The rules.


def _write_sgd(n: _Numbers) -> tuple[RuleLine, ...]:
    return (_write_descent(n, "g", n.used),)


def _write_descent(n: _Numbers, symbol: str, step: float) -> RuleLine:
    """Return the line w - eta * step."""
    return _write_line(
        (n.symbol, n.new),
        rf"{n.symbol} - \eta\,{symbol}",
        (n.old, n.lr, step),
        lambda t: rf"{t[0]} - {operand(t[1])} \cdot {operand(t[2])}",
        lambda v: v[0] - v[1] * v[2],
    )


def _write_velocity(n: _Numbers) -> RuleLine:
    return _write_line(
        ("v", float(n.after[0])),
        r"\mu\,v + g",
        (n.momentum, float(n.before[0]), n.used),
        lambda t: rf"{t[0]} \cdot {operand(t[1])} + {operand(t[2])}",
        lambda v: v[0] * v[1] + v[2],
    )


def _write_momentum(n: _Numbers) -> tuple[RuleLine, ...]:
    return _write_velocity(n), _write_descent(n, "v", float(n.after[0]))


def _write_nesterov(n: _Numbers) -> tuple[RuleLine, ...]:
    last = _write_line(
        (n.symbol, n.new),
        rf"{n.symbol} - \eta\,(g + \mu\,v)",
        (n.old, n.lr, n.used, n.momentum, float(n.after[0])),
        lambda t: rf"{t[0]} - {operand(t[1])} \cdot ({t[2]} + {t[3]} \cdot {operand(t[4])})",
        lambda v: v[0] - v[1] * (v[2] + v[3] * v[4]),
    )
    return _write_velocity(n), last


def _write_mean(n: _Numbers, keep: float) -> RuleLine:
    """Return the line of a running mean of g."""
    share = round(1.0 - keep, 6)
    return _write_line(
        ("m", float(n.after[0])),
        rf"{tex_number(keep)}\,m + {tex_number(share)}\,g",
        (keep, float(n.before[0]), share, n.used),
        lambda t: rf"{t[0]} \cdot {operand(t[1])} + {t[2]} \cdot {operand(t[3])}",
        lambda v: v[0] * v[1] + v[2] * v[3],
    )


def _write_mean_square(n: _Numbers, slot: int, keep: float) -> RuleLine:
    """Return the line of a running mean of g²."""
    share = round(1.0 - keep, 6)
    return _write_line(
        ("v", float(n.after[slot])),
        rf"{tex_number(keep)}\,v + {tex_number(share)}\,g^2",
        (keep, float(n.before[slot]), share, n.used),
        lambda t: rf"{t[0]} \cdot {operand(t[1])} + {t[2]} \cdot ({t[3]})^2",
        lambda v: v[0] * v[1] + v[2] * v[3] ** 2,
    )


def _write_scaled(n: _Numbers, start: float, top: tuple[str, float], root: tuple[str, float, float]) -> RuleLine:
    """Return the line w - eta * top / (sqrt(v) + eps)."""
    symbol, square, epsilon = root
    return _write_line(
        (n.symbol, n.new),
        rf"{n.symbol} - \eta\,\frac{{{top[0]}}}{{\sqrt{{{symbol}}} + \varepsilon}}",
        (start, n.lr, top[1], square, epsilon),
        lambda t: rf"{t[0]} - {operand(t[1])} \cdot \frac{{{t[2]}}}{{\sqrt{{{t[3]}}} + {t[4]}}}",
        lambda v: v[0] - v[1] * v[2] / (np.sqrt(v[3]) + v[4]),
    )


def _write_rmsprop(n: _Numbers) -> tuple[RuleLine, ...]:
    root = ("v", float(n.after[0]), EPSILON)
    return _write_mean_square(n, 0, RMSPROP_ALPHA), _write_scaled(n, n.old, ("g", n.used), root)


def _write_adagrad(n: _Numbers) -> tuple[RuleLine, ...]:
    square = float(n.after[0])
    total = _write_line(
        ("v", square),
        "v + g^2",
        (float(n.before[0]), n.used),
        lambda t: f"{t[0]} + ({t[1]})^2",
        lambda v: v[0] + v[1] ** 2,
    )
    return total, _write_scaled(n, n.old, ("g", n.used), ("v", square, ADAGRAD_EPSILON))


def _write_correction(n: _Numbers, slot: int, symbol: str, beta: float) -> RuleLine:
    """Return the line that makes up for the start at zero."""
    after = float(n.after[slot])
    return _write_line(
        (rf"\hat {symbol}", after / (1.0 - beta**n.count)),
        rf"\frac{{{symbol}}}{{1 - {tex_number(beta)}^t}}",
        (after, beta),
        lambda t: rf"\frac{{{t[0]}}}{{1 - {t[1]}^{{{n.count}}}}}",
        lambda v: v[0] / (1.0 - v[1] ** n.count),
    )


def _write_adam(n: _Numbers, start: float | None = None) -> tuple[RuleLine, ...]:
    mean, square = _write_correction(n, 0, "m", BETA_1), _write_correction(n, 1, "v", BETA_2)
    begin = n.old if start is None else start
    last = _write_scaled(n, begin, (r"\hat m", mean.value), (r"\hat v", square.value, EPSILON))
    return _write_mean(n, BETA_1), _write_mean_square(n, 1, BETA_2), mean, square, last


def _write_adamw(n: _Numbers) -> tuple[RuleLine, ...]:
    if not n.decay_rate:
        return _write_adam(n)
    shrunk = (1.0 - n.lr * n.decay_rate) * n.old
    first = _write_line(
        (n.symbol, shrunk),
        rf"(1 - \eta\,\lambda)\,{n.symbol}",
        (n.lr, n.decay_rate, n.old),
        lambda t: rf"(1 - {operand(t[0])} \cdot {operand(t[1])}) \cdot {operand(t[2])}",
        lambda v: (1.0 - v[0] * v[1]) * v[2],
    )
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
