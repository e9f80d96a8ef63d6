"""The catalogue tool: every way a text can go untranslated is caught, and updating loses nothing."""

from pathlib import Path

import pytest

from tools.catalogues import check, update

LANGUAGE = ("hi",)
CODE = """
from nnviz.core.i18n import _, N_, ngettext
label = N_("Seed")
def show(n):
    return _("Epoch {epoch}").format(epoch=n) + ngettext("{count} point", "{count} points", n).format(count=n)
"""
TRANSLATED = {
    "Seed": "बीज",
    "Epoch {epoch}": "Epoch {epoch}",
    "{count} point": ("{count} बिंदु", "{count} बिंदु"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree whose three texts are all translated."""
    (tmp_path / "nnviz").mkdir()
    (tmp_path / "nnviz" / "module.py").write_text(CODE, encoding="utf-8")
    update(tmp_path, LANGUAGE)
    for text, translation in TRANSLATED.items():
        translate(tmp_path, text, translation)
    assert check(tmp_path, LANGUAGE) == []
    return tmp_path


def catalogue(tree: Path) -> Path:
    return tree / "locale" / "hi" / "LC_MESSAGES" / "nnviz.po"


def translate(tree: Path, text: str, translation: str | tuple[str, ...]) -> None:
    """Write a translation into the empty place after `text`, as a translator does in an editor."""
    before, after = catalogue(tree).read_text(encoding="utf-8").split(f'msgid "{text}"\n')
    if isinstance(translation, str):
        after = after.replace('msgstr ""', f'msgstr "{translation}"', 1)
    else:
        for number, form in enumerate(translation):
            after = after.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"', 1)
    catalogue(tree).write_text(f'{before}msgid "{text}"\n{after}', encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(tree: Path) -> list[str]:
    """What `check` finds, without the names of the files."""
    return [problem.split(": ", 1)[1] for problem in check(tree, LANGUAGE)]


def test_a_text_in_the_code_and_not_in_the_catalogues_is_missing(tree: Path) -> None:
    with (tree / "nnviz" / "module.py").open("a", encoding="utf-8") as file:
        file.write('hint = _("Press Play")\n')
    assert found(tree) == ["missing: “Press Play”"] * 2
    assert [Path(problem.split(": ")[0]).name for problem in check(tree, LANGUAGE)] == ["nnviz.pot", "nnviz.po"]


def test_a_text_that_left_the_code_is_stale(tree: Path) -> None:
    change(tree / "nnviz" / "module.py", 'N_("Seed")', '"Seed"')
    assert found(tree) == ["no longer in the code: “Seed”"] * 2


def test_an_obsolete_entry_is_stale(tree: Path) -> None:
    with catalogue(tree).open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "Old"\n#~ msgstr "पुराना"\n')
    assert found(tree) == ["no longer in the code: “Old”"]


def test_an_empty_translation_is_caught(tree: Path) -> None:
    change(catalogue(tree), "बीज", "")
    assert found(tree) == ["not translated: “Seed”"]


def test_a_plural_needs_every_form(tree: Path) -> None:
    change(catalogue(tree), 'msgstr[1] "{count} बिंदु"', 'msgstr[1] ""')
    assert found(tree) == ["not translated: “{count} point / {count} points”"]


def test_a_fuzzy_translation_is_caught(tree: Path) -> None:
    change(catalogue(tree), 'msgid "Seed"', '#, fuzzy\nmsgid "Seed"')
    assert found(tree) == ["fuzzy, so not shown: “Seed”"]


@pytest.mark.parametrize("translation", ["Epoch {epok}", "Epoch", "Epoch {epoch} {more}", "Epoch {epoch"])
def test_a_translation_keeps_the_placeholders(tree: Path, translation: str) -> None:
    change(catalogue(tree), 'msgstr "Epoch {epoch}"', f'msgstr "{translation}"')
    assert found(tree) == [f"placeholders differ: “Epoch {{epoch}}” and “{translation}”"]


def test_a_missing_catalogue_misses_every_text(tree: Path) -> None:
    catalogue(tree).unlink()
    assert found(tree) == [
        "missing: “Epoch {epoch}”",
        "missing: “Seed”",
        "missing: “{count} point / {count} points”",
    ]


def test_updating_again_changes_no_file(tree: Path) -> None:
    before = catalogue(tree).read_bytes()
    assert update(tree, LANGUAGE) == []
    assert catalogue(tree).read_bytes() == before


def test_updating_keeps_translations_and_marks_a_reworded_text_fuzzy(tree: Path) -> None:
    change(tree / "nnviz" / "module.py", "Epoch {epoch}", "Epoch {epoch}:")
    update(tree, LANGUAGE)
    assert found(tree) == ["fuzzy, so not shown: “Epoch {epoch}:”"]
    assert "बीज" in catalogue(tree).read_text(encoding="utf-8")


def test_updating_drops_what_left_the_code(tree: Path) -> None:
    change(tree / "nnviz" / "module.py", 'N_("Seed")', '"Seed"')
    update(tree, LANGUAGE)
    assert check(tree, LANGUAGE) == []
    assert "Seed" not in catalogue(tree).read_text(encoding="utf-8")


def test_a_catalogue_holds_no_line_numbers(tree: Path) -> None:
    assert "module.py" not in catalogue(tree).read_text(encoding="utf-8")
