"""What can be typed, what can't, and that nothing typed does any harm."""

import math
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nnviz.calculus.expressions import evaluate_at, parse, read, to_text
from nnviz.calculus.expressions.tree import count_nodes
from nnviz.core.i18n import _, activate
from nnviz.core.problems import InputError
from tests.helpers.examples import examples

AT_ONCE = 10

HOSTILE = (
    "9**9**9**9",
    "9^9^9^9",
    "(9**9)**(9**9)",
    "__import__('os')",
    "__import__('os').system('true')",
    "x.__class__",
    "().__class__.__bases__[0]",
    "lambda: x",
    "[x for x in (1, 2)]",
    "exec('x')",
    "open('x')",
    "x if x else 1",
    "x := 2",
    "'x' * 10",
    "f'{x}'",
    "x; x",
    "(" * 10_000 + "x" + ")" * 10_000,
    "-" * 10_000 + "x",
    "sin(" * 60 + "x" + ")" * 60,
    "+".join(["x"] * 100),
    "9" * 5000,
    "1e999",
    "\x00",
    "x\x00",
    "\N{RIGHT-TO-LEFT OVERRIDE}x",
    "<script>alert(1)</script>",
    "$x$",
)
WRONG = {
    "": "Nothing is written here yet.",
    "   ": "Nothing is written here yet.",
    "f(x) =": "Nothing is written here yet.",
    "y + 1": "“y” is not known here. Variables: x.",
    "foo(x)": "“foo” is not known here.",
    "log": "Please write something after log, for example log(x).",
    "2sin + 1": "Please write something after sin, for example sin(x).",
    "log()": "Please write something between the brackets of log",
    "max(x)": "Please write two sides with a comma between them after max",
    "min x": "Please write two sides with a comma between them after min",
    "1,000x": "“1,000” can be read in two ways.",
    "1,00,000": "“1,00,000” can be read in two ways.",
    "x, 2": "“,” can't stand here.",
    "(x; 2)": "“;” can't stand here.",
    "x[0]": "Square brackets after a name would be an index.",
    "(x + 1]": "A closing bracket has no opening one.",
    "x = = 2": "to the right of “=”",
    "|x": "A “|” has no other one.",
    "x.": "“.” has no meaning here.",
    "x 2": "A sign is missing before 2.",
    "(x": "A bracket is not closed.",
    "x)": "A closing bracket has no opening one.",
    "x2": "A sign is missing before 2.",
    "x +": "After “+” a number, a name or a bracket is missing.",
    "2 × ÷ x": "After “×” a number, a name or a bracket is missing.",
    "*x": "Before “*” a number or a name is missing.",
    "x^21": "exponents from −20 to 20",
    "1e13x": "too large or too small",
}
PAPER = {
    "x^2 + 3x + 1": 11.0,
    "x**2+3*x+1": 11.0,
    "(2x+1)²": 25.0,
    "2(x + 1)(x − 1)": 6.0,
    "x · x × 2 ÷ 4": 2.0,
    "२x + १": 5.0,
    "1e−1x": 0.2,
    "٣x": 6.0,
    "y = x²": 4.0,
    "f(x) = x³": 8.0,
    "x⁻¹": 0.5,
    "-x^2": -4.0,
    "2^-x": 0.25,
    "xx": 4.0,
    "Sin(X) - sin(x)": 0.0,
    "log(e^x)": 2.0,
    "2πx - 4pi": 0.0,
    "√(2x)": 2.0,
    "[x + 1]": 3.0,
    "2[x + 1]": 6.0,
    "relu(-x) + abs(-x)": 2.0,
    "√x": math.sqrt(2),
    "∛(4x)": 2.0,
    "³√(4x)": 2.0,
    "x³√(2x)": 16.0,
    "cbrt(-4x)": -2.0,
    "|x - 5|": 3.0,
    "||x - 5| - 1||x|": 4.0,
    "2|-x|^2": 8.0,
    "ln x": math.log(2),
    "exp x": math.exp(2),
    "sin x cos x": math.sin(2) * math.cos(2),
    "sin 2x": math.sin(4),
    "2sinx": 2 * math.sin(2),
    "xsinx": 2 * math.sin(2),
    "sin x^2": math.sin(4),
    "sin -x": -math.sin(2),
    "ln sin x + 1": math.log(math.sin(2)) + 1,
    "ln 2(x + 1)": math.log(2) * 3,
    "sin^2(x)": math.sin(2) ** 2,
    "sin²x + cos^2 x": 1.0,
    "sin⁻¹(x/4)": math.asin(0.5),
    "tan^-1 x": math.atan(2),
    "arcsin(0.5) + acos(0.5)": math.pi / 2,
    "arctan x": math.atan(2),
    "cot x": 1 / math.tan(2),
    "tan x": math.tan(2),
    "sinh x + cosh x": math.exp(2),
    "x^½": math.sqrt(2),
    "½x": 1.0,
    "2½x": 5.0,
    "2ˣ": 4.0,
    "x⁻⁽¹⁺¹⁾": 0.25,
    "log(x)": math.log(2),
    "log10(50x)": 2.0,
    "log_10 100": 2.0,
    "log₂(4x)": 3.0,
    "log2(x)": 1.0,
    "max(0,x)": 2.0,
    "max(0,5x)": 10.0,
    "max(0,5; x)": 2.0,
    "max(1,5, x)": 2.0,
    "max(0,1,2,x)": 2.0,
    "min(x, 0.5)": 0.5,
    "min(-x, max(x, 3))": -2.0,
    "floor(x/3) + ceil(x/3) + sign(-x)": 0.0,
    "softplus(0) + gelu(0)": math.log(2),
    "0,5x": 1.0,
    "०,५x": 1.0,
    "1/2x": 1.0,
    "e^2x": 2 * math.e**2,
    "√2x": 2 * math.sqrt(2),
    "𝑥² + 𝜋 − π": 4.0,
    "SIN(x) - sin x": 0.0,
    "x^{2}": 4.0,
    "tanh(0) + sigmoid(0)": 0.5,
}


