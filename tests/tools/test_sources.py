"""The browser's sources stay readable: no long lines, and in the live view no long files."""

from __future__ import annotations

from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
SOURCES = sorted(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
MOST_CHARACTERS = 120
MOST_LINES = 250


def name(path: Path) -> str:
    return str(path.relative_to(STATIC))


def test_there_are_sources():
    assert {"kit", "live"} <= {path.parent.name for path in SOURCES}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_line_is_too_long_to_be_read(path):
    """The formatter breaks code, but neither comments nor texts."""
    lines = path.read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > MOST_CHARACTERS] == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name in {"kit", "live"}], ids=name)
def test_a_file_of_the_live_view_or_the_kit_is_about_one_thing(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES
