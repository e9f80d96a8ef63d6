"""Text from outside, such as names in a file or values in a link, made safe to stand in Markdown."""

from __future__ import annotations

__all__ = ["escape_markdown"]

MARKED = frozenset("\\`*_{}[]()<>#+-!|~$:")


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown shows every character of it as it is."""
    return "".join(f"\\{character}" if character in MARKED else character for character in text)
