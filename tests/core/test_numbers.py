"""Numbers in sentences: compared with what the browser's Intl writes for the same number and language."""

import json
import math
import random
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale

from nnviz.core.i18n import LANGUAGES, activate, ngettext
from nnviz.core.numbers import (
    plural_words,
    to_tex,
    write_count,
    write_fixed,
    write_number,
    write_percent,
    write_power,
    write_setting,
)

NUMBERS_JS = Path(__file__).parents[2] / "static" / "kit" / "numbers.js"
NODE = Path(sys.prefix) / "bin" / "node"
INTL = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const shared = { numberingSystem: "latn", useGrouping: "always" };
const answers = asked.map(([locale, options, value]) =>
  new Intl.NumberFormat(locale, { ...shared, ...options }).format(value));
process.stdout.write(JSON.stringify(answers));
"""
CATEGORIES = (
    "process.stdout.write(JSON.stringify([...Array(200).keys()].map(n => new Intl.PluralRules('%s').select(n))))"
)


OWN_DIGITS = """
const [locale, numberingSystem, value] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const typed = new Intl.NumberFormat(locale, { numberingSystem, useGrouping: false }).format(value);
import("%s").then(({ parseNumber }) => process.stdout.write(JSON.stringify([parseNumber(typed)])));
"""
LOOSE = {"pl": "Polski", "mr": "मराठी", "fr": "Français"}
"""Languages that are not there: with four plural forms, digits of their own, other signs."""
ANY_LANGUAGE = (*LANGUAGES, *LOOSE)


@pytest.fixture(autouse=True)
def speak_english_again(monkeypatch):
    for code, name in LOOSE.items():
        monkeypatch.setitem(LANGUAGES, code, name)
    yield
    activate("en")


def run_node(program: str, sent: object = None) -> list[str]:
    done = subprocess.run([NODE, "-e", program], input=json.dumps(sent), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def some_numbers(count: int = 400) -> list[float]:
    chance = random.Random(1)
    spread = [chance.choice([-1, 1]) * 10 ** chance.uniform(-12, 9) for _ in range(count)]
    return [0.0, 1.0, -1.0, 0.5, 0.125, 2.5, -0.0004, 1234.5, 99999.5, *spread]


@pytest.mark.parametrize("language", ANY_LANGUAGE)
@pytest.mark.parametrize("places", [0, 2, 4])
def test_digits_after_the_point_are_those_of_the_browser(language, places):
    options = {"minimumFractionDigits": places, "maximumFractionDigits": places, "signDisplay": "negative"}
    numbers = some_numbers()
    expected = run_node(INTL, [[language, options, value] for value in numbers])
    activate(language)
    assert [write_fixed(value, places) for value in numbers] == [text.replace("-", "−") for text in expected]


@pytest.mark.parametrize("language", ANY_LANGUAGE)
@pytest.mark.parametrize("places", [0, 1])
def test_percent_is_that_of_the_browser(language, places):
    shares = [value / 1e9 for value in some_numbers()] + [0.95, 0.953, 0.9995, 1.0]
    options = {"style": "percent", "maximumFractionDigits": places, "signDisplay": "negative"}
    expected = run_node(INTL, [[language, options, share] for share in shares])
    activate(language)
    assert [write_percent(share, places) for share in shares] == [text.replace("-", "−") for text in expected]


@pytest.mark.parametrize("language", ANY_LANGUAGE)
def test_numbers_of_ordinary_size_have_the_significant_digits_of_the_browser(language):
    numbers = [value for value in some_numbers() if value == 0 or 5e-4 <= abs(value) < 1000]
    expected = run_node(INTL, [[language, {"maximumSignificantDigits": 3}, value] for value in numbers])
    activate(language)
    assert [write_number(value) for value in numbers] == [text.replace("-", "−") for text in expected]


@pytest.mark.parametrize("language", ANY_LANGUAGE)
def test_counts_are_grouped_as_the_language_does(language):
    activate(language)
    counts = [0, 7, 999, 1000, 99999, 100000, 12345678]
    assert [write_count(count) for count in counts] == run_node(INTL, [[language, {}, count] for count in counts])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.31e-5, "2.3 × 10⁻⁵"),
        (-2.31e-5, "−2.3 × 10⁻⁵"),
        (9.96e-8, "1 × 10⁻⁷"),
        (123456.0, "1.2 × 10⁵"),
        (5e-324, "4.9 × 10⁻³²⁴"),
        (1e308, "1 × 10³⁰⁸"),
    ],
)
def test_very_small_and_very_large_numbers_are_powers_of_ten(value, text):
    assert write_number(value).replace("\N{NO-BREAK SPACE}", " ") == text
    assert write_power(value) == write_number(value)


def test_a_power_of_ten_stands_for_a_number_near_the_one_that_was_meant():
    low = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    for value in some_numbers():
        if value:
            lead, _, tens = write_power(value, 3).replace("−", "-").split("\N{NO-BREAK SPACE}")
            assert math.isclose(float(f"{lead}e{tens[2:].translate(low)}"), value, rel_tol=0.005)


def test_what_is_no_finite_number_has_a_sign_of_its_own():
    assert [write_number(value) for value in (math.inf, -math.inf, math.nan)] == ["∞", "−∞", "NaN"]
    assert [write_fixed(value, 2) for value in (math.inf, math.nan)] == ["∞", "NaN"]
    assert [write_percent(math.nan), write_power(-math.inf), write_setting(math.inf)] == ["NaN", "−∞", "∞"]


@pytest.mark.parametrize("write", [write_number, write_power, write_setting, write_percent])
def test_zero_has_no_sign(write):
    assert write(-0.0).removesuffix("%") == "0"


def test_a_setting_is_written_as_it_was_chosen():
    assert [write_setting(value) for value in (0.000001, 0.03, 1e-4, 12.5, 100.0, -2.0)] == [
        "0.000001", "0.03", "0.0001", "12.5", "100", "−2",
    ]  # fmt: skip


def test_a_number_in_a_formula_is_tex():
    texts = [to_tex(write_number(value, 4)) for value in (-2.5, 1234.5, -2.31e-5, 1e12, -math.inf)]
    assert texts == ["-2.5", "1{,}235", r"-2.31 \times 10^{-5}", r"1 \times 10^{12}", r"-\infty"]


@pytest.mark.parametrize("language", ANY_LANGUAGE)
def test_a_text_is_sent_for_every_category_the_browser_can_ask_for(language):
    activate(language)
    forms = plural_words("{count} class", "{count} classes")
    assert set(forms) == {"language", *run_node(CATEGORIES % language)}
    assert forms["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_server_and_browser_choose_the_same_form(language):
    activate(language)
    forms = plural_words("{count} class", "{count} classes")
    chosen = [forms[category] for category in run_node(CATEGORIES % language)]
    assert chosen == [ngettext("{count} class", "{count} classes", count) for count in range(200)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digits_of_a_languages_script_are_read_where_they_are_typed(language):
    own = Locale.parse(language).other_numbering_systems["native"]
    [value] = run_node(OWN_DIGITS % NUMBERS_JS.as_uri(), [language, own, 1234567890])
    assert value == 1234567890, "parseNumber of static/kit/numbers.js does not know the digits of this language"
