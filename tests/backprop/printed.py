"""Reads printed numbers, sums and products off the page, and works them out as a pocket calculator does."""

from __future__ import annotations

import math
import re

import numpy as np
from playwright.sync_api import Locator, Page
from scipy.stats import norm

HIGH = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
POWER = re.compile(r"\s*×\s*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
# A number as it is printed, with a comma between thousands.
NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
KNOWN = {
    "tanh": math.tanh, "ln": math.log, "E": math.e, "max": max, "abs": abs, "sqrt": math.sqrt, "cosh": math.cosh,
    "sign": lambda x: (x > 0) - (x < 0), "σ": lambda z: 1 / (1 + math.exp(-z)), "Φ": norm.cdf, "φ": norm.pdf,
}  # fmt: skip
# In "≈" only the engine's own rounding, of float32, is left between both sides.
ENGINE = 1e-5
# How far matrices that are rounded may be from what they give, as a share of the largest sum of absolute terms.
ABOUT = 0.1


def plain(text: str) -> str:
    """Return printed numbers as a program writes them."""
    text = POWER.sub(lambda power: f"e{power[1].translate(HIGH)}", text)
    return NUMBER.sub(lambda number: number[0].replace(",", ""), text.replace("−", "-"))


def number(text: str) -> float:
    """Read a number as it is printed."""
    return float(re.sub(r"\s", "", plain(text)))


def reckon(text: str) -> float:
    """Work out a printed reckoning."""
    text = plain(text).replace("·", "*").replace("²", "**2").replace("³", "**3")
    text = text.replace("e^", "E**").replace("√", "sqrt")
    return float(eval(re.sub(r"\|([^|]+)\|", r"abs(\1)", text), {"__builtins__": {}}, dict(KNOWN)))


def unit_of(text: str) -> float:
    """Return what one is worth in the last place of a printed number."""
    lead, _e, power = plain(re.sub(r"\s", "", text)).partition("e")
    return 10.0 ** (int(power or 0) - len(lead.partition(".")[2]))


def agrees(made: float, shown: str) -> bool:
    """Say whether a result rounds to what is printed; a half may go either way."""
    return abs(made - number(shown)) <= 0.500001 * unit_of(shown)


def check(made: float, sign: str, shown: str, line: str, scale: float = 1.0) -> None:
    """Require that a sign between a reckoning and its printed result says the truth."""
    if sign == "=":
        assert agrees(made, shown), f"{line}: a calculator shows {made}"
    else:
        assert sign == "≈" and abs(made - number(shown)) <= ENGINE * scale, f"{line}: a calculator shows {made}"


def check_line(line: str) -> None:
    """Require that each part of "0.7 > 0 → 0.7 · Φ(0.7) = 0.7 · 0.758 = 0.5307" gives what comes last."""
    condition, _arrow, reckoning = line.rpartition(" → ")
    if condition:
        check_condition(condition)
    *parts, result = re.split(r" ([=≈]) ", reckoning)
    for part, sign in zip(parts[::2], parts[1::2], strict=True):
        check(reckon(part), sign, result, line)


def check_condition(text: str) -> None:
    """Require that the case that was taken is the right one for the printed number."""
    left, sign, right = re.fullmatch(r"(.+) ([<>≤≥]) (.+)", text).groups()
    a, b = reckon(left), reckon(right)
    assert {"<": a < b, ">": a > b, "≤": a <= b, "≥": a >= b}[sign], text


def check_lines(page: Page) -> int:
    """Check every reckoning of the step in view; return how many there were."""
    lines = page.get_by_test_id("backprop-numbers").all_inner_texts()
    reckonings = [line for line in lines if re.search(" [=≈→] ", line) and " products " not in line]
    for line in reckonings:
        check_line(line)
    return len(reckonings)


# The optimiser's rule, which is set as a formula.

AS_TEXT = """node => {
  const high = sign => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['−0123456789'.indexOf(sign)] ?? '';
  const raised = text => [...text].map(high).join('');
  const power = (base, high) => base === '10' ? base + raised(high) : `${base}**(${high})`;
  const write = part => {
    const parts = [...part.children].map(write);
    if (part.localName === 'mfrac') return `((${parts[0]})/(${parts[1]}))`;
    if (part.localName === 'msqrt') return `√(${parts.join(' ')})`;
    if (part.localName === 'msup') return power(...parts);
    return parts.length ? parts.join(' ') : part.textContent;
  };
  return write(node.querySelector('math'));
}"""


def check_rule(line: Locator) -> None:
    """Require that a line of the optimiser's rule, "= left = result", gives its result."""
    text = line.evaluate(AS_TEXT)
    check_line(text.removeprefix("= "))


# Matrices.


def check_matrices(page: Page) -> int:
    """Check every equation between matrices of which all numbers are printed; return how many there were."""
    return sum(check_equation(equation) for equation in page.locator(".equation").all())


def check_equation(equation: Locator) -> int:
    parts = [read_part(part) for part in equation.locator("> *").all()]
    # What stands behind an arrow is a statement of its own.
    last = parts[max((i + 1 for i, part in enumerate(parts) if part == "→"), default=0) :]
    if any(part is None for part in last):
        return 0
    at = next((i for i, part in enumerate(last) if isinstance(part, str) and part in "=≈"), None)
    if at is None:
        return 0
    result, places = last[at + 1]
    off = np.abs(work_out(last[:at]) - result).max()
    sizes = [part if isinstance(part, str) else (np.abs(part[0]), part[1]) for part in last[:at]]
    allowed = 0.500001 * 10.0**-places if last[at] == "=" else ABOUT * work_out(sizes).max()
    assert off <= allowed, equation.inner_text()
    return 1


def read_part(part: Locator) -> tuple[np.ndarray, int] | str | None:
    """Return the numbers of a matrix and their places after the point, a sign, or None for what can't be worked out."""
    names = part.get_attribute("class").split()
    if "sign" in names:
        text = part.inner_text()
        return text if len(text) == 1 else None
    if names != ["matrix"]:
        return None
    power = "".join(part.locator(".name b").all_inner_texts())
    rows = [row.locator("td").all_inner_texts() for row in part.locator("tr").all()]
    values = np.array([[number(cell + power) for cell in row] for row in rows])
    exponent = int(power.removeprefix("×10").translate(HIGH)) if power else 0
    return values, len(rows[0][0].partition(".")[2]) - exponent


def work_out(parts: list) -> np.ndarray:
    """Work out products and sums of matrices from left to right."""
    total = parts[0][0]
    for sign, operand in zip(parts[1::2], parts[2::2], strict=True):
        total = {"·": np.matmul, "⊙": np.multiply, "+": np.add, "−": np.subtract}[sign](total, operand[0])
    return total
