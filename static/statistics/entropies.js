/** Entropy, cross-entropy and the KL divergence of two distributions, and how their sums are printed. */
import { add, close, fixed } from "../kit/sums.js";

/** Digits after the point of a probability and of a result. */
const [SHARES, RESULT] = [2, 3];

/**
 * @param {number[]} shares
 * @param {number} place
 * @param {number} value
 * @returns {number[]} `place` has the value, the others share the rest as before
 */
export function reshare(shares, place, value) {
  const now = Math.min(1, Math.max(0, Math.round(value * 100) / 100));
  const rest = 1 - shares[place];
  return shares.map((share, i) =>
    i === place ? now : rest > 1e-9 ? (share / rest) * (1 - now) : (1 - now) / (shares.length - 1),
  );
}

/** @param {number[]} p @param {number[]} q @returns {number} −Σ p ln q in nats; outcomes with p = 0 add nothing */
export function crossEntropy(p, q) {
  return add(p.map((share, i) => (share > 0 ? -share * Math.log(q[i]) : 0)));
}

/** @param {number[]} p @param {number[]} q */
export function divergences(p, q) {
  const [entropy, cross] = [crossEntropy(p, p), crossEntropy(p, q)];
  const [entropyOfQ, crossBack] = [crossEntropy(q, q), crossEntropy(q, p)];
  const [kl, reverse] = [difference(cross, entropy), difference(crossBack, entropyOfQ)];
  return { entropy, cross, entropyOfQ, crossBack, kl, reverse };
}

/** @param {number} across @param {number} own */
function difference(across, own) {
  return Number.isFinite(across) ? Math.max(0, across - own) : Infinity;
}

/**
 * @param {number[]} p
 * @param {number[]} q
 * @returns {[string, string]} the sum −Σ p ln q with its numbers up to the equals sign, and what it is
 */
export function writeCrossEntropy(p, q) {
  const compute = (/** @type {number[]} */ shares) => crossEntropy(shares.slice(0, p.length), shares.slice(p.length));
  const { terms, sign, result } = close([...p, ...q], compute, {
    digits: RESULT,
    least: SHARES,
    finer: 5,
    write: fixed,
  });
  const products = p.map((_, i) => `${terms[i]}·ln ${terms[p.length + i]}`);
  return [`−(${products.join(" + ")}) ${sign}`, result];
}

/**
 * @param {number} across
 * @param {number} own
 * @returns {[string, string]} the difference with its numbers, and what it is
 */
export function writeDifference(across, own) {
  const compute = (/** @type {number[]} */ [minuend, subtrahend]) => minuend - subtrahend;
  const { terms, sign, result } = close([across, own], compute, { digits: RESULT, write: fixed });
  return [`${terms[0]} − ${terms[1]} ${sign}`, result];
}
