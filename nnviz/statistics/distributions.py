"""The distributions of the chapter: formulas as text and as functions, moments, samples, and where each is used.

An entry holds all that is known of one distribution, so that adding one is one entry here and its curve in
``static/kit/densities.js``, which draws while a slider moves; a test compares the two. Formulas are those of
Johnson, Kotz and Balakrishnan, *Continuous* and *Univariate Discrete Distributions*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray

from nnviz.core.i18n import N_
from nnviz.core.numbers import to_tex, write_setting

__all__ = ["DISTRIBUTIONS", "Distribution", "Parameter", "Values", "read_parameters"]

Array = NDArray[np.float64]
Values = Mapping[str, float]
Curve = Callable[[Array, Values], Array]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its slider.

    Attributes
    ----------
    name : str
        As in the formulas' templates.
    sign : str
        As it is written: μ, σ, p.
    tex : str
        The same in LaTeX.
    label : str
        What it does, to be translated.
    low, high, step, value : float
        Range of the slider, its step, and where it begins.
    """

    name: str
    sign: str
    tex: str
    label: str
    low: float
    high: float
    step: float
    value: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """One distribution.

    Attributes
    ----------
    label, use : str
        Its name, and its use in deep learning; to be translated.
    discrete : bool
        Whether the values are whole numbers; the density is then a mass.
    parameters : tuple of Parameter
    formula, mean_formula, variance_formula : str
        LaTeX templates with the names of the parameters: they take signs or numbers.
    density, cumulative : callable
        ``(x, values) -> (n,) float64`` for x of shape (n,).
    mean, variance : callable
        ``values -> float``.
    draw : callable
        ``(rng, shape, values) -> samples``, float64.
    """

    label: str
    use: str
    discrete: bool
    parameters: tuple[Parameter, ...]
    formula: str
    mean_formula: str
    variance_formula: str
    density: Curve
    cumulative: Curve
    mean: Callable[[Values], float]
    variance: Callable[[Values], float]
    draw: Callable[[np.random.Generator, tuple[int, ...], Values], Array]

    @property
    def first(self) -> dict[str, float]:
        """The values the sliders begin with."""
        return {parameter.name: parameter.value for parameter in self.parameters}

    def interval(self, low: float, high: float, values: Values) -> float:
        """Return P(low ≤ X ≤ high); both ends belong to it, which matters only for whole numbers."""
        before = np.ceil(low) - 1.0 if self.discrete else low
        below, upto = self.cumulative(np.array([before, high], dtype=np.float64), values)
        return max(0.0, float(upto - below))

    def write(self, template: str, values: Values | None = None) -> str:
        """Return a formula in LaTeX, with signs or with the numbers of `values`."""
        if values is None:
            return template.format(**{parameter.name: parameter.tex for parameter in self.parameters})
        return template.format(**{parameter.name: _brace(values[parameter.name]) for parameter in self.parameters})


def read_parameters(name: str, given: Mapping[str, object]) -> dict[str, float]:
    """Return the values of all parameters of a distribution, kept on their sliders.

    What is missing in `given` or is no number has the value the slider begins with.
    """
    return {parameter.name: _fit(parameter, given.get(parameter.name)) for parameter in DISTRIBUTIONS[name].parameters}


def _fit(parameter: Parameter, value: object) -> float:
    """Return the place of the slider that is nearest to `value`."""
    if not isinstance(value, (int, float)) or not np.isfinite(value):
        return parameter.value
    steps = round((min(parameter.high, max(parameter.low, float(value))) - parameter.low) / parameter.step)
    return round(parameter.low + steps * parameter.step, 6)


def _brace(value: float) -> str:
    written = to_tex(write_setting(value))
    return f"({written})" if value < 0 else written


# Whole numbers


def _mass(
    log_mass: Callable[[Array, Values], Array], top: Callable[[Values], float]
) -> Callable[[Array, Values], Array]:
    """Return a mass that is 0 outside the whole numbers from 0 to `top`."""

    def mass(x: Array, values: Values) -> Array:
        inside = (x == np.floor(x)) & (x >= 0) & (x <= top(values))
        return np.where(inside, np.exp(log_mass(np.where(inside, x, 0.0), values)), 0.0)

    return mass


