"""Ways of writing that are usual on paper, in characters that the parser knows: ``x²`` as ``x↑(2)``."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["SIGNS", "normalize", "without_head"]

SIGNS = {
    "**": "^",
    "↑": "^",
    **dict.fromkeys("·⋅×∗•", "*"),
    **dict.fromkeys("−–", "-"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    "∣": "|",
}
"""Signs that are written in several ways, as the parser knows them."""
STYLES = ("<wide>", "<font>")
"""Full-width and mathematical letters, as they come from a PDF file or a word processor."""
THIRD_ROOT = re.compile(r"(?<![\w)\]|])³\s*√")
MIXED = re.compile(r"(?:(?<![\w.,])(\d+))?([¼-¾⅐-⅞↉])")
"""A fraction that is one character, with the whole number before it."""
HEAD = re.compile(r"\s*([a-zA-Z]+)\s*(\([a-zA-Z,\s]*\))?\s*=(?!=)")


def without_head(text: str, variables: tuple[str, ...]) -> str:
    """Return what stands behind ``y =`` or ``f(x) =``."""
    head = HEAD.match(text)
    return text[head.end() :] if head and head[1] not in variables else text


def normalize(text: str) -> str:
    """Return `text` with digits, signs, powers and fractions as the parser knows them; ``↑`` begins a raised part."""
    plain = "".join(_plain(character) for character in THIRD_ROOT.sub("∛", text))
    plain = MIXED.sub(_write_fraction, plain)
    return _lower_raised(plain)


def _plain(character: str) -> str:
    """Return the Latin digit for a digit of any script, the plain letter for a styled one, anything else as it is."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return (
        unicodedata.normalize("NFKC", character)
        if unicodedata.decomposition(character).startswith(STYLES)
        else character
    )


def _write_fraction(found: re.Match[str]) -> str:
    above, below = unicodedata.normalize("NFKC", found[2]).split("⁄")
    return f"({found[1]}+{above}/{below})" if found[1] else f"({above}/{below})"


def _lower_raised(text: str) -> str:
    """Write raised characters as a power: ``x⁻¹`` as ``x↑(-1)``."""
    pieces: list[str] = []
    raised = False
    for character in text:
        now = unicodedata.decomposition(character).startswith("<super>")
        pieces.append({(False, True): "↑(", (True, False): ")"}.get((raised, now), ""))
        pieces.append(unicodedata.normalize("NFKC", character) if now else character)
        raised = now
    return "".join(pieces) + (")" if raised else "")
