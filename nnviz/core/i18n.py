"""Translation: which language is spoken now, and every sentence in it.

Catalogues are gettext ``.po`` files under ``locale/``; they are compiled in memory when a language
is first used, so that no compiled file can fall behind its source. The active language belongs to
the running context (a thread of the server, a test), never to the process.
"""

from __future__ import annotations

import functools
import gettext as _gettext
import io
from contextvars import ContextVar
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "N_", "_", "activate", "active_language", "best_language", "ngettext"]

LOCALE_FOLDER = Path(__file__).parent.parent.parent / "locale"
DEFAULT_LANGUAGE = "en"
LANGUAGES = {"en": "English", "hi": "हिन्दी"}
"""Language codes and the name each language has for itself."""

_active: ContextVar[str] = ContextVar("nnviz_language", default=DEFAULT_LANGUAGE)


@functools.lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> _gettext.NullTranslations:
    source = LOCALE_FOLDER / language / "LC_MESSAGES" / "nnviz.po"
    if language == DEFAULT_LANGUAGE or not source.exists():
        return _gettext.NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def activate(language: str) -> None:
    """Speak `language` from now on in this context; an unknown one falls back to English."""
    _active.set(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def active_language() -> str:
    """Return the code of the language spoken now, a key of `LANGUAGES`."""
    return _active.get()


def best_language(locale: str | None) -> str:
    """Return the language for a browser's locale such as ``"hi-IN"``."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def _(message: str) -> str:
    """Translate `message` into the active language."""
    return _catalogue(_active.get()).gettext(message) if message else message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count."""
    return _catalogue(_active.get()).ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark `message` for translation where it is defined; translate it with `_` where it is shown."""
    return message
