"""What the place to give a file is told, and what the browser sends of a file: its bytes, or why it sends none."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

import msgspec

from nnviz.data.csv_table import MOST_BYTES
from nnviz.kit.exhibit import Exhibit

__all__ = [
    "UPLOADER",
    "Given",
    "GivenFile",
    "LargeFile",
    "Removed",
    "SeveralFiles",
    "UnreadableFile",
    "UploaderPayload",
]

MOST_CHARACTERS = 1024
LARGEST = 2**53
"""The largest whole number that a browser counts exactly."""


class UploaderWords(TypedDict):
    """The texts; the name of the file is filled in by the browser."""

    choose: str
    drop: str
    reading: str
    checking: str
    ready: str
    refused: str
    remove: str


class UploaderPayload(TypedDict):
    """A place to give a file.

    `accept` are ends of names that the browser's dialog offers first; of a file with more than `most` bytes only name
    and size are sent; `promise` is said with `accepted` while no file is given; `file` is what it holds, if anything.
    """

    accept: str
    most: int
    accepted: str
    promise: str
    file: str
    refused: bool
    words: UploaderWords


Name = Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]


class GivenFile(msgspec.Struct, frozen=True, tag_field="kind", tag="file"):
    """A file; its bytes travel in base64."""

    name: Name
    content: Annotated[bytes, msgspec.Meta(max_length=MOST_BYTES)]


class LargeFile(msgspec.Struct, frozen=True, tag_field="kind", tag="large"):
    """A file that is too large to be read."""

    name: Name
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]


class UnreadableFile(msgspec.Struct, frozen=True, tag_field="kind", tag="unreadable"):
    """A file that the browser can't read."""

    name: Name


class SeveralFiles(msgspec.Struct, frozen=True, tag_field="kind", tag="several"):
    """More than one file at once."""

    count: Annotated[int, msgspec.Meta(ge=2, le=LARGEST)]


class Removed(msgspec.Struct, frozen=True, tag_field="kind", tag="remove"):
    """The file that was given is taken away."""


Given: TypeAlias = GivenFile | LargeFile | UnreadableFile | SeveralFiles
"""What can be given; names are as they came, so to be shown as plain text."""

UPLOADER: Exhibit[UploaderPayload, Given | Removed] = Exhibit("kit/uploader", UploaderPayload, Given | Removed)
