"""Writes the types of what the exhibits say and ask for the JavaScript: ``python -m tools.payloads update``, ``check``.

Each folder of ``static`` whose drawings have an exhibit gets a ``payloads.d.ts``. ``check`` changes nothing and fails
when one of them is not what the Python says now.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

import nnviz
from nnviz.kit.exhibit import Exhibit

__all__ = ["check", "declare", "find_exhibits", "main", "write_type"]

STATIC_FOLDER = Path(__file__).parent.parent / "static"
HEAD = (
    "/** What the server and the drawings of this folder say to each other: made by `make payloads`, not by hand. */\n"
)
SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", object: "unknown"}
MAPPINGS = (dict, Mapping)
LISTS = (list, Sequence, Iterable)


def find_exhibits() -> dict[str, list[tuple[Exhibit[typing.Any, typing.Any], str]]]:
    """Return all exhibits with the name of the Python module they stand in, by their folder in ``static``."""
    found: dict[str, list[tuple[Exhibit[typing.Any, typing.Any], str]]] = {}
    for name in _exhibit_modules():
        for value in vars(import_module(name)).values():
            if isinstance(value, Exhibit) and (value, name) not in found.get(_folder(value), []):
                found.setdefault(_folder(value), []).append((value, name))
    return found


def _exhibit_modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(nnviz.__path__, "nnviz."):
        if module.name.rpartition(".")[2].startswith("exhibit"):
            yield module.name


def _folder(exhibit: Exhibit[typing.Any, typing.Any]) -> str:
    return exhibit.module.partition("/")[0]


def declare(roots: Iterable[object]) -> str:
    """Return the declarations of types in TypeScript, each after those that it names."""
    declared: dict[str, tuple[object, str]] = {}
    for root in roots:
        for part in typing.get_args(root) if _is_union(root) else (root,):
            _declare(part, declared)
    return "\n".join(text for _, text in declared.values())


def _declare(kind: typing.Any, declared: dict[str, tuple[object, str]]) -> None:
    if kind.__name__ in declared:
        if declared[kind.__name__][0] is not kind:
            raise TypeError(f"two types are called {kind.__name__}")
        return
    fields = _fields(kind)
    for _, hint in fields:
        for inner in _named_types(hint):
            _declare(inner, declared)
    rows = "".join(f"  {name}: {write_type(hint)};\n" for name, hint in fields)
    declared[kind.__name__] = (kind, f"export interface {kind.__name__} {{\n{rows}}}\n")


def _fields(kind: typing.Any) -> list[tuple[str, typing.Any]]:
    """Return the names of a type's fields, with a question mark where one may be missing, and their types."""
    hints = typing.get_type_hints(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = [(field.encode_name, field.required, hints[field.name]) for field in msgspec.structs.fields(kind)]
        tag = kind.__struct_config__.tag
        tagged = [] if tag is None else [(kind.__struct_config__.tag_field or "type", typing.Literal[tag])]
        return [*tagged, *((name if required else f"{name}?", hint) for name, required, hint in fields)]
    return [(name if name in kind.__required_keys__ else f"{name}?", hint) for name, hint in hints.items()]


def _named_types(hint: typing.Any) -> Iterator[typing.Any]:
    if _is_named(hint):
        yield hint
    elif typing.get_origin(hint) is not typing.Literal:
        for part in typing.get_args(hint):
            yield from _named_types(part)


def _is_named(hint: typing.Any) -> bool:
    return typing.is_typeddict(hint) or (isinstance(hint, type) and issubclass(hint, msgspec.Struct))


def _is_union(hint: typing.Any) -> bool:
    return typing.get_origin(hint) in {typing.Union, types.UnionType}


def write_type(hint: typing.Any) -> str:
    """Return a type of Python as TypeScript writes it.

    Raises
    ------
    TypeError
        When JSON has no such thing.
    """
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if _is_named(hint):
        return str(hint.__name__)
    if origin is typing.Annotated:
        return write_type(parts[0])
    if origin is typing.Literal:
        return " | ".join(f'"{part}"' if isinstance(part, str) else str(part).lower() for part in parts)
    if _is_union(hint):
        return " | ".join(dict.fromkeys(write_type(part) for part in parts))
    if origin is tuple and parts[-1] is not Ellipsis:
        return f"[{', '.join(map(write_type, parts))}]"
    if origin is tuple or (origin and issubclass(origin, LISTS) and not issubclass(origin, MAPPINGS)):
        item = write_type(parts[0])
        return f"({item})[]" if " | " in item else f"{item}[]"
    if origin and issubclass(origin, MAPPINGS) and parts[0] is str:
        return f"Record<string, {write_type(parts[1])}>"
    raise TypeError(f"{hint} has no type in JSON")


def _write_all() -> dict[Path, str]:
    return {
        STATIC_FOLDER / folder / "payloads.d.ts": HEAD + "\n" + declare(_types(exhibits))
        for folder, exhibits in sorted(find_exhibits().items())
    }


def _types(exhibits: Iterable[tuple[Exhibit[typing.Any, typing.Any], str]]) -> Iterator[object]:
    for exhibit, _module in exhibits:
        yield exhibit.payload
        if exhibit.message is not None:
            yield exhibit.message


def check() -> list[str]:
    """Return what is wrong with the files as they are."""
    wanted = _write_all()
    faults = [
        f"{file.relative_to(STATIC_FOLDER.parent)} is not what the exhibits say: run `make payloads`"
        for file, text in wanted.items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    left_over = sorted(set(STATIC_FOLDER.glob("*/payloads.d.ts")) - set(wanted))
    return [*faults, *(f"{file.relative_to(STATIC_FOLDER.parent)} has no exhibit any more" for file in left_over)]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.payloads", description=__doc__)
    parser.add_argument("command", choices=["check", "update"])
    if parser.parse_args(arguments).command == "update":
        for file, text in _write_all().items():
            file.write_text(text, encoding="utf-8")
    faults = check()
    print("\n".join(faults) if faults else "The payloads' types are those of the exhibits.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
