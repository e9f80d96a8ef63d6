"""What the calculus chapter calls the rules of differentiation, and how it explains why three slopes differ."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from nnviz.calculus.rules import Rule
from nnviz.calculus.slope import Slope, Verdict
from nnviz.core.i18n import N_, _

__all__ = ["Sent", "explain", "name_conventions", "name_rule", "send", "write_number"]

Sent: TypeAlias = float | Literal["∞", "−∞"] | None
"""A number as JSON can hold it."""
RULES: dict[Rule, str] = {
    "constant": N_("A constant does not change"),
    "identity": N_("The variable itself"),
    "sum": N_("Sum rule"),
    "factor": N_("Constant factor"),
    "product": N_("Product rule"),
    "quotient": N_("Quotient rule"),
    "power": N_("Power rule"),
    "exponential": N_("Exponential rule"),
    "function": N_("Known derivative"),
    "chain": N_("Chain rule: outer slope times inner slope"),
    "general power": N_("Power with a variable above: write it as e to the power of v·ln(u)"),
    "choice": N_("Larger or smaller: the slope of the side that is chosen; H is 1 above 0, and 0 below"),
    "together": N_("Put together"),
    "simplify": N_("Simplified"),
}
VERDICTS: dict[Verdict, str] = {
    "agree": N_("All three agree."),
    "kink": N_(
        "A kink: the slope is {left} on the left and {right} on the right, so there is no tangent. "
        "PyTorch takes {torch}."
    ),
    "jump": N_("A jump: f has another value on each side, so there is no slope here. PyTorch takes {torch}."),
    "undefined": N_("f has no value here, so it has no slope here."),
    "overflow": N_("f(x) is too large for a computer's numbers here, so its slope can't be worked out."),
    "vertical": N_("The curve ends here, or the slope grows without bound. A difference can't measure that."),
    "formula": N_("The curve has a slope here, but the formula can't be worked out at exactly this x."),
    "convention": N_(
        "The slope is {slope} from both sides. Rule and torch.autograd give {rule}: a function inside is at its kink, "
        "where a program has to choose a slope. The convention is {convention}."
    ),
    "coarse": N_("The curve bends so fast that the finite difference with h = {h} misses. It needs a smaller h."),
}
KINK_WITHOUT_CHOICE = N_(
    "A kink: the slope is {left} on the left and {right} on the right, so there is no tangent. "
    "PyTorch has no number either: its formula divides 0 by 0 here."
)
CONVENTIONS: dict[str, str] = {
    "relu": "relu′(0) = 0",
    "abs": "abs′(0) = 0",
    "sign": "sign′(0) = 0",
    "floor": "floor′ = 0",
    "ceil": "ceil′ = 0",
    "max": N_("half of each slope where both sides of max are equal"),
    "min": N_("half of each slope where both sides of min are equal"),
}
"""What rule and PyTorch take at a kink."""


def name_rule(rule: Rule) -> str:
    """Return the name of a rule in the active language."""
    return _(RULES[rule])


def name_conventions(kinks: tuple[str, ...]) -> str:
    """Return what rule and PyTorch take at the kinks of functions."""
    return ", ".join(_(CONVENTIONS[name]) for name in kinks)


def explain(slope: Slope) -> str:
    """Return a sentence that says whether the three slopes agree, or why they do not."""
    text = _(VERDICTS[slope.verdict])
    if slope.verdict == "kink" and math.isnan(slope.autograd):
        text = _(KINK_WITHOUT_CHOICE)
    values = {
        "left": round(slope.left, 3),
        "right": round(slope.right, 3),
        "slope": round(slope.difference, 3),
        "rule": slope.rule,
        "torch": slope.autograd,
        "h": slope.h,
    }
    return text.format(
        convention=name_conventions(slope.kinks), **{name: write_number(value) for name, value in values.items()}
    )


def write_number(value: float) -> str:
    """Return a number with four digits that count and a real minus sign."""
    return f"{value:.4g}".replace("-", "−") if value == value else _("no number")


def send(value: float) -> Sent:
    """Return a number as JSON can hold it: infinity as a sign, NaN as nothing."""
    if value != value:
        return None
    return value if abs(value) != float("inf") else ("∞" if value > 0 else "−∞")
