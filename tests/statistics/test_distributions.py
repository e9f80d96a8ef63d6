"""Each distribution against SciPy: density, cumulative curve, intervals, moments, samples; formulas with numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from nnviz.statistics.distributions import DISTRIBUTIONS, read_parameters
from tests.helpers.examples import examples


def category(v):
    weights = np.array([v[f"w{k}"] for k in range(4)])
    return stats.rv_discrete(values=(range(4), weights / weights.sum()))


ORACLES = {
    "bernoulli": lambda v: stats.bernoulli(v["p"]),
    "binomial": lambda v: stats.binom(int(v["n"]), v["p"]),
    "poisson": lambda v: stats.poisson(v["rate"]),
    "categorical": category,
    "normal": lambda v: stats.norm(v["mu"], v["sigma"]),
    "uniform": lambda v: stats.uniform(v["a"], v["b"] - v["a"]),
    "exponential": lambda v: stats.expon(scale=1 / v["rate"]),
    "lognormal": lambda v: stats.lognorm(v["sigma"], scale=np.exp(v["mu"])),
}
WHOLE = np.arange(-2.0, 45.0)
every = pytest.mark.parametrize("name", DISTRIBUTIONS)


def draw_values(draw, name):
    wanted = {
        parameter.name: draw(st.floats(parameter.low, parameter.high)) for parameter in DISTRIBUTIONS[name].parameters
    }
    return read_parameters(name, wanted)


@st.composite
def settings_of(draw):
    name = draw(st.sampled_from(list(DISTRIBUTIONS)))
    ends = sorted(draw(st.tuples(st.floats(-6, 40), st.floats(-6, 40))))
    return name, draw_values(draw, name), ends


@examples(40)
@given(settings_of())
def test_it_is_scipys(case):
    name, values, (low, high) = case
    ours, oracle = DISTRIBUTIONS[name], ORACLES[name](values)
    x = WHOLE if ours.discrete else np.linspace(-6.03, 16.01, 200)
    density = oracle.pmf if ours.discrete else oracle.pdf
    np.testing.assert_allclose(ours.density(x, values), density(x), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.cumulative(x, values), oracle.cdf(x), rtol=1e-9, atol=1e-12)
    assert ours.mean(values) == pytest.approx(oracle.mean(), abs=1e-12)
    assert ours.variance(values) == pytest.approx(oracle.var(), rel=1e-9, abs=1e-12)
    below = oracle.cdf(np.ceil(low) - 1) if ours.discrete else oracle.cdf(low)
    assert ours.interval(low, high, values) == pytest.approx(oracle.cdf(high) - below, abs=1e-9)


@every
def test_samples_have_the_distribution(name):
    ours = DISTRIBUTIONS[name]
    oracle = ORACLES[name](ours.first)
    drawn = ours.draw(np.random.default_rng(4), (4000,), ours.first)
    assert drawn.shape == (4000,) and drawn.dtype == np.float64
    if ours.discrete:
        faces = np.arange(drawn.max() + 1)
        share = (drawn[:, None] == faces).mean(0)
        np.testing.assert_allclose(share, oracle.pmf(faces), atol=4 * np.sqrt(0.25 / 4000))
    else:
        assert stats.kstest(drawn, oracle.cdf).pvalue > 1e-3


@every
def test_both_ends_of_an_interval_count(name):
    ours = DISTRIBUTIONS[name]
    expected = ORACLES[name](ours.first).pmf(1) if ours.discrete else 0.0
    assert ours.interval(1, 1, ours.first) == pytest.approx(expected)


def test_formulas_take_signs_or_numbers():
    normal = DISTRIBUTIONS["normal"]
    assert normal.write(normal.mean_formula) == r"E[X] = \mu"
    assert r"(x - (-0.5))^2" in normal.write(normal.formula, {"mu": -0.5, "sigma": 2.0})


@every
def test_every_formula_can_be_written(name):
    ours = DISTRIBUTIONS[name]
    for template in (ours.formula, ours.mean_formula, ours.variance_formula):
        for text in (ours.write(template), ours.write(template, ours.first)):
            assert text.count("{") == text.count("}")


def test_parameters_stay_on_their_sliders():
    assert read_parameters("normal", {"mu": 99, "sigma": float("nan")}) == {"mu": 3.0, "sigma": 1.0}
    assert read_parameters("binomial", {"n": 7.4, "p": "much"}) == {"n": 7.0, "p": 0.5}
