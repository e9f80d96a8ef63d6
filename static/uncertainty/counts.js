/** All answers at the chosen place, counted: a histogram for each output. */
import { css } from "../kit/colors.js";
import { el, fill, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { bin, scaleLinear } from "../vendor/d3.js";
import { write } from "./maps.js";

/**
 * @typedef {import("./payloads.js").UncertaintyPayload} Payload
 * @typedef {import("./payloads.js").OutputPayload} Output
 */

const BINS = 20;
const WIDTH = 400;
/** Heights of the only histogram, and of one among several. */
const [ALONE, AMONG] = [130, 92];
const [LEFT, RIGHT, TOP, BELOW] = [34, 8, 8, 26];

/** @param {Payload} payload @param {import("../kit/colors.js").Colors} colors */
export function drawCounts(payload, colors) {
  const { outputs, task, words } = payload;
  return outputs.map((output, k) => {
    const color = css(colors.of(outputs.length > 1 ? k : task === "binary" ? 1 : 4));
    const written = { name: output.name, mean: write(output.mean), spread: write(output.spread) };
    const text = fill(words.answer, written);
    return el("div", {}, el("div", { "data-testid": `answer-${k}` }, text), strip(payload, output, color, text));
  });
}

/** @param {number[]} answers @param {[number, number]} range @returns {number[]} what is beyond an end counts there */
function countBins(answers, [low, high]) {
  const inside = answers.map((answer) => Math.min(high, Math.max(low, answer)));
  const inner = Array.from({ length: BINS - 1 }, (_, i) => low + ((i + 1) / BINS) * (high - low));
  return bin()
    .domain([low, high])
    .thresholds(inner)(inside)
    .map((values) => values.length);
}

/** @param {Payload} payload @param {Output} output @param {string} color @param {string} text */
function strip({ values, outputs, words }, { answers, mean }, color, text) {
  const height = outputs.length > 1 ? AMONG : ALONE;
  const bottom = height - BELOW;
  const counts = countBins(answers, values);
  const most = Math.max(...counts);
  const x = scaleLinear(values, [LEFT, WIDTH - RIGHT]).clamp(true);
  const y = scaleLinear([0, Math.max(1, most)], [bottom, TOP]);
  const wide = (WIDTH - LEFT - RIGHT) / BINS;
  const bars = counts.map((count, i) =>
    svg("rect", { x: LEFT + i * wide, y: y(count), width: wide - 1, height: bottom - y(count), fill: color }),
  );
  const below = { y: height - 8 };
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, class: "strip", role: "img", "aria-label": text },
    ...bars,
    svg("line", { class: "frame", x1: LEFT, x2: WIDTH - RIGHT, y1: bottom, y2: bottom }),
    svg("line", { class: "meanline", x1: x(mean), x2: x(mean), y1: TOP, y2: bottom }),
    svg("text", { x: LEFT - 4, y: TOP + 10, "text-anchor": "end" }, String(most)),
    svg("text", { ...below, x: LEFT }, write(values[0])),
    svg("text", { ...below, x: WIDTH - RIGHT, "text-anchor": "end" }, write(values[1])),
    svg(
      "text",
      { ...below, class: "muted", x: (WIDTH + LEFT) / 2, "text-anchor": "middle" },
      plural(words.of, answers.length),
    ),
  );
}
