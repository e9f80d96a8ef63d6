/** From logits to the loss, as printed: powers and probabilities add up, and each printed number gives the next. */
import { numbersOf, subscript } from "../kit/numbers.js";
import { softmax } from "../kit/softmax.js";
import { add, close, fixed, readPrinted } from "../kit/sums.js";

/** @typedef {{powers: string[], total: string, shares: string[], sum: string, slopes: string[]}} Table by class */

/** Digits after the point of the powers and of the probabilities at least, and how many more they may get. */
const [POWERS, SHARES, FINER] = [2, 3, 8];

/**
 * @param {number[]} logits
 * @param {number} truth
 * @returns {Table} `total` is the sum of the powers, `sum` that of the probabilities, `slopes` are p − y
 */
export function writeTable(logits, truth) {
  const { powers, shares } = softmax(logits, 1);
  const printed = close(shares, add, { digits: SHARES, finer: FINER, write: fixed });
  return {
    ...writePowers(powers, printed.terms),
    shares: printed.terms,
    sum: printed.result,
    slopes: printed.terms.map((share, i) => fixed(readPrinted(share) - (i === truth ? 1 : 0), digitsOf(share))),
  };
}

/** @param {number[]} powers @param {string[]} shares as they are printed, which the printed powers must give */
function writePowers(powers, shares) {
  for (let digits = POWERS; ; digits++) {
    const { terms, result } = close(powers, add, { digits, finer: 1, write: fixed });
    const total = readPrinted(result);
    const gives = shares.every((share, i) => fixed(readPrinted(terms[i]) / total, digitsOf(share)) === share);
    if (gives || digits === POWERS + FINER) return { powers: terms, total: result };
  }
}

/** @param {string} text a printed number @returns {number} its digits after the point */
function digitsOf(text) {
  return text.split(numbersOf().signs.decimal)[1]?.length ?? 0;
}

/** @param {number} share of the true class @param {number} truth @returns {string} "L = −ln p₁ = −ln 0.500 ≈ 0.693" */
export function writeLoss(share, truth) {
  const { terms, sign, result } = close([share], ([p]) => -Math.log(p), { digits: SHARES, finer: FINER, write: fixed });
  return `L = −ln p${subscript(truth + 1)} = −ln ${terms[0]} ${sign} ${result}`;
}
