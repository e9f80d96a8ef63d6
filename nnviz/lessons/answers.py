"""The expected answers of questions, computed with the library: name -> function without arguments.

A function returns a number for a question of kind "number", and the id of the right option for a
choice. Each chapter's are in the module ``answers`` of its subject, ``nnviz/<chapter>/answers.py``; names are
unique among all of them. They are found by that name, since the chapters' frame knows no subject.
"""

from __future__ import annotations

import functools
from collections import ChainMap
from collections.abc import Callable, Mapping
from importlib import import_module

from nnviz.lessons.chapters import CHAPTERS

__all__ = ["Answer", "load_answers"]

Answer = Callable[[], float | str]


@functools.cache
def load_answers() -> Mapping[str, Answer]:
    """Return the answers of all chapters."""
    return ChainMap(*(import_module(f"nnviz.{chapter}.answers").ANSWERS for chapter in CHAPTERS))
