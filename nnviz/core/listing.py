"""A piece of code as a chapter shows it: with the page's own numbers in it, and what it prints."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Listing"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Code that runs by itself, and the output it gives.

    Attributes
    ----------
    code : str
        A whole Python program.
    output : str
        What the program prints, to the letter.
    """

    code: str
    output: str
