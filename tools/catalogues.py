"""Keeps the catalogues in step with the code: ``python -m tools.catalogues update`` and ``... check``.

``update`` collects every marked text into ``locale/nnviz.pot`` and carries it into each language's
``nnviz.po``; a text that was reworded keeps its old translation, marked fuzzy, until somebody has read it
again. ``check`` changes nothing and fails when a learner could meet an untranslated or outdated text.
"""

from __future__ import annotations

import argparse
import io
import string
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from nnviz.core.i18n import DEFAULT_LANGUAGE, LANGUAGES

__all__ = ["check", "collect", "update"]

ROOT = Path(__file__).parent.parent
SOURCES = ("app.py", "nnviz", "pages")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "plural_words": (1, 2)}
HEADER = "# Texts of nnviz.\n# This file is under the same licence as nnviz."
TRANSLATIONS = tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)


def collect(root: Path) -> Catalog:
    """Return a template with every marked text of the sources under `root`."""
    template = _empty()
    for source in SOURCES:
        for text, comments, context in _extract(root / source):
            template.add(text, auto_comments=comments, context=context)
    return template


def _extract(source: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    options = {"keywords": KEYWORDS, "comment_tags": ("Translators:",), "strip_comment_tags": True}
    if source.is_dir():
        for _file, _line, text, comments, context in extract_from_dir(source, **options):  # type: ignore[arg-type]
            yield text, comments, context
    elif source.exists():
        for _line, text, comments, context in extract_from_file("python", source, **options):  # type: ignore[arg-type]
            yield text, comments, context


def update(root: Path, languages: Iterable[str] = TRANSLATIONS) -> list[Path]:
    """Bring template and catalogues up to date; return the files that changed."""
    template = collect(root)
    files = {_template_path(root): template}
    for language in languages:
        catalogue = _read(_catalogue_path(root, language), language)
        catalogue.update(template, update_creation_date=False)
        files[_catalogue_path(root, language)] = catalogue
    return [path for path, catalogue in files.items() if _write_if_changed(path, catalogue)]


def check(root: Path, languages: Iterable[str] = TRANSLATIONS) -> list[str]:
    """Return a sentence for everything that is wrong with the template and the catalogues."""
    template = collect(root)
    problems = list(_compare(_template_path(root), template))
    for language in languages:
        path = _catalogue_path(root, language)
        problems += _compare(path, template, language)
        problems += [f"{path}: {problem}" for message in _read(path, language) for problem in _inspect(message)]
    return problems


def _compare(path: Path, template: Catalog, language: str | None = None) -> Iterator[str]:
    """Yield what is in the code and not in the file, and the other way round."""
    catalogue = _read(path, language)
    marked, written = ({_key(message) for message in each if message.id} for each in (template, catalogue))
    for text in sorted(marked - written):
        yield f"{path}: missing: “{text}”"
    for text in sorted((written - marked) | {str(text) for text in catalogue.obsolete}):
        yield f"{path}: no longer in the code: “{text}”"


def _inspect(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    if not message.id:
        return
    if message.fuzzy:
        yield f"fuzzy, so not shown: “{_key(message)}”"
    translations = _texts(message.string or "")
    if not all(translations):
        yield f"not translated: “{_key(message)}”"
    accepted = [_placeholders(text) for text in _texts(message.id)]
    for translation in filter(None, translations):
        if _placeholders(translation) not in accepted:
            yield f"placeholders differ: “{_key(message)}” and “{translation}”"


def _texts(id_or_string: str | Iterable[str]) -> tuple[str, ...]:
    return (id_or_string,) if isinstance(id_or_string, str) else tuple(id_or_string)


def _key(message: Message) -> str:
    return " / ".join(_texts(message.id))


def _placeholders(text: str) -> frozenset[str] | None:
    """Return the names of the fields in a format string; None when its braces don't match."""
    try:
        return frozenset(
            name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None


def _template_path(root: Path) -> Path:
    return root / "locale" / "nnviz.pot"


def _catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "nnviz.po"


def _empty(language: str | None = None) -> Catalog:
    return Catalog(
        language,
        domain="nnviz",
        header_comment=HEADER,
        project="nnviz",
        version="0.1",
        revision_date=datetime.now(UTC),
        last_translator="nnviz contributors",
        language_team="nnviz contributors",
        msgid_bugs_address="the issues of the project",
        fuzzy=False,
    )


def _read(path: Path, language: str | None = None) -> Catalog:
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="nnviz")


def _write_if_changed(path: Path, catalogue: Catalog) -> bool:
    """Write a catalogue, unless only its date would change."""
    texts = io.BytesIO()
    write_po(texts, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=True)
    if path.exists() and path.read_bytes().endswith(b"\n\n" + texts.getvalue()):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalogues", description=__doc__)
    parser.add_argument("command", choices=["update", "check"])
    if parser.parse_args(arguments).command == "update":
        for path in update(ROOT):
            print(f"written: {path.relative_to(ROOT)}")
        return 0
    problems = check(ROOT)
    print("\n".join(problems) if problems else "The catalogues are complete.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
