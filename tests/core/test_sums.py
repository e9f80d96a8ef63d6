"""Printed numbers that give the printed result."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.i18n import LANGUAGES, activate
from nnviz.core.numbers import read_printed, write_fixed
from nnviz.core.sums import digits_for, gives_exactly


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


@pytest.mark.parametrize("lang", [*LANGUAGES, "de", "fr", "pl"])
def test_a_printed_number_is_read_back(lang, monkeypatch):
    monkeypatch.setitem(LANGUAGES, lang, lang)
    activate(lang)
    for value in (-1234567.25, 0.5, 12345.0, -0.0625):
        assert read_printed(write_fixed(value, 4)) == value


def test_only_what_is_whole_is_exact():
    assert gives_exactly(0.1 + 0.2, "0.3")
    assert not gives_exactly(1 / 3, "0.3333")
