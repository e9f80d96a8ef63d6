"""What a learner typed, cut into pieces and written so that Python's own grammar can read it.

Only characters, names and numbers on the white list get through; whatever else was typed is named in a
message. Ways of writing that are usual on paper are understood: ``2x``, ``2(x+1)``, ``x²``, ``x^2``, ``·``, ``×``,
``−``, digits of other scripts, and ``y =`` in front.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nnviz.calculus.expressions.functions import ALIASES, CONSTANTS, TYPED
from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem

__all__ = ["MAX_CHARACTERS", "MAX_NESTING", "read_source", "refuse"]

MAX_CHARACTERS = 200
MAX_NESTING = 20

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS = str.maketrans(
    {
        "^": "**",
        "·": "*",
        "⋅": "*",
        "×": "*",
        "∗": "*",
        "−": "-",
        "–": "-",
        "÷": "/",
        "∕": "/",
        "π": " pi ",
        "√": " sqrt",
        "[": "(",
        "]": ")",
        "\N{NO-BREAK SPACE}": " ",
    }
)
RAISED = re.compile(f"⁻?[{SUPERSCRIPTS}]+")
HEAD = re.compile(r"\s*([a-zA-Z]+)\s*(\([a-zA-Z,\s]*\))?\s*=(?!=)")
PIECE = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<sign>\*\*|[-+*/()])|(?P<other>\S))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, a name or a sign.

    Attributes
    ----------
    kind : {"number", "value", "function", "sign"}
        "value" is the name of a variable or constant.
    text : str
    """

    kind: str
    text: str


def refuse(field: str, message: str) -> InputError:
    """Return the error that says what is wrong with an expression."""
    return InputError([Problem(field, message)])


def read_source(text: str, variables: Sequence[str], field: str) -> str:
    """Return `text` written with numbers, known names, brackets and the signs ``+ - * / **`` only.

    Raises
    ------
    InputError
        When it is empty, too long, nested too deeply, or has anything that is not on the white list.
    """
    if len(text) > MAX_CHARACTERS:
        message = _("This has {count} characters. Please write at most {most}.")
        raise refuse(field, message.format(count=len(text), most=MAX_CHARACTERS))
    plain = _normalise(_without_head(text, variables))
    if not plain.strip():
        raise refuse(field, _("Nothing is written here yet. Please write an expression, for example x^2 + 3x + 1."))
    pieces = list(_cut(plain, variables, field))
    _check_brackets(pieces, field)
    return " ".join(_with_products(pieces, field))


def _without_head(text: str, variables: Sequence[str]) -> str:
    """Return what stands behind ``y =`` or ``f(x) =``."""
    head = HEAD.match(text)
    return text[head.end() :] if head and head[1] not in variables else text


def _normalise(text: str) -> str:
    raised = RAISED.sub(lambda found: f"**({_lower(found[0])})", text)
    return "".join(_digit(one) for one in raised.translate(SIGNS))


def _lower(raised: str) -> str:
    return "".join("-" if one == "⁻" else str(SUPERSCRIPTS.index(one)) for one in raised)


def _digit(one: str) -> str:
    """Return the Latin digit for a digit of any script, anything else as it is."""
    return str(unicodedata.decimal(one)) if one.isdecimal() else one


def _cut(text: str, variables: Sequence[str], field: str) -> Iterator[Piece]:
    for found in PIECE.finditer(text):
        if found["number"]:
            yield Piece("number", found["number"])
        elif found["name"]:
            yield from _name(found["name"], variables, field)
        elif found["sign"]:
            yield Piece("sign", found["sign"])
        elif found["other"]:
            raise refuse(field, _explain_character(found["other"]))


def _explain_character(one: str) -> str:
    if one == ",":
        return _("A comma can't stand here. Please write decimals with a point, for example 0.5.")
    if one == "|":
        return _("Please write abs(x) for the absolute value |x|.")
    if one == "=":
        return _("Please write only what stands to the right of “=”.")
    message = _(
        "“{character}” has no meaning here. Accepted are numbers, {signs}, brackets and names such as x or sin."
    )
    return message.format(character=one, signs="+ − * / ^")


def _name(word: str, variables: Sequence[str], field: str) -> Iterator[Piece]:
    known = _know(word, variables) or _know(word.lower(), variables)
    if known is not None:
        yield known
        return
    parts = [_know(letter, variables) for letter in word]
    if not all(part is not None and part.kind == "value" for part in parts):
        raise refuse(field, _explain_name(word, variables))
    yield from (part for part in parts if part is not None)


def _know(word: str, variables: Sequence[str]) -> Piece | None:
    name = ALIASES.get(word, word)
    if name in TYPED:
        return Piece("function", name)
    return Piece("value", word) if word in variables or word in CONSTANTS else None


def _explain_name(word: str, variables: Sequence[str]) -> str:
    message = _(
        "“{name}” is not known here. Variables: {variables}. Numbers with a name: e, pi. Functions: {functions}."
    )
    functions = ", ".join((*TYPED, "log"))
    return message.format(name=shorten(word), variables=", ".join(variables), functions=functions)


def _check_brackets(pieces: Sequence[Piece], field: str) -> None:
    depth = 0
    for piece in pieces:
        depth += {"(": 1, ")": -1}.get(piece.text, 0)
        if depth < 0:
            raise refuse(field, _("A closing bracket has no opening one. Please check the brackets."))
        if depth > MAX_NESTING:
            message = _("The brackets are nested more than {most} deep. Please write it with fewer.")
            raise refuse(field, message.format(most=MAX_NESTING))
    if depth:
        raise refuse(field, _("A bracket is not closed. Please check the brackets."))


def _with_products(pieces: Sequence[Piece], field: str) -> Iterator[str]:
    """Put a sign between two pieces that are a product on paper."""
    for piece, following in pairwise((*pieces, Piece("end", ""))):
        yield piece.text
        if piece.kind == "function" and following.text != "(":
            message = _("Please write brackets after {function}, for example {function}(x).")
            raise refuse(field, message.format(function=piece.text))
        if not _ends(piece) or not _begins(following):
            continue
        if following.kind == "number":
            message = _("A sign is missing before {number}.")
            raise refuse(field, message.format(number=shorten(following.text)))
        yield "*"


def _ends(piece: Piece) -> bool:
    return piece.kind in {"number", "value"} or piece.text == ")"


def _begins(piece: Piece) -> bool:
    return piece.kind in {"number", "value", "function"} or piece.text == "("
