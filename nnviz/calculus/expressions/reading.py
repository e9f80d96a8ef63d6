"""What a learner typed, cut into numbers, names and signs.

Only what is on the white list gets through; whatever else was typed is named in a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nnviz.calculus.expressions.characters import SIGNS, normalize, without_head
from nnviz.calculus.expressions.functions import ALIASES, CHOOSING, CONSTANTS, RECIPROCALS, TYPED
from nnviz.core.accepts import shorten
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem

__all__ = ["MAX_CHARACTERS", "MAX_NESTING", "Piece", "read_pieces", "refuse"]

MAX_CHARACTERS = 200
MAX_NESTING = 20
PIECE = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+−-]?\d+)?)|(?P<name>[^\W\d]\w*)"
    rf"|(?P<sign>\*\*|[-+*/^()|,;√∛{re.escape(''.join(sign for sign in SIGNS if len(sign) == 1))}])|(?P<other>\S))"
)
WORDS = {**{name: name for name in (*TYPED, *CHOOSING, *RECIPROCALS)}, **ALIASES}
CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, a name or a sign.

    Attributes
    ----------
    kind : {"number", "value", "function", "sign", "end"}
        "value" is the name of a variable or constant.
    text : str
        What it is: of a function its key in `FUNCTIONS`, of any opening bracket "(".
    typed : str
        How it was written.
    spaced : bool
        Whether a space stands before it.
    """

    kind: str
    text: str
    typed: str
    spaced: bool = False


def refuse(field: str, message: str) -> InputError:
    """Return the error that says what is wrong with an expression."""
    return InputError([Problem(field, message)])


def read_pieces(text: str, variables: Sequence[str], field: str) -> list[Piece]:
    """Return the pieces of `text`, the last of kind "end".

    Raises
    ------
    InputError
        When it is empty, too long, nested too deeply, or has anything that is not on the white list.
    """
    if len(text) > MAX_CHARACTERS:
        message = _("This has {count} characters. Please write at most {most}.")
        raise refuse(field, message.format(count=len(text), most=MAX_CHARACTERS))
    plain = normalize(without_head(text, tuple(variables)))
    if not plain.strip():
        raise refuse(field, _("Nothing is written here yet. Please write an expression, for example x^2 + 3x + 1."))
    pieces = list(_cut(plain, variables, field))
    _check_brackets(pieces, field)
    return [*_join_decimals(pieces, field), Piece("end", "", "")]


def _cut(text: str, variables: Sequence[str], field: str) -> Iterator[Piece]:
    last = ""
    for found in PIECE.finditer(text):
        typed = found[0].strip()
        spaced = found[0] != typed
        if found["number"]:
            yield Piece("number", typed.replace("−", "-"), typed, spaced)
        elif found["name"]:
            yield from _split_word(typed, spaced, variables, field)
        elif found["sign"]:
            if typed == "[" and last == "name" and not spaced:
                raise refuse(field, _("Square brackets after a name would be an index. Please write round ones."))
            yield Piece("sign", SIGNS.get(typed, typed), typed, spaced)
        elif found["other"]:
            raise refuse(field, _explain_character(found["other"]))
        last = found.lastgroup or ""


def _explain_character(character: str) -> str:
    if character == "=":
        return _("Please write only what stands to the right of “=”.")
    message = _(
        "“{character}” has no meaning here. Accepted are numbers, {signs}, brackets and names such as x or sin."
    )
    return message.format(character=character, signs="+ − * / ^")


# Names


def _split_word(word: str, spaced: bool, variables: Sequence[str], field: str) -> Iterator[Piece]:
    """Read a word as a name, or as several that stand side by side: ``2sinx``, ``xy``."""
    pieces = _split(unicodedata.normalize("NFKC", word).lower(), variables, set())
    if pieces is None:
        raise refuse(field, _explain_name(word, variables))
    for place, piece in enumerate(pieces):
        typed = word if len(pieces) == 1 else piece.typed
        yield replace(piece, typed=typed, spaced=spaced and place == 0)


def _split(word: str, variables: Sequence[str], dead: set[str]) -> list[Piece] | None:
    """Return the names in a word, the longest possible first; None when something is left. `dead` ends led nowhere."""
    if not word:
        return []
    if word in dead:
        return None
    digits = re.match(r"[\d]+", word)
    lengths = [digits.end()] if digits else range(len(word), 0, -1)
    for length in lengths:
        first = Piece("number", word[:length], word[:length]) if digits else _know(word[:length], variables)
        rest = _split(word[length:], variables, dead) if first is not None else None
        if first is not None and rest is not None:
            return [first, *rest]
    dead.add(word)
    return None


