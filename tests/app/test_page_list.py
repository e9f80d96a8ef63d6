"""The list of pages and the folder of their files say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from nnviz.app.shell import _list_pages
from nnviz.core.i18n import LANGUAGES, activate

FILES = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_a_page_is_listed_under_its_own_name(language, monkeypatch):
    monkeypatch.setattr(st, "Page", lambda path, *, url_path, **_rest: (path, url_path))
    activate(language)
    listed = sorted(page for pages in _list_pages().values() for page in pages)
    assert listed == sorted((f"pages/{name}.py", name) for name in FILES), (
        "a page in pages/ is listed in nnviz/app/run_pages.py, nnviz/lessons/chapters.py or nnviz/app/shell.py, under "
        "the name of its file"
    )
