"""Checks the texts and questions of all chapters: ``python -m tools.lessons check``."""

from __future__ import annotations

import argparse
import sys

from nnviz.lessons.answers import load_answers
from nnviz.lessons.chapters import CHAPTERS, CONTENT_FOLDER, PAGES_FOLDER
from nnviz.lessons.check import check_lessons

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.lessons", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.parse_args(arguments)
    faults = check_lessons(CONTENT_FOLDER, PAGES_FOLDER, load_answers(), CHAPTERS)
    print("\n".join(faults) if faults else "The chapters are complete.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
