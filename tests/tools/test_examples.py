"""Properties are tried with the same examples in each run of CI, whatever ran before them."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.examples import PROFILE

ODD_WORDS = "WORDS = 'qwertz', 'yxcvbn', 'asdfgh'\nNUMBERS = 918273645, 564738291, 123321\n"


def draw() -> list[tuple[str, int]]:
    """Return the examples that a property is tried with."""
    drawn = []

    @settings(max_examples=300)
    @given(st.text(), st.integers())
    def note(text, number):
        drawn.append((text, number))

    note()
    return drawn


@pytest.mark.skipif(PROFILE != "ci", reason="a night draws anew")
def test_the_examples_of_a_property_do_not_depend_on_the_modules_that_are_loaded(tmp_path, monkeypatch):
    before = draw()
    path = tmp_path / "odd_words.py"
    path.write_text(ODD_WORDS)
    spec = importlib.util.spec_from_file_location("odd_words", path)
    monkeypatch.setitem(sys.modules, "odd_words", importlib.util.module_from_spec(spec))
    assert draw() == before
