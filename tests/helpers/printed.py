"""Reads sums, products and quotients of numbers off a page, and works them out as a pocket calculator would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NUMBER = r"−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
TERM = rf"(?:{NUMBER}|\({NUMBER}\))"
GROUP = rf"(?:{TERM}|\({TERM}(?: [+−·/] {TERM})+\))"
EQUATION = re.compile(rf"(?<![\w.])({GROUP}(?: [+−·/] {GROUP})+) ([=≈]) ({NUMBER})(?!\d|\.\d)")


@dataclass(frozen=True)
class Equation:
    """A printed equation between numbers."""

    left: str
    sign: str
    right: str

    @property
    def computed(self) -> Fraction:
        """What the printed terms give, exactly."""
        code = re.sub(NUMBER, lambda found: f"(N('{found[0]}'))", self.left)
        code = code.replace(" · ", " * ").replace(" − ", " - ")
        return eval(code, {"__builtins__": {}, "N": read})  # only numbers, signs and brackets got through EQUATION

    @property
    def closes(self) -> bool:
        """Whether the printed result is what the printed terms give: exactly for "=", to its last digit for "≈"."""
        off = abs(self.computed - read(self.right))
        return off == 0 if self.sign == "=" else 0 < off <= last_digit(self.right) / 2


def read(text: str) -> Fraction:
    """Return a printed number, exactly."""
    digits, _times, power = text.replace("−", "-").partition("·10")
    return Fraction(digits) * Fraction(10) ** int(power.translate(RAISED) or 0)


def last_digit(text: str) -> Fraction:
    """Return what one more in the last printed digit is worth."""
    digits, _times, power = text.partition("·10")
    return Fraction(10) ** (int(power.translate(RAISED) or 0) - len(digits.partition(".")[2]))


def equations(text: str) -> list[Equation]:
    """Return the equations between numbers that are printed in a text."""
    return [Equation(*found.groups()) for found in EQUATION.finditer(text)]