def _summed(mass: Curve) -> Curve:
    """Return the cumulative function of a mass on 0, 1, 2, ..."""

    def cumulative(x: Array, values: Values) -> Array:
        last = int(max(0.0, np.floor(x).max()))
        sums = np.cumsum(mass(np.arange(last + 1, dtype=np.float64), values))
        return np.where(x < 0, 0.0, np.minimum(1.0, sums[np.clip(np.floor(x), 0, last).astype(np.int64)]))

    return cumulative


def _log_factorial(x: Array) -> Array:
    result: Array = torch.special.gammaln(torch.as_tensor(x, dtype=torch.float64) + 1.0).numpy()
    return result


def _log_power(base: float, exponent: Array) -> Array:
    """Return exponent · ln base, with 0 · ln 0 = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(exponent == 0, 0.0, exponent * np.log(base))


def _log_binomial(x: Array, values: Values) -> Array:
    n, p = values["n"], values["p"]
    ways = _log_factorial(np.array(n)) - _log_factorial(x) - _log_factorial(n - x)
    return ways + _log_power(p, x) + _log_power(1.0 - p, n - x)


def _log_poisson(x: Array, values: Values) -> Array:
    return _log_power(values["rate"], x) - values["rate"] - _log_factorial(x)


def _shares(values: Values) -> Array:
    weights: Array = np.array([values[f"w{k}"] for k in range(4)], dtype=np.float64)
    shares: Array = weights / weights.sum()
    return shares


def _log_category(x: Array, values: Values) -> Array:
    result: Array = np.log(_shares(values))[x.astype(np.int64)]
    return result


_bernoulli = _mass(lambda x, v: _log_binomial(x, {"n": 1.0, "p": v["p"]}), lambda _v: 1.0)
_binomial = _mass(_log_binomial, lambda v: v["n"])
_poisson = _mass(_log_poisson, lambda _v: np.inf)
_categorical = _mass(_log_category, lambda _v: 3.0)


def _category_mean(values: Values) -> float:
    return float(_shares(values) @ np.arange(4))


def _category_variance(values: Values) -> float:
    return float(_shares(values) @ (np.arange(4) - _category_mean(values)) ** 2)


# All numbers


def _phi(z: Array) -> Array:
    """Return the probability of the standard normal distribution below z."""
    result: Array = torch.special.ndtr(torch.from_numpy(np.ascontiguousarray(z))).numpy()
    return result


def _normal(x: Array, values: Values) -> Array:
    z = (x - values["mu"]) / values["sigma"]
    height: Array = np.exp(-0.5 * z**2) / (values["sigma"] * np.sqrt(2.0 * np.pi))
    return height


def _uniform(x: Array, values: Values) -> Array:
    a, b = values["a"], values["b"]
    return np.where((x >= a) & (x <= b), 1.0 / (b - a), 0.0)


def _exponential(x: Array, values: Values) -> Array:
    rate = values["rate"]
    return np.where(x >= 0, rate * np.exp(-rate * np.maximum(x, 0.0)), 0.0)


def _positive_log(x: Array) -> Array:
    return np.log(np.where(x > 0, x, 1.0))


def _lognormal(x: Array, values: Values) -> Array:
    return np.where(x > 0, _normal(_positive_log(x), values) / np.where(x > 0, x, 1.0), 0.0)


def _lognormal_cumulative(x: Array, values: Values) -> Array:
    return np.where(x > 0, _phi((_positive_log(x) - values["mu"]) / values["sigma"]), 0.0)


def _lognormal_variance(values: Values) -> float:
    spread = values["sigma"] ** 2
    return float(np.expm1(spread) * np.exp(2 * values["mu"] + spread))


_CHANCE = Parameter("p", "p", "p", N_("probability of a 1"), 0.0, 1.0, 0.01, 0.3)
_SHIFT = Parameter("mu", "μ", r"\mu", N_("moves it left and right"), -3.0, 3.0, 0.1, 0.0)
_SPREAD = Parameter("sigma", "σ", r"\sigma", N_("makes it narrow or broad"), 0.3, 3.0, 0.1, 1.0)

DISTRIBUTIONS: Mapping[str, Distribution] = MappingProxyType(
    {
        "bernoulli": Distribution(
            N_("Bernoulli"),
            N_("A yes or no: the answer of a binary classifier, or whether dropout keeps a neuron."),
            True,
            (_CHANCE,),
            r"P(X = k) = {p}^k\,(1 - {p})^{{1-k}}, \quad k = 0, 1",
            r"E[X] = {p}",
            r"\operatorname{{Var}}[X] = {p} \cdot (1 - {p})",
            _bernoulli,
            _summed(_bernoulli),
            lambda v: v["p"],
            lambda v: v["p"] * (1 - v["p"]),
            lambda rng, shape, v: (rng.random(shape) < v["p"]).astype(np.float64),
        ),
        "binomial": Distribution(
            N_("Binomial"),
            N_("How many of n tries succeed: right answers among n test points, neurons that dropout keeps of n."),
            True,
            (
                Parameter("n", "n", "n", N_("number of tries"), 1.0, 40.0, 1.0, 10.0),
                Parameter("p", "p", "p", N_("probability of success in a try"), 0.0, 1.0, 0.01, 0.5),
            ),
            r"P(X = k) = \binom{{{n}}}{{k}}\,{p}^k\,(1 - {p})^{{{n}-k}}",
            r"E[X] = {n} \cdot {p}",
            r"\operatorname{{Var}}[X] = {n} \cdot {p} \cdot (1 - {p})",
            _binomial,
            _summed(_binomial),
            lambda v: v["n"] * v["p"],
            lambda v: v["n"] * v["p"] * (1 - v["p"]),
            lambda rng, shape, v: rng.binomial(int(v["n"]), v["p"], shape).astype(np.float64),
        ),
        "poisson": Distribution(
            N_("Poisson"),
            N_("How often something rare happens in a given time: spikes of a neuron, requests to a server."),
            True,
            (Parameter("rate", "λ", r"\lambda", N_("how many are expected"), 0.1, 20.0, 0.1, 3.0),),
            r"P(X = k) = \frac{{{rate}^k\,e^{{-{rate}}}}}{{k!}}",
            r"E[X] = {rate}",
            r"\operatorname{{Var}}[X] = {rate}",
            _poisson,
            _summed(_poisson),
            lambda v: v["rate"],
            lambda v: v["rate"],
            lambda rng, shape, v: rng.poisson(v["rate"], shape).astype(np.float64),
        ),
        "categorical": Distribution(
            N_("Categorical"),
            N_(
                "One of several classes: what softmax gives at the end of a classifier, or the next word of a language "
                "model. Classes are names: their mean says something only if the numbers do."
            ),
            True,
            tuple(
                Parameter(f"w{k}", f"w{sub}", f"w_{k}", N_("weight of a class"), 0.5, 10.0, 0.5, value)
                for k, sub, value in ((0, "₀", 4.0), (1, "₁", 2.0), (2, "₂", 3.0), (3, "₃", 1.0))
            ),
            r"P(X = k) = \frac{{w_k}}{{{w0} + {w1} + {w2} + {w3}}}, \quad k = 0, 1, 2, 3",
            r"E[X] = \frac{{{w1} + 2 \cdot {w2} + 3 \cdot {w3}}}{{{w0} + {w1} + {w2} + {w3}}}",
            r"\operatorname{{Var}}[X] = \sum_k (k - E[X])^2\, \frac{{w_k}}{{{w0} + {w1} + {w2} + {w3}}}",
            _categorical,
            _summed(_categorical),
            _category_mean,
            _category_variance,
            lambda rng, shape, v: np.searchsorted(np.cumsum(_shares(v))[:-1], rng.random(shape), "right").astype(float),
        ),
        "normal": Distribution(
            N_("Normal"),
            N_("Noise, measurements, first weights: whatever is the sum of many small things comes close to it."),
            False,
            (_SHIFT, _SPREAD),
            r"f(x) = \frac{{1}}{{{sigma}\sqrt{{2\pi}}}}\; e^{{-\frac{{(x - {mu})^2}}{{2 \cdot {sigma}^2}}}}",
            r"E[X] = {mu}",
            r"\operatorname{{Var}}[X] = {sigma}^2",
            _normal,
            lambda x, v: _phi((x - v["mu"]) / v["sigma"]),
            lambda v: v["mu"],
            lambda v: v["sigma"] ** 2,
            lambda rng, shape, v: rng.normal(v["mu"], v["sigma"], shape),
        ),
        "uniform": Distribution(
            N_("Uniform"),
            N_("All values of a range alike: first weights are often drawn from it, and learning rates to try."),
            False,
            (
                Parameter("a", "a", "a", N_("where it begins"), -5.0, 0.0, 0.1, -1.0),
                Parameter("b", "b", "b", N_("where it ends"), 0.5, 5.0, 0.1, 2.0),
            ),
            r"f(x) = \frac{{1}}{{{b} - {a}}}, \quad {a} \le x \le {b}",
            r"E[X] = \frac{{{a} + {b}}}{{2}}",
            r"\operatorname{{Var}}[X] = \frac{{({b} - {a})^2}}{{12}}",
            _uniform,
            lambda x, v: np.clip((x - v["a"]) / (v["b"] - v["a"]), 0.0, 1.0),
            lambda v: (v["a"] + v["b"]) / 2,
            lambda v: (v["b"] - v["a"]) ** 2 / 12,
            lambda rng, shape, v: rng.uniform(v["a"], v["b"], shape),
        ),
        "exponential": Distribution(
            N_("Exponential"),
            N_("How long to wait for the next rare event. Small values are frequent and large ones rare."),
            False,
            (Parameter("rate", "λ", r"\lambda", N_("how many are expected in a unit of time"), 0.2, 4.0, 0.1, 1.0),),
            r"f(x) = {rate}\, e^{{-{rate} x}}, \quad x \ge 0",
            r"E[X] = \frac{{1}}{{{rate}}}",
            r"\operatorname{{Var}}[X] = \frac{{1}}{{{rate}^2}}",
            _exponential,
            lambda x, v: -np.expm1(-v["rate"] * np.maximum(x, 0.0)),
            lambda v: 1 / v["rate"],
            lambda v: 1 / v["rate"] ** 2,
            lambda rng, shape, v: rng.exponential(1 / v["rate"], shape),
        ),
        "lognormal": Distribution(
            N_("Log-normal"),
            N_("A product of many positive things: sizes, prices, lengths of texts. Its logarithm is normal."),
            False,
            (
                Parameter("mu", "μ", r"\mu", N_("mean of the logarithm"), -1.0, 1.5, 0.1, 0.5),
                Parameter("sigma", "σ", r"\sigma", N_("standard deviation of the logarithm"), 0.1, 1.5, 0.1, 0.6),
            ),
            r"f(x) = \frac{{1}}{{x \cdot {sigma}\sqrt{{2\pi}}}}\;"
            r"e^{{-\frac{{(\ln x - {mu})^2}}{{2 \cdot {sigma}^2}}}}",
            r"E[X] = e^{{{mu} + {sigma}^2/2}}",
            r"\operatorname{{Var}}[X] = (e^{{{sigma}^2}} - 1)\, e^{{2 \cdot {mu} + {sigma}^2}}",
            _lognormal,
            _lognormal_cumulative,
            lambda v: float(np.exp(v["mu"] + v["sigma"] ** 2 / 2)),
            _lognormal_variance,
            lambda rng, shape, v: rng.lognormal(v["mu"], v["sigma"], shape),
        ),
    }
)
