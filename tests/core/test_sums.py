"""Printed numbers give the printed result; what a pocket calculator says is worked out in exact fractions here."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.i18n import LANGUAGES, activate
from nnviz.core.numbers import read_printed, write_fixed
from nnviz.core.sums import close, digits_for, gives_exactly, join_equals, write_places

terms = st.lists(st.floats(-50, 50), min_size=1, max_size=6)


def read(text: str) -> Fraction:
    return Fraction(text.replace("−", "-").replace(",", ""))


def agrees(computed: Fraction, sign: str, printed: str) -> bool:
    off = abs(computed - read(printed))
    return off == 0 if sign == "=" else 0 < off <= Fraction(1, 200)


@given(terms)
def test_a_sum_closes(numbers):
    closed = close(numbers, lambda rounded: [rounded.sum()])
    assert agrees(sum(map(read, closed.terms)), closed.signs[0], closed.results[0])


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=5))
def test_a_sum_of_products_closes(pairs):
    closed = close(np.ravel(pairs), lambda rounded: [(rounded[::2] * rounded[1::2]).sum()])
    numbers = [read(text) for text in closed.terms]
    total = sum(left * right for left, right in zip(numbers[::2], numbers[1::2], strict=True))
    # Where products end far behind the last place, floats don't tell "exactly" from "nearly".
    sign = "=" if total == read(closed.results[0]) else closed.signs[0] if total.denominator < 10**9 else "≈"
    assert agrees(total, sign, closed.results[0])


def test_terms_get_the_places_they_need_and_no_more():
    assert close([0.036, 0.698], lambda terms: [terms.sum()]).terms == ("0.036", "0.698")
    assert close([0.5, 0.25], lambda terms: [terms.sum()]) == close([0.5, 0.25], lambda terms: [0.75])
    assert close([0.5, 0.25], lambda terms: [terms.sum()]).terms == ("0.50", "0.25")


def test_several_results_close_together_and_each_says_whether_it_is_rounded():
    closed = close([1 / 3, 0.5], lambda terms: [terms.prod(), terms[1] + 1])
    assert closed.signs == ("≈", "=")
    assert closed.results == ("0.17", "1.50")
    assert join_equals(closed.signs) == "≈"
    assert join_equals(("=", "=")) == "="


def test_what_is_not_finite_is_said_as_it_is():
    closed = close([float("nan"), float("inf")], lambda terms: [terms.sum()])
    assert (closed.terms, closed.signs, closed.results) == (("NaN", "∞"), ("=",), ("NaN",))


def test_what_cancels_but_for_the_rounding_of_floats_is_exact():
    assert close([33.1, 16.9, -50.0], lambda terms: [terms.sum()]) == close([33.1, 16.9, -50.0], lambda terms: [0.0])
    assert close([0.1, 0.2, -0.3], lambda terms: [terms.sum()]).signs == ("=",)


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.50"), (0.125, "0.125"), (-0.0625, "−0.0625"), (2, "2.00"), (1 / 3, "0.3333")]
)
def test_zeros_at_the_end_go_but_two_places_stay(value, text):
    assert write_places(value, 4) == text


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=5))
def test_fixed_numbers_get_the_places_that_their_mean_needs(values):
    def mean(numbers):
        return math.fsum(numbers) / len(numbers)

    places = digits_for(values, (mean, 3), write=write_fixed)
    printed = [float(f"{value:.{places}f}") for value in values]
    assert abs(mean(printed) - read_printed(write_fixed(mean(values), 3))) <= 0.0005 + 1e-9


def test_numbers_that_do_already_get_no_more_digits():
    assert digits_for([2.0, 4.0], (math.fsum, 4)) == 4
    assert digits_for([1.0006], (lambda numbers: math.sqrt(numbers[0]), 5)) == 5
    assert digits_for([1 / 3, 1 / 3, 1 / 3], (math.fsum, 4)) == 5


def test_where_no_digits_are_enough_numbers_get_as_many_as_there_can_be():
    assert digits_for([1 / 3], (lambda numbers: numbers * 1e20, 2), write=write_fixed) == 15


@pytest.mark.parametrize("lang", [*LANGUAGES, "de", "fr", "pl"])
def test_a_printed_number_is_read_back(lang, monkeypatch):
    monkeypatch.setitem(LANGUAGES, lang, lang)
    activate(lang)
    for value in (-1234567.25, 0.5, 12345.0, -0.0625, -math.inf):
        assert read_printed(write_fixed(value, 4)) == value


def test_only_what_is_whole_is_exact():
    assert gives_exactly(0.1 + 0.2, "0.3")
    assert not gives_exactly(1 / 3, "0.3333")
