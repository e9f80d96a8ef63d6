"""The types of what the exhibits say, as they are written out for the JavaScript."""

from typing import Annotated, Literal, NotRequired, TypedDict

import msgspec
import pytest

from tools import payloads


class Inner(TypedDict):
    x: float


class Outer(TypedDict):
    name: str
    many: list[Inner]
    pair: tuple[int, str]
    row: tuple[float, ...]
    maybe: float | None
    kind: Literal["a", "b"]
    words: dict[str, str]
    option: NotRequired[list[int | str]]


class Go(msgspec.Struct, frozen=True, tag_field="kind", tag="go"):
    place: tuple[Annotated[float, msgspec.Meta(ge=0)], float]
    fast: bool = False


class Stop(msgspec.Struct, frozen=True, tag_field="kind", tag="stop"):
    pass


def test_a_payload_is_written_after_the_types_that_it_names():
    assert payloads.declare([Outer]) == (
        "export interface Inner {\n  x: number;\n}\n\n"
        "export interface Outer {\n"
        "  name: string;\n"
        "  many: Inner[];\n"
        "  pair: [number, string];\n"
        "  row: number[];\n"
        "  maybe: number | null;\n"
        '  kind: "a" | "b";\n'
        "  words: Record<string, string>;\n"
        "  option?: (number | string)[];\n"
        "}\n"
    )


def test_a_message_has_its_tag_and_what_may_be_left_out():
    text = payloads.declare([Go | Stop])
    assert 'export interface Go {\n  kind: "go";\n  place: [number, number];\n  fast?: boolean;\n}' in text
    assert 'export interface Stop {\n  kind: "stop";\n}' in text


def test_what_json_does_not_have_is_refused():
    with pytest.raises(TypeError, match="complex"):
        payloads.write_type(complex)


def test_the_files_are_what_the_exhibits_say():
    assert payloads.check() == []


def test_a_file_that_drifts_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(payloads, "STATIC_FOLDER", tmp_path / "static")
    for folder in payloads.find_exhibits():
        (tmp_path / "static" / folder).mkdir(parents=True)
    payloads.main(["update"])
    assert payloads.check() == []
    file = tmp_path / "static/neuron/payloads.d.ts"
    file.write_text(file.read_text(encoding="utf-8").replace("z: number", "z: string"), encoding="utf-8")
    assert payloads.check() == ["static/neuron/payloads.d.ts is not what the exhibits say: run `make payloads`"]
