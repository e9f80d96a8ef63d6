"""What was wrong with an input, said so that it can be put right.

A `Problem` names the field, the value that was given and what is accepted. It is written in the
language that is active when it is made, so it can be shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["InputError", "Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was given.

    Attributes
    ----------
    field : str
        Name of the field, as in a link ("lr", "layers", "file").
    message : str
        A sentence in the active language: what was wrong, and what is accepted.
    """

    field: str
    message: str


class InputError(ValueError):
    """Raised when something given from outside can't be used; holds every `Problem` found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))
