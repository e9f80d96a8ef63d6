"""Numbers as learners write them: with a decimal point or comma, in Latin or Devanagari digits."""

from __future__ import annotations

import re

from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem

__all__ = ["LARGEST", "parse_number"]

LARGEST = 1e12
"""Numbers beyond this are taken for a slip of the finger."""

MAX_CHARACTERS = 40
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NO-BREAK SPACE}": " "})


def parse_number(text: str, *, field: str = "number", unit: str = "") -> float:
    """Read a number.

    Parameters
    ----------
    text : str
        What was typed; `unit` may stand behind the number.
    field : str
        Name of the field, for the problem.
    unit : str
        The unit the field shows.

    Raises
    ------
    InputError
        When there is no number, more than a number, a comma that could mean two things, or a number
        that is beyond `LARGEST`.
    """
    written = text.translate(SIGNS).strip()
    if unit:
        written = written.removesuffix(unit).strip()
    if not written:
        raise InputError([Problem(field, _("Please type a number first, for example 0.5."))])
    if GROUPED.fullmatch(written):
        message = _("Does the comma in “{text}” part thousands or decimals? Please write it with a point or without.")
        raise InputError([Problem(field, message.format(text=written))])
    plain = written.replace(",", ".", 1)
    if len(plain) > MAX_CHARACTERS or not NUMBER.fullmatch(plain):
        message = _("“{text}” is not a number. Please type digits only, for example 0.5 or -2.")
        raise InputError([Problem(field, message.format(text=shorten(written)))])
    # `float` reads the digits of every script.
    number = float(plain)
    if abs(number) > LARGEST:
        message = _("{text} is too large to be right here. Please check the number of digits.")
        raise InputError([Problem(field, message.format(text=shorten(written)))])
    return number
