"""Links in the texts of chapters: where they lead, and what is wrong with one.

A link to a page stands alone in a line of a list, since only then the page can show it as a link that
keeps the session. Links to foreign sites are not written: nothing here could notice that one is dead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import parse_qsl, urlsplit

from nnviz.core.link import ViewSpec, read_link
from nnviz.core.spec import DataSpec, NetworkSpec, TrainingSpec, spec_fields
from nnviz.lessons.lesson import PageLink, split_links
from nnviz.run.fallbacks import apply_fallbacks

__all__ = ["find_link_faults"]

INLINE_LINK = re.compile(r"\]\((?P<target>[^)\s]*)[^)]*\)")
PLAYGROUND = "playground"
PARAMETERS = frozenset(
    {"layers", *(field[0] for kind in (DataSpec, NetworkSpec, TrainingSpec, ViewSpec) for field in spec_fields(kind))}
)


def find_link_faults(text: str, pages: Collection[str], anchors: Collection[str]) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with the links in a text.

    Parameters
    ----------
    text : str
        Markdown.
    pages : collection of str
        Names of the pages there are.
    anchors : collection of str
        Names of the sections a link beginning with ``#`` may lead to.
    """
    for piece in split_links(text):
        if isinstance(piece, PageLink):
            yield from _inspect_page_link(piece.target, pages)
        else:
            for link in INLINE_LINK.finditer(piece):
                yield from _inspect_inline_link(link["target"], anchors)


def _inspect_inline_link(target: str, anchors: Collection[str]) -> Iterator[str]:
    if target.startswith("/"):
        yield f"the link to {target} has to stand alone in a line: - [text]({target})"
    elif not target.startswith("#"):
        yield f"the link to “{target}” leads to no page"
    elif target[1:] not in anchors:
        yield f"the link to “{target}” leads to no section"


def _inspect_page_link(target: str, pages: Collection[str]) -> Iterator[str]:
    address = urlsplit(target)
    page = address.path.removeprefix("/")
    if page not in pages:
        yield f"the link to {target} leads to no page"
        return
    parameters = dict(parse_qsl(address.query, keep_blank_values=True))
    if page != PLAYGROUND:
        if parameters:
            yield f"the link to {target} gives parameters to a page that takes none"
        return
    for name in sorted(parameters.keys() - PARAMETERS):
        yield f"the link to {target} has an unknown parameter “{name}”"
    setup, problems = read_link(parameters)
    for problem in (*problems, *apply_fallbacks(setup.run)[1]):
        yield f"the link to {target}: {problem.message}"
