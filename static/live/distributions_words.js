/** The distributions in words: the sentence over them, and all their numbers as a table. */
import { el, fill } from "../kit/dom.js";

/** @typedef {import("./types.js").Look} Look */
/** @typedef {import("./measurements.js").Course} Course */
/** @typedef {import("./measurements.js").Layer} Layer */
/** @typedef {import("../kit/numbers.js").Numbers} Numbers */
/** @typedef {Record<string, string>} Text */
/** @typedef {{quantity: string, over: boolean}} Choice */

const COLUMNS = ["layer", "values", "mean", "deviation", "lowest", "highest", "saturated", "dead"];

/**
 * @param {Look} look
 * @param {Course | null} course
 * @param {Choice} choice
 * @param {boolean} diverged
 * @param {Text} text
 * @param {Numbers} numbers
 * @returns {string} what is shown, of how many values and when
 */
export function captionOf(look, course, { quantity, over }, diverged, text, numbers) {
  const values = {
    step: numbers.count(look.step),
    epoch: numbers.count(look.epoch),
    points: numbers.count((course?.past ?? look).points),
    batch: numbers.count(look.batch),
  };
  const nothing = quantity === "gradients" && !over && !look.batch;
  const sentence = text[nothing ? "no_gradients" : `about_${quantity}${over ? "_past" : ""}`] ?? "";
  const parts = [over && !course ? text.measuring : fill(sentence, values)];
  if (look.layers.some((layer) => layer.kind === "batchnorm")) parts.push(text[`norm_${quantity}`] ?? "");
  if (diverged) parts.unshift(fill(text.last_finite ?? "", values));
  return parts.join(" ");
}

/**
 * @param {Layer[]} layers
 * @param {Text} text
 * @param {Numbers} numbers
 * @returns {HTMLTableSectionElement[]} head and body of the table
 */
export function tableOf(layers, text, numbers) {
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, text[name])));
  const rows = layers.map(({ name, now, shares: { saturated, dead } }) => {
    const stats = [now.mean, now.deviation, now.low, now.high].map((value) => (now.size ? numbers.short(value) : "–"));
    const cells = [numbers.count(now.size), ...stats, numbers.percent(saturated, 0), numbers.percent(dead, 0)];
    return el("tr", {}, el("th", { scope: "row" }, name), ...cells.map((cell) => el("td", {}, cell)));
  });
  return [el("thead", {}, head), el("tbody", {}, ...rows)];
}
