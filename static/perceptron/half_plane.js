/** Where a straight line runs in a square, and which part of the square lies on its one side. */

/** @typedef {[number, number]} Place */
/** @typedef {[number, number, number]} Line w₁, w₂ and b of w·x + b = 0 */
/** @typedef {[number, number]} Domain lowest and highest, along both axes */

/**
 * @param {Domain} domain
 * @param {Line} line
 * @param {boolean} [strict] whether the line itself is left out when it is everywhere
 * @returns {Place[]} corners of the part where w·x + b >= 0
 */
export function halfPlane([low, high], [w1, w2, b], strict = false) {
  if (w1 === 0 && w2 === 0 && b === 0 && strict) return [];
  /** @type {Place[]} */
  const square = [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const value = (/** @type {Place} */ [x1, x2]) => w1 * x1 + w2 * x2 + b;
  return square.flatMap((here, i) => {
    const next = square[(i + 1) % 4];
    const [v, u] = [value(here), value(next)];
    const cut = v * u < 0 ? [between(here, next, v / (v - u))] : [];
    return v >= 0 ? [here, ...cut] : cut;
  });
}

/** @param {Place} from @param {Place} to @param {number} share of the way @returns {Place} */
function between(from, to, share) {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/**
 * @param {Domain} domain
 * @param {Line} line
 * @returns {"none" | "outside" | null} why it can't be seen in the square
 */
export function unseen(domain, line) {
  if (line[0] === 0 && line[1] === 0) return "none";
  return crossings(domain, line) ? null : "outside";
}

/**
 * @param {Domain} domain
 * @param {Line} line
 * @returns {number} the class that it gives the middle of the square
 */
export function classOfMiddle([low, high], [w1, w2, b]) {
  const middle = (low + high) / 2;
  return w1 * middle + w2 * middle + b >= 0 ? 1 : 0;
}

/**
 * @param {Domain} domain
 * @param {Line} line
 * @returns {[Place, Place] | null} where it crosses the border of the square
 */
export function crossings([low, high], [w1, w2, b]) {
  if (w1 === 0 && w2 === 0) return null;
  const inside = (/** @type {number} */ x) => x >= low - 1e-9 && x <= high + 1e-9;
  /** @type {Place[]} */
  const places = [];
  for (const edge of [low, high]) {
    if (w2 !== 0) places.push([edge, -(w1 * edge + b) / w2]);
    if (w1 !== 0) places.push([-(w2 * edge + b) / w1, edge]);
  }
  const within = places.filter((place) => place.every(inside));
  const far = within.find(([x1, x2]) => Math.hypot(x1 - within[0][0], x2 - within[0][1]) > 1e-6);
  return far ? [within[0], far] : null;
}
