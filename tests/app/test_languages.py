"""Every language can be read: the fonts have its script."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from nnviz.core.i18n import LANGUAGES

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))
END_OF_LATIN = 0x250
"""Streamlit's own fonts have what comes before."""


def covered() -> set[int]:
    ranges = [part.strip() for face in SETTINGS["theme"]["fontFaces"] for part in face["unicodeRange"].split(",")]
    ends = [part.removeprefix("U+").split("-") for part in ranges]
    return {code for low, *high in ends for code in range(int(low, 16), int(high[0] if high else low, 16) + 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_have_the_script_of_a_language(language):
    missing = {sign for sign in LANGUAGES[language] if ord(sign) >= END_OF_LATIN and ord(sign) not in covered()}
    assert not missing, "the script of a language has a font in static/fonts/ and a range in .streamlit/config.toml"
