"""A file as the browser sends it: its bytes in base64, or why it sends none.

What arrives is JSON from outside. What has not the right form becomes None, and nobody answers it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["SentFile", "read_sent_file"]

Kind = Literal["file", "large", "unreadable", "several", "remove"]

MOST_NAME_CHARACTERS = 1024
LARGEST = 2**53
"""The largest whole number that a browser counts exactly."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """What the browser sent.

    Attributes
    ----------
    seq : int
        Tells this sending from all others of the session.
    kind : {"file", "large", "unreadable", "several", "remove"}
        A file; one that is too large to be read; one that the browser can't read; several at once;
        or the wish to take the last one away.
    name : str
        As it came, so to be shown as plain text; empty where there is none.
    content : bytes
        Only a file has any.
    size : int
        Of what is too large, in bytes.
    count : int
        Of several files.
    """

    seq: int
    kind: Kind
    name: str = ""
    content: bytes = b""
    size: int = 0
    count: int = 0


def read_sent_file(sent: Any, most_bytes: int) -> SentFile | None:
    """Read what the browser sent; None when it has not the right form.

    Parameters
    ----------
    sent : Any
        What JSON can hold.
    most_bytes : int
        A file may have so many; one that is said to be too large has more.
    """
    if not isinstance(sent, Mapping) or not _is_whole(sent.get("seq"), 1):
        return None
    seq: int = sent["seq"]
    if sent.get("kind") == "remove":
        return SentFile(seq, "remove")
    if sent.get("kind") == "several":
        return SentFile(seq, "several", count=sent["count"]) if _is_whole(sent.get("count"), 2) else None
    name = sent.get("name")
    if not isinstance(name, str) or len(name) > MOST_NAME_CHARACTERS:
        return None
    return _read_one(seq, name, sent, most_bytes)


def _read_one(seq: int, name: str, sent: Mapping[str, Any], most_bytes: int) -> SentFile | None:
    match sent.get("kind"):
        case "unreadable":
            return SentFile(seq, "unreadable", name)
        case "large" if _is_whole(sent.get("size"), most_bytes + 1):
            return SentFile(seq, "large", name, size=sent["size"])
        case "file":
            content = _decode(sent.get("content"), most_bytes)
            return None if content is None else SentFile(seq, "file", name, content)
    return None


def _is_whole(value: Any, least: int) -> bool:
    """Return whether `value` is a whole number from `least` on; in Python True is an int as well."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST


def _decode(text: Any, most_bytes: int) -> bytes | None:
    if not isinstance(text, str) or len(text) > 4 * (most_bytes // 3 + 1):
        return None
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if len(content) <= most_bytes else None
