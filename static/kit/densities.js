/**
 * The curves of the distributions, for pictures that follow a slider at once. The names and parameters are those of
 * `nnviz.statistics.distributions`, which computes the numbers in the text; a test compares the two.
 */

/** @typedef {Record<string, number>} Values */
/**
 * @typedef {object} Distribution
 * @property {boolean} discrete
 * @property {(values: Values) => [number, number]} view what the picture shows of the x axis
 * @property {(x: number, values: Values) => number} density
 * @property {(x: number, values: Values) => number} cumulative
 * @property {(values: Values) => number} mean
 * @property {(values: Values) => number} variance
 * @property {(values: Values) => number[]} corners where a curve jumps
 */

/** Stirling's series, good to 1e-13 from 10 on. @param {number} n a whole number */
function logFactorial(n) {
  if (n < 20) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return Math.log(product);
  }
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  );
}

/**
 * The share of the standard normal distribution below z: the series of Marsaglia (2004) near the middle, a continued
 * fraction (Abramowitz and Stegun 26.2.14) in the tails.
 * @param {number} z
 */
export function normalBelow(z) {
  if (Math.abs(z) > 38) return z > 0 ? 1 : 0;
  const height = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (Math.abs(z) < 5) {
    let [sum, term] = [z, z];
    for (let k = 3; Math.abs(term) > 1e-17; k += 2) sum += term *= (z * z) / k;
    return 0.5 + sum * height;
  }
  const size = Math.abs(z);
  let tail = size + 60;
  for (let k = 60; k > 0; k--) tail = size + k / tail;
  return z > 0 ? 1 - height / tail : height / tail;
}

/** @param {number} z */
const bell = (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** @param {number} base @param {number} exponent */
const logPower = (base, exponent) => (exponent === 0 ? 0 : exponent * Math.log(base));

/** @param {number} k @param {number} n @param {number} p */
function binomial(k, n, p) {
  const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(ways + logPower(p, k) + logPower(1 - p, n - k));
}

/** @param {Values} values */
function shares(values) {
  const weights = [values.w0, values.w1, values.w2, values.w3];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Makes a distribution on 0, 1, 2, ... from the mass of whole numbers.
 * @param {(k: number, values: Values) => number} mass
 * @param {(values: Values) => number} top the largest value that can be
 * @param {(values: Values) => number} last the largest value that is drawn
 * @param {(values: Values) => number} mean
 * @param {(values: Values) => number} variance
 * @returns {Distribution}
 */
function discrete(mass, top, last, mean, variance) {
  const density = (/** @type {number} */ x, /** @type {Values} */ v) =>
    Number.isInteger(x) && x >= 0 && x <= top(v) ? mass(x, v) : 0;
  const cumulative = (/** @type {number} */ x, /** @type {Values} */ v) => {
    let sum = 0;
    for (let k = 0; k <= Math.min(Math.floor(x), top(v)); k++) sum += mass(k, v);
    return Math.min(1, sum);
  };
  return { discrete: true, density, cumulative, mean, variance, view: (v) => [-0.7, last(v) + 0.7], corners: () => [] };
}

/**
 * @param {(values: Values) => number} view the end of the picture
 * @param {Omit<Distribution, "discrete" | "view">} parts
 * @returns {Distribution}
 */
const positive = (view, parts) => ({ discrete: false, view: (v) => [-0.04 * view(v), view(v)], ...parts });

/** @param {Values} v */
const classMean = (v) => shares(v).reduce((sum, share, k) => sum + k * share, 0);

/** @type {Record<string, Distribution>} */
export const DENSITIES = {
  bernoulli: discrete(
    (k, v) => (k ? v.p : 1 - v.p),
    () => 1,
    () => 1,
    (v) => v.p,
    (v) => v.p * (1 - v.p),
  ),
  binomial: discrete(
    (k, v) => binomial(k, v.n, v.p),
    (v) => v.n,
    (v) => Math.max(10, v.n),
    (v) => v.n * v.p,
    (v) => v.n * v.p * (1 - v.p),
  ),
  poisson: discrete(
    (k, v) => Math.exp(logPower(v.rate, k) - v.rate - logFactorial(k)),
    () => Infinity,
    (v) => Math.max(10, Math.ceil(v.rate + 4 * Math.sqrt(v.rate))),
    (v) => v.rate,
    (v) => v.rate,
  ),
  categorical: discrete(
    (k, v) => shares(v)[k],
    () => 3,
    () => 3,
    classMean,
    (v) => shares(v).reduce((sum, share, k) => sum + share * (k - classMean(v)) ** 2, 0),
  ),
  normal: {
    discrete: false,
    view: () => [-8, 8],
    density: (x, v) => bell((x - v.mu) / v.sigma) / v.sigma,
    cumulative: (x, v) => normalBelow((x - v.mu) / v.sigma),
    mean: (v) => v.mu,
    variance: (v) => v.sigma ** 2,
    corners: () => [],
  },
  uniform: {
    discrete: false,
    view: () => [-6, 6],
    density: (x, v) => (x >= v.a && x <= v.b ? 1 / (v.b - v.a) : 0),
    cumulative: (x, v) => Math.min(1, Math.max(0, (x - v.a) / (v.b - v.a))),
    mean: (v) => (v.a + v.b) / 2,
    variance: (v) => (v.b - v.a) ** 2 / 12,
    corners: (v) => [v.a, v.b],
  },
  exponential: positive(() => 8, {
    density: (x, v) => (x >= 0 ? v.rate * Math.exp(-v.rate * x) : 0),
    cumulative: (x, v) => -Math.expm1(-v.rate * Math.max(0, x)),
    mean: (v) => 1 / v.rate,
    variance: (v) => 1 / v.rate ** 2,
    corners: () => [0],
  }),
  lognormal: positive(() => 12, {
    density: (x, v) => (x > 0 ? bell((Math.log(x) - v.mu) / v.sigma) / (v.sigma * x) : 0),
    cumulative: (x, v) => (x > 0 ? normalBelow((Math.log(x) - v.mu) / v.sigma) : 0),
    mean: (v) => Math.exp(v.mu + v.sigma ** 2 / 2),
    variance: (v) => Math.expm1(v.sigma ** 2) * Math.exp(2 * v.mu + v.sigma ** 2),
    corners: () => [],
  }),
};

/**
 * @param {string} name of a distribution
 * @param {number} low
 * @param {number} high
 * @param {Values} values
 * @returns {number} the probability of the interval, both ends taken in
 */
export function probability(name, low, high, values) {
  const distribution = DENSITIES[name];
  const before = distribution.discrete ? Math.ceil(low) - 1 : low;
  return Math.max(0, distribution.cumulative(high, values) - distribution.cumulative(before, values));
}
