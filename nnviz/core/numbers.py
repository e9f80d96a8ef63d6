"""How numbers are written in sentences, tables and labels: by CLDR's rules for the language spoken now.

One place decides on the decimal sign, the grouping of thousands, percent and powers of ten, so that a
number looks the same wherever it is met. Digits are Latin in every language, as in the formulas beside
them. Links and code are for programs and have rules of their own. Rounding is that of the browser's
``Intl.NumberFormat``: halves go away from zero, and what is rounded is the number the computer holds.

Sources: CLDR (https://cldr.unicode.org), by Babel; for negative numbers U+2212 instead of CLDR's hyphen,
which is too short beside a plus; "×" before a power of ten in every language, as in the browser's half.
"""

from __future__ import annotations

import copy
import functools
import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel.numbers import NumberPattern

from nnviz.core.i18n import active_language, ngettext

__all__ = [
    "plural_words",
    "read_printed",
    "to_tex",
    "write_count",
    "write_fixed",
    "write_number",
    "write_percent",
    "write_power",
    "write_setting",
]

DIGITS = "latn"
MINUS, INFINITY = "\N{MINUS SIGN}", "∞"
NO_BREAK = "\N{NO-BREAK SPACE}"
TIMES = "\N{MULTIPLICATION SIGN}"
POWERS_BELOW, POWERS_FROM = 5e-4, 1e5
"""Sizes beyond which a number is written with a power of ten."""
SETTING_DIGITS = 6
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = {raised: low for low, raised in SUPERSCRIPTS.items()}
TEX = str.maketrans({MINUS: "-", ",": "{,}", INFINITY: r"\infty"})
WRITTEN_POWER = re.compile(rf"(.+){NO_BREAK}{TIMES}{NO_BREAK}10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
PRECISION = 800
"""Digits enough for any float64, of which the smallest has 767."""
COUNTED = range(200)
"""Counts among which each plural form of a language is met."""


def write_number(value: float, digits: int = 3) -> str:
    """Write a number with at most `digits` digits that count, without zeros at the end.

    Digits before the decimal sign are never rounded away: 12345.6 is 12,346. Very small and very large
    numbers are written as powers of ten with one digit less.
    """
    if not math.isfinite(value):
        return _not_finite(value)
    size = abs(value)
    if size and not POWERS_BELOW <= size < POWERS_FROM:
        return write_power(value, digits - 1)
    return _decimal(value, 0, _places(value, digits))


def write_fixed(value: float, places: int) -> str:
    """Write a number with exactly `places` digits after the decimal sign."""
    return _decimal(value, places, places) if math.isfinite(value) else _not_finite(value)


def write_count(count: int) -> str:
    """Write a whole number with its thousands grouped."""
    return _decimal(count, 0, 0)


def write_setting(value: float, digits: int = SETTING_DIGITS) -> str:
    """Write a number that somebody chose, a learning rate for example: as it was chosen, never as a power of ten."""
    return _decimal(value, 0, _places(value, digits)) if math.isfinite(value) else _not_finite(value)


def write_percent(share: float, places: int = 0) -> str:
    """Write a share from 0 to 1 in percent, with at most `places` digits after the decimal sign."""
    return _apply("percent", share, 0, places) if math.isfinite(share) else _not_finite(share)


def write_power(value: float, digits: int = 2) -> str:
    """Write a number as one from 1 to 10 with at most `digits` digits, times a power of ten: 2.3 × 10⁻⁵."""
    if not math.isfinite(value) or value == 0:
        return _not_finite(value) if value else "0"
    lead, exponent = _split(value, digits)
    return f"{lead}{NO_BREAK}{TIMES}{NO_BREAK}10{str(exponent).translate(SUPERSCRIPTS)}"


def read_printed(text: str) -> float:
    """Return the number that was written in the active language; the grouping of thousands is passed over."""
    symbols = _locale().number_symbols[DIGITS]
    plain = text.replace(symbols["group"], "").replace(symbols["decimal"], ".")
    return float(plain.replace(MINUS, "-").replace(INFINITY, "inf"))


def to_tex(written: str) -> str:
    """Return a number that a function of this module wrote as TeX writes it, for a formula."""
    if match := WRITTEN_POWER.fullmatch(written):
        lead, exponent = match.groups()
        return rf"{to_tex(lead)} \times 10^{{{exponent.translate(LOWERED)}}}"
    return written.translate(TEX)


def plural_words(singular: str, plural: str) -> dict[str, str]:
    """Return a text for each plural category of the active language, for what counts in the browser.

    Mark the texts by ``plural_words("{count} throw", "{count} throws")``: they are collected as those of
    `ngettext` are.

    Returns
    -------
    dict
        Under "language" its code, and a text under each of CLDR's names of the categories ("one", "other" and so on),
        as ``Intl.PluralRules`` gives them.
    """
    category = _locale().plural_form
    samples = {category(count): count for count in reversed(COUNTED)}
    forms = {name: ngettext(singular, plural, count) for name, count in samples.items()}
    return {"language": active_language(), **forms}


def _not_finite(value: float) -> str:
    symbols = _locale().number_symbols[DIGITS]
    if math.isnan(value):
        return str(symbols["nan"])
    return f"{MINUS if value < 0 else ''}{symbols['infinity']}"


def _split(value: float, digits: int) -> tuple[str, int]:
    """Return the leading number as text, and the power of ten."""
    _sign, written, exponent = (rounded := _round(value, digits)).as_tuple()
    power = len(written) - 1 + int(exponent)
    return _decimal(rounded.scaleb(-power), 0, digits - 1), power


def _round(value: float, digits: int) -> Decimal:
    with localcontext() as context:
        context.prec, context.rounding = max(digits, 1), ROUND_HALF_UP
        return +Decimal(float(value))


def _places(value: float, digits: int) -> int:
    """Return how many digits after the decimal sign make up `digits` that count."""
    return max(digits - 1 - Decimal(float(value)).adjusted(), 0) if value else 0


def _decimal(value: float | Decimal, least: int, most: int) -> str:
    return _apply("decimal", value, least, most)


def _apply(style: str, value: float | Decimal, least: int, most: int) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(float(value))
    shift = 2 if style == "percent" else 0
    with localcontext() as context:
        context.prec = PRECISION
        rounded = exact.quantize(Decimal(1).scaleb(-most - shift), ROUND_HALF_UP)
        pattern = _pattern(style, active_language(), least, most)
        # Adding 0 takes the sign from a number that was rounded to -0.
        text = pattern.apply(rounded + 0, _locale(), numbering_system=DIGITS)
    return str(text).replace("-", MINUS)


@functools.lru_cache(maxsize=128)
def _pattern(style: str, language: str, least: int, most: int) -> NumberPattern:
    locale = Locale.parse(language)
    patterns = locale.percent_formats if style == "percent" else locale.decimal_formats
    pattern: NumberPattern = copy.copy(patterns[None])
    pattern.frac_prec = (least, most)
    return pattern


def _locale() -> Locale:
    return _parse_locale(active_language())


@functools.lru_cache(maxsize=8)
def _parse_locale(language: str) -> Locale:
    return Locale.parse(language)