def _know(word: str, variables: Sequence[str]) -> Piece | None:
    name = WORDS.get(word) or WORDS.get(word.replace("_", ""))
    if name is not None:
        return Piece("function", name, word)
    value = "pi" if word == "π" else word
    return Piece("value", value, word) if value in variables or value in CONSTANTS else None


def _explain_name(word: str, variables: Sequence[str]) -> str:
    message = _(
        "“{name}” is not known here. Variables: {variables}. Numbers with a name: e, pi. Functions: {functions}."
    )
    functions = ", ".join((*TYPED, *CHOOSING))
    return message.format(name=shorten(word), variables=", ".join(variables), functions=functions)


# Brackets and commas


def _check_brackets(pieces: Sequence[Piece], field: str) -> None:
    opened: list[str] = []
    for piece in pieces:
        if piece.text == "(":
            opened.append(piece.typed)
        elif piece.text == ")" and (not opened or opened.pop() != CLOSING[piece.typed]):
            raise refuse(field, _("A closing bracket has no opening one. Please check the brackets."))
        if len(opened) > MAX_NESTING:
            message = _("The brackets are nested more than {most} deep. Please write it with fewer.")
            raise refuse(field, message.format(most=MAX_NESTING))
    if opened:
        raise refuse(field, _("A bracket is not closed. Please check the brackets."))


def _join_decimals(pieces: list[Piece], field: str) -> list[Piece]:
    """Write a comma inside a number as a point; between the sides of ``max`` and ``min`` it stays a comma."""
    separators = _find_separators(pieces)
    joined: list[Piece] = []
    rest = iter(enumerate(pieces))
    for place, piece in rest:
        if piece.text not in {",", ";"}:
            joined.append(piece)
        elif place in separators:
            joined.append(replace(piece, text=","))
        elif _is_tight(pieces, place):
            joined[-1] = _join(joined[-1], next(rest)[1], field)
        else:
            raise refuse(field, _explain_comma(piece.text))
    return joined


def _find_separators(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of the commas and semicolons that stand between the sides of ``max`` and ``min``."""
    found: set[int] = set()
    opened: list[tuple[bool, list[int]]] = []
    for place, piece in enumerate(pieces):
        if piece.text == "(":
            opened.append((place > 0 and pieces[place - 1].text in CHOOSING, []))
        elif piece.text in {",", ";"} and opened:
            opened[-1][1].append(place)
        elif piece.text == ")":
            choosing, marks = opened.pop()
            found.update(_choose_separators(pieces, marks) if choosing else ())
    return found


def _choose_separators(pieces: Sequence[Piece], marks: list[int]) -> list[int]:
    """Return which marks separate: semicolons, else commas that are not inside a number, else all.

    One comma alone separates, and so do several in a chain of numbers: ``max(0,5x)``, ``max(1,2,3)``.
    """
    semicolons = [place for place in marks if pieces[place].text == ";"]
    loose = [place for place in marks if not _is_tight(pieces, place)]
    chained = any(place + 2 in marks and place + 2 not in loose for place in marks if place not in loose)
    return semicolons or ([] if chained or len(marks) == 1 else loose) or marks


def _is_tight(pieces: Sequence[Piece], place: int) -> bool:
    """Return whether a comma stands between two digits."""
    around = pieces[place - 1 : place + 2] if place else []
    if len(around) < 3 or pieces[place].text != ",":
        return False
    before, comma, after = around
    tight = not (comma.spaced or after.spaced)
    return tight and before.kind == after.kind == "number" and before.text.isdigit() and after.text[0].isdigit()


def _join(before: Piece, after: Piece, field: str) -> Piece:
    text = f"{before.text},{after.text}"
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text) or "." in after.text or not before.text.isdigit():
        message = _(
            "“{number}” can be read in two ways. Please write decimals with a point, and thousands without a sign."
        )
        raise refuse(field, message.format(number=shorten(f"{before.typed},{after.typed}")))
    return replace(before, text=text.replace(",", "."), typed=text)


def _explain_comma(sign: str) -> str:
    message = _(
        "“{sign}” can't stand here. It belongs into a decimal number, as in 0,5, or between the two sides of max."
    )
    return message.format(sign=sign)