NOTES = {
    "log(x)": ["natural logarithm ln, as in PyTorch"],
    "1/2x": ["as (1 / 2)·x. If you mean 1 / (2·x)"],
    "x/2(x + 1)": ["as (x / 2)·(x + 1). If you mean x / (2·(x + 1))"],
    "sin 2x": ["“sin” without brackets is read as sin(2·x)."],
    "sin x cos x": ["“sin” without brackets is read as sin(x)."],
    "sin x/2": ["“sin” without brackets is read as sin(x)."],
    "ln x^2": ["“ln” without brackets is read as ln(x²)."],
    "sin⁻¹(x)": ["is read as arcsin(x). If you mean 1 / sin(x)"],
    "ln^-1(x)": ["is read as ln(x)^(−1)."],
    "e^2x": ["The exponent ends after e²."],
    "√2x": ["The root ends after sqrt(2)."],
    "log x + 1/3x": ["natural logarithm", "(1 / 3)·x"],
    "log x + log(2x)": ["natural logarithm"],
}
CLEAR = (
    "x^2 + 3x + 1", "(1/2)x", "½x", "ln(x)", "ln x + 1", "sin(2x)cos(x)", "√(2x)", "e²x", "e^(2x)", "x^2 (x + 1)",
    "1/(2x)", "x/2·x", "sin²x", "3x^2y", "√x + 1", "max(0,x)", "0,5x",
)  # fmt: skip


@pytest.mark.parametrize("text", NOTES)
def test_where_two_readings_are_usual_a_note_says_which_was_taken(text):
    said = read(text).notes
    assert len(said) == len(NOTES[text])
    for note, words in zip(said, NOTES[text], strict=True):
        assert words in note


@pytest.mark.parametrize("text", CLEAR)
def test_what_has_one_reading_gets_no_note(text):
    assert read(text, ("x", "y")).notes == ()


@pytest.fixture
def activate_language():
    """Return what chooses the language; a catalogue that is read for the first time takes a while."""

    def chosen(lang):
        activate(lang)
        _("Language")

    yield chosen
    activate("en")


@pytest.mark.parametrize("text", PAPER)
def test_what_is_usual_on_paper_is_read(text):
    assert evaluate_at(parse(text), x=2.0) == pytest.approx(PAPER[text], abs=1e-12)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named(text):
    with pytest.raises(InputError) as caught:
        parse(text, field="slope")
    assert WRONG[text] in str(caught.value)
    assert caught.value.problems[0].field == "slope"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
@pytest.mark.parametrize("lang", ["en", "hi"])
def test_what_is_hostile_gets_a_clear_answer_at_once(text, lang, activate_language):
    activate_language(lang)
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        parse(text)
    assert time.process_time() - start < 1
    assert 10 < len(str(caught.value)) < 320


def test_the_answer_is_in_the_learners_language(activate_language):
    activate_language("hi")
    with pytest.raises(InputError, match="पहचाना नहीं गया"):
        parse("foo(x)")


def test_only_the_variables_of_the_place_are_known():
    assert evaluate_at(parse("xy", ("x", "y")), x=2.0, y=3.0) == 6.0
    with pytest.raises(InputError):
        parse("x", ("t",))


PIECES = (
    *("x", "y", "2", "0.5", "9", "+", "-", "*", "/", "**", "^", "(", ")", "²", " ", "sin", "exp(", "e", "pi"),
    *("__", ".", "'", ",", "१", "९", "[", "0x", "1e9", "lambda", "=", "\n", "#", "\\", "½"),
    *(
        "max(",
        "min",
        "log",
        "log2",
        "cbrt",
        "arcsin",
        "√",
        "∛",
        "|",
        "³",
        "⁻¹",
        ";",
        "]",
        "{",
        "}",
        "·",
        "÷",
        "π",
        "↑",
        "ˣ",
    ),
)
typed = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(examples(2000 // AT_ONCE, nightly=20_000 // AT_ONCE), suppress_health_check=list(HealthCheck))
@example(["X¼X"])
@given(st.lists(typed, min_size=AT_ONCE, max_size=AT_ONCE))
def test_whatever_is_typed_is_read_or_explained(texts):
    for text in texts:
        tree = read_or_explain(text)
        if tree is not None:
            assert count_nodes(tree) <= 80
            evaluate_at(tree, x=1.0, y=2.0)
            assert to_text(parse(to_text(tree), ("x", "y"))) == to_text(tree)


def read_or_explain(text):
    """Return the tree of what can be read; what can't raises an InputError that says something, and nothing else."""
    try:
        return parse(text, ("x", "y"))
    except InputError as error:
        return None if str(error) else pytest.fail("an empty message")
