/** What is said of a run of the perceptron: how far it is, how it ended, and what can't be seen in the picture. */
import { fill } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { plural } from "../kit/plural.js";
import { mistakesUntil } from "./run.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {keyof Run["words"]["status"]} State */

/** @param {number} value */
const count = (value) => numbersOf().count(value);

/** @param {Run} run @param {number} step examples shown */
export function tellCounts(run, step) {
  return fill(run.words.counts, { step: count(step), mistakes: count(mistakesUntil(run, step)) });
}

/** @param {Run} run @param {State} state @param {number} step examples shown */
export function tellState(run, state, step) {
  const { solved, ...others } = run.words.status;
  const mistakes = mistakesUntil(run, step);
  if (state === "solved") return plural(solved, mistakes, { count: count(mistakes) });
  return fill(others[state], { step: count(step), first: count((run.cycle_start ?? 0) + 1), again: count(step + 1) });
}

/**
 * @param {Run} run
 * @param {import("./plane.js").Plane} plane
 * @param {import("./run.js").Weights} weights
 * @returns {string} why there is no line in the picture, and no room for another point
 */
export function tellUnseen({ drawing, points, most, words }, plane, weights) {
  const full = drawing && points.length >= most ? words.full : "";
  return [plane.tellUnseen(weights, words), full].filter(Boolean).join(" ");
}
