"""The chapters, in the order in which they are read.

A chapter's name is the name of its page, of its folder under ``content/`` and of its module of answers.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["CHAPTERS", "CONTENT_FOLDER", "PAGES_FOLDER"]

ROOT = Path(__file__).parent.parent.parent
CONTENT_FOLDER = ROOT / "content"
PAGES_FOLDER = ROOT / "pages"

CHAPTERS = ("neuron", "perceptron", "activations", "calculus", "statistics")
