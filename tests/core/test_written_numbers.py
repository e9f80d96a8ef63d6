"""All texts for learners: numbers in them are written by `nnviz.core.numbers`, and counts have their plural forms."""

import ast
import functools
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from nnviz.core.i18n import LANGUAGES
from tools.catalogues import ROOT, collect

CODE = {
    "nnviz/activations/forward_listing.py": "a program and what it prints",
    "nnviz/calculus/expressions/text.py": "a formula that can be typed in again",
    "nnviz/calculus/listing.py": "what a program prints",
    "nnviz/core/accepts.py": "a value of a link",
    "nnviz/core/points.py": "points of a link",
    "nnviz/data/csv_columns.py": "a key by which cells are told apart",
    "nnviz/kit/fields.py": "the content of a field, which is read again",
    "nnviz/kit/figures/palette.py": "a color of CSS",
    "nnviz/neuron/artificial.py": "a program and what it prints",
    "nnviz/neuron/exhibit.py": "the content of fields, which is read again",
    "nnviz/playground/export.py": "a program",
    "nnviz/race/exhibit.py": "a number again",
    "nnviz/run/proposals.py": "a number again",
    "nnviz/statistics/information.py": "an error of a programmer",
    "nnviz/uncertainty/page.py": "the name of a picture",
}
"""Where Python's own formats are right: what they write is for a program."""

NEVER_ONE = {
    "most": "a limit of the program, larger than one",
    "limit": "a limit of the program, larger than one",
    "rows": "a limit of the program, larger than one",
    "columns": "a limit of the program, larger than one",
    "runs": "fixed, larger than one",
    "copies": "fixed, larger than one",
    "steps": "fixed, larger than one",
    "times": "repeats are named from two on; factors are no counts",
    "n": "a way has at least three states",
    "total": "of so many: the noun goes with the whole",
    "all": "of so many: the noun goes with the whole",
}
NOT_COUNTED = {
    "activation", "batch", "epoch", "gain", "h", "kept", "l2", "label", "layer", "left", "loss", "low", "lr", "name",
    "names", "number", "optimizer", "penalty", "percent", "right", "row", "rule", "seconds", "shape", "shown",
    "slope", "target", "test", "train", "value", "x1",
}  # fmt: skip
"""Fields that hold no count: names, measures, ordinals."""
SEVERAL = (
    "Add a dense layer of {units} units",
    "Try {samples} points",
    "Try {units} units in each layer",
    "Computing {count} networks",
    "Done after at most {count} mistakes",
    "Done after more than {count} mistakes",
    "In the last {count} epochs",
    "In use: {x1}",
    "Mean and variance are taken over all {count} samples",
    "Stopped. This is the coarse picture",
    "The batch size is {batch}, but there are {count} training points",
    "The layer has {count} parameters; {shown}",
    "The mean over all {count} samples",
    "There are {count} numbers; at most",
    "This expression has {count} parts",
    "This has {count} characters",
    "This is a copy of the playground's network after {step} updates",
    "This makes a graph of {count} steps",
    "Train a copy for {count} updates",
    "changes: {count} changes are too many",
    "has {count} different words",
    "layers: {count} hidden layers are too many",
    "several: {values}",
    "softmax, since there are {count} classes",
    "sum of all {count} samples",
    "the file has {count} columns",
    "the sum of {count} products",
    "{count} training points in batches of",
    "{count} updates",
)
"""Texts that are said only of more than one."""
ENDING_IN_S = {
    "is",
    "was",
    "as",
    "this",
    "its",
    "has",
    "less",
    "loss",
    "does",
    "takes",
    "leads",
    "stays",
    "comes",
    "times",
}


@functools.lru_cache(maxsize=1)
def messages() -> list[tuple[str, ...]]:
    return [
        (message.id,) if isinstance(message.id, str) else tuple(message.id) for message in collect(ROOT) if message.id
    ]


def written_texts() -> list[str]:
    """Every text in every language."""
    texts = [text for forms in messages() for text in forms]
    for language in LANGUAGES:
        path = ROOT / "locale" / language / "LC_MESSAGES" / "nnviz.po"
        if path.exists():
            with path.open("rb") as file:
                for message in read_po(file, locale=language):
                    texts += [message.string] if isinstance(message.string, str) else list(message.string)
    return texts


def python_files() -> list[Path]:
    return sorted((ROOT / "nnviz").rglob("*.py"))


def formats_numbers(tree: ast.AST) -> list[int]:
    """Lines with a format of Python for numbers, as in f"{x:.2f}" or "{share:.1%}"."""
    specs = [
        (node.lineno, "".join(part.value for part in node.format_spec.values if isinstance(part, ast.Constant)))
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr)
    ]
    plain = [
        (node.lineno, match)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for match in re.findall(r"(?<![%{])\{\w*:([^{}]*)\}", node.value)
    ]
    return [line for line, spec in (*specs, *plain) if re.fullmatch(r"[,+\-#0-9.]*[gfeG%d,]", spec)]


def test_no_module_formats_numbers_by_itself():
    found = [
        f"{name}:{line}"
        for path in python_files()
        if (name := path.relative_to(ROOT).as_posix()) not in CODE and name != "nnviz/core/numbers.py"
        for line in formats_numbers(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize("name", CODE)
def test_the_exceptions_are_still_needed(name):
    assert formats_numbers(ast.parse((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('f"{x:g}"', True),
        ('f"{x:.2f} s"', True),
        ('"{share:.1%}".format(share=1)', True),
        ('f"{n:,}"', True),
        ('f"{x}"', False),
        ('f"{name:>8}"', False),
        ('"%{y:.3g}"', False),
    ],
)
def test_the_search_finds_formats_of_numbers(code, seen):
    assert bool(formats_numbers(ast.parse(code))) is seen


def test_the_sign_of_percent_comes_with_the_number():
    """A field that is filled with 95% must not be followed by a sign or a word of its own; nor may it stand apart."""
    bare = re.compile(r"\}\**\s?%|\d\s%|\}\**\s(percent|प्रतिशत)\b")
    assert [text for text in written_texts() if bare.search(text)] == []


def counts_without_forms(text: str) -> list[str]:
    """Fields that are counts of a noun in the plural."""
    found = []
    for field, behind in re.findall(r"\{(\w+)\}\**((?: [\w-]+){1,3})", text):
        nouns = [word for word in behind.split() if len(word) > 2 and word.endswith("s") and word not in ENDING_IN_S]
        if nouns and field not in NEVER_ONE and field not in NOT_COUNTED:
            found.append(field)
    return found


def test_every_count_has_plural_forms():
    plain = [forms[0] for forms in messages() if len(forms) == 1 and not forms[0].startswith(SEVERAL)]
    assert [text for text in plain if counts_without_forms(text)] == []


def test_the_search_finds_counts_without_forms():
    assert counts_without_forms("It took {mistakes} mistakes.") == ["mistakes"]
    assert counts_without_forms("{count} throws, {hits} heads") == ["count", "hits"]
    assert counts_without_forms("Mistakes: {mistakes}.") == []


@pytest.mark.parametrize("beginning", SEVERAL)
def test_what_is_said_only_of_several_is_still_said(beginning):
    assert any(forms[0].startswith(beginning) for forms in messages())


def test_both_forms_of_a_text_hold_the_same_fields():
    for forms in messages():
        assert len({frozenset(re.findall(r"\{(\w+)\}", form)) | {"count"} for form in forms}) == 1, forms
