"""What can be typed, what can't, and that nothing typed does any harm."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.expressions import evaluate_at, parse, to_text
from nnviz.expressions.tree import count_nodes
from nnviz.i18n import _, activate
from nnviz.problems import InputError
from tests.examples import examples

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
    "sin x": "Please write brackets after sin, for example sin(x).",
    "sin()": "Please write something between the brackets of sin",
    "1,5x": "Please write decimals with a point",
    "x = = 2": "to the right of “=”",
    "|x|": "Please write abs(x)",
    "x.": "“.” has no meaning here.",
    "x 2": "A sign is missing before 2.",
    "(x": "A bracket is not closed.",
    "x)": "A closing bracket has no opening one.",
    "x +": "Is a number or a name missing",
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
    "relu(-x) + abs(-x)": 2.0,
    "tanh(0) + sigmoid(0)": 0.5,
}


@pytest.fixture
def speak():
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
def test_what_is_hostile_gets_a_clear_answer_at_once(text, lang, speak):
    speak(lang)
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        parse(text)
    assert time.perf_counter() - start < 1
    assert 10 < len(str(caught.value)) < 260


def test_the_answer_is_in_the_learners_language(speak):
    speak("hi")
    with pytest.raises(InputError, match="पहचाना नहीं गया"):
        parse("foo(x)")


def test_only_the_variables_of_the_place_are_known():
    assert evaluate_at(parse("xy", ("x", "y")), x=2.0, y=3.0) == 6.0
    with pytest.raises(InputError):
        parse("x", ("t",))


PIECES = (
    *("x", "y", "2", "0.5", "9", "+", "-", "*", "/", "**", "^", "(", ")", "²", " ", "sin", "exp(", "e", "pi"),
    *("__", ".", "'", ",", "१", "९", "[", "0x", "1e9", "lambda", "=", "\n", "#", "\\", "½"),
)
typed = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(examples(2000 // AT_ONCE, nightly=20_000 // AT_ONCE), suppress_health_check=list(HealthCheck))
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
