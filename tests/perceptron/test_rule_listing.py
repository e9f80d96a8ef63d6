"""The program of the chapter, executed."""

import pytest

from nnviz.perceptron.rule import GATES, train_trace
from nnviz.perceptron.rule_listing import perceptron_listing

DRAWN = ((0, -0.25, 0.5), (1, 1.125, 1.25), (0, 0.375, 0.0), (1, 0.5, 0.875), (0, 1.0, -0.5))


@pytest.mark.parametrize("points", [*GATES.values(), DRAWN], ids=[*GATES, "drawn"])
@pytest.mark.parametrize("eta", [0.25, 1.0])
def test_it_prints_what_the_page_says_it_prints(points, eta, capsys):
    listing = perceptron_listing(train_trace(points, eta))
    exec(compile(listing.code, "perceptron.py", "exec"), {})
    assert capsys.readouterr().out == listing.output
