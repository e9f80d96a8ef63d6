/** What is said of a walk downhill is what happened. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { Descent } = await import("../../static/calculus/descent.js");
const { failure, run } = await import("../../static/calculus/program.js");

/** @typedef {(string | number)[]} Program */
/** @typedef {[number, number]} Pair */

/**
 * Walks until there is no next step.
 * @param {{f: Program, x: Program, y: Program}} programs of f and its slopes
 * @param {Pair} place
 * @param {number} rate
 * @param {number} [steps]
 */
function walk({ f, x, y }, place, rate, steps = 500) {
  const at = (/** @type {Program} */ program) => (/** @type {number} */ x, /** @type {number} */ y) =>
    run(program, { x, y });
  const descent = new Descent(
    (...here) => [at(x)(...here), at(y)(...here)],
    at(f),
    (x, y) => failure(f, { x, y }),
  );
  const outcomes = [];
  for (let here = /** @type {Pair | null} */ (place); here && !descent.arrived && outcomes.length < steps; ) {
    here = descent.step(here, rate);
    outcomes.push(descent.outcome);
  }
  return outcomes;
}

/** @param {string} name @returns {Program} */
const square = (name) => [`$${name}`, 2, "^"];
const BOWL = { f: [...square("x"), 8, ...square("y"), "*", "+"], x: [2, "$x", "*"], y: [16, "$y", "*"] };
const SADDLE = { f: [...square("x"), ...square("y"), "-"], x: [2, "$x", "*"], y: [-2, "$y", "*"] };
const STEEP = { f: ["$x", 20, "^", "$y", "+"], x: [20, "$x", 19, "^", "*"], y: [1] };
const LOGARITHM = { f: ["$x", "ln", "$y", "+"], x: [1, "$x", "/"], y: [1] };
const ROOT = { f: ["$x", "sqrt"], x: [0.5, "$x", "sqrt", "/"], y: [0] };

test("a rate that is too large diverges: f grows with each step until the end", () => {
  const outcomes = walk(BOWL, [1.5, 1], 1);
  assert.equal(outcomes.at(-1), "diverged");
  assert.ok(outcomes.length > 2 && outcomes.slice(0, -1).every((outcome) => outcome === "up"));
});

test("a small rate arrives on level ground", () => assert.equal(walk(BOWL, [1.5, 1], 0.05).at(-1), "level"));
test("where there is no minimum, f falls without end", () =>
  assert.equal(walk(SADDLE, [1.5, 1], 0.3).at(-1), "endless"));
test("numbers that are too large are called so", () => assert.equal(walk(STEEP, [1000, 1], 2).at(-1), "tooLarge"));
test("a step to where f has no value is called so", () => assert.equal(walk(LOGARITHM, [0.5, 0], 2).at(-1), "nowhere"));
test("a step to where f has no slope is called so", () => assert.equal(walk(ROOT, [1, 0], 2).at(-1), "slopeless"));
test("on level ground nothing moves", () => assert.deepEqual(walk(BOWL, [0, 0], 0.1), ["flat"]));

test("a division by zero is no overflow, and an overflow no missing value", () => {
  assert.equal(failure([1, "$x", "/"], { x: 0 }), "undefined");
  assert.equal(failure(["$x", "ln"], { x: 0 }), "undefined");
  assert.equal(failure(["$x", "sqrt"], { x: -1 }), "undefined");
  assert.equal(failure([1000, "$x", "*", "exp"], { x: 1 }), "overflow");
  assert.equal(failure(["$x", 20, "^"], { x: 1e20 }), "overflow");
  assert.equal(failure([1, 1000, "$x", "*", "exp", "/"], { x: 1 }), null);
});
