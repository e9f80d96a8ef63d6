"""What a field of a specification accepts: one description for checking, links and widgets alike.

Each description can check a value (`problem`), read one from a link (`parse`) and write one into a
link (`format`). Values in links are language-neutral.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nnviz.core.i18n import _
from nnviz.core.numbers import write_setting
from nnviz.core.problems import InputError, Problem

__all__ = ["Accepts", "Choice", "Flag", "Number", "Subset", "Whole", "shorten"]

SHOWN_CHARACTERS = 40


def shorten(value: object) -> str:
    """Return `value` as text short enough to repeat in a message."""
    text = str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


class Accepts(ABC):
    """Base of the descriptions. Subclasses say what is accepted in `wants`."""

    @abstractmethod
    def wants(self) -> str:
        """Return what is accepted, as part of a sentence in the active language."""

    @abstractmethod
    def holds(self, value: Any) -> bool:
        """Return whether `value` is accepted."""

    @abstractmethod
    def parse(self, text: str) -> Any:
        """Read a value from a link; raises ValueError when it has not the right form."""

    def format(self, value: Any) -> str:
        """Write a value for a link, so that `parse` gives it back."""
        return str(value)

    def problem(self, field: str, value: object) -> Problem:
        """Return the `Problem` that says why `value` is not accepted for `field`."""
        message = _("{field}: “{value}” can't be used; it takes {wants}.")
        return Problem(field, message.format(field=field, value=shorten(value), wants=self.wants()))

    def read(self, field: str, text: str) -> Any:
        """Read and check a value from a link.

        Raises
        ------
        InputError
            When the text has not the right form or the value is out of range.
        """
        try:
            value = self.parse(text)
        except (ValueError, OverflowError):
            raise InputError([self.problem(field, text)]) from None
        if not self.holds(value):
            raise InputError([self.problem(field, text)])
        return value


@dataclass(frozen=True, slots=True)
class Whole(Accepts):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def wants(self) -> str:
        return _("a whole number from {low} to {high}").format(
            low=write_setting(self.low), high=write_setting(self.high)
        )

    def holds(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high

    def parse(self, text: str) -> int:
        if len(text) > SHOWN_CHARACTERS:
            raise ValueError(text)
        return int(text)


@dataclass(frozen=True, slots=True)
class Number(Accepts):
    """A finite number from `low` to `high`."""

    low: float
    high: float

    def wants(self) -> str:
        return _("a number from {low} to {high}").format(low=write_setting(self.low), high=write_setting(self.high))

    def holds(self, value: Any) -> bool:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and math.isfinite(value) and self.low <= value <= self.high

    def parse(self, text: str) -> float:
        if len(text) > SHOWN_CHARACTERS:
            raise ValueError(text)
        return float(text)

    def format(self, value: Any) -> str:
        short = f"{value:g}"
        return short if float(short) == value else repr(float(value))


@dataclass(frozen=True, slots=True)
class Flag(Accepts):
    """Yes or no, written 1 or 0 in a link."""

    def wants(self) -> str:
        return _("1 (yes) or 0 (no)")

    def holds(self, value: Any) -> bool:
        return isinstance(value, bool)

    def parse(self, text: str) -> bool:
        if text not in {"0", "1"}:
            raise ValueError(text)
        return text == "1"

    def format(self, value: Any) -> str:
        return "1" if value else "0"


@dataclass(frozen=True, slots=True)
class Choice(Accepts):
    """One name of a registry."""

    names: Mapping[str, Any]

    def wants(self) -> str:
        return _("one of {names}").format(names=", ".join(filter(None, self.names)))

    def holds(self, value: Any) -> bool:
        return isinstance(value, str) and value in self.names

    def parse(self, text: str) -> str:
        return text.strip()


@dataclass(frozen=True, slots=True)
class Subset(Accepts):
    """Names of a registry, each at most once, separated by commas in a link; none stands for the usual ones."""

    names: Mapping[str, Any]

    def wants(self) -> str:
        return _("one or more of {names}, separated by commas").format(names=", ".join(self.names))

    def holds(self, value: Any) -> bool:
        known = isinstance(value, tuple) and all(isinstance(name, str) and name in self.names for name in value)
        return known and len(value) == len(set(value))

    def parse(self, text: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in text.split(","))

    def format(self, value: Any) -> str:
        return ",".join(value)
