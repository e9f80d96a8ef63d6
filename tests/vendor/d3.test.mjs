/**
 * The bundle leaves out d3's code that is not used. What it exports still does what the modules do that it was made
 * from: bundled under the assumption that writing a property has no effect, it was smaller, and had no colors.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as array from "d3-array";
import * as contour from "d3-contour";
import * as format from "d3-format";
import * as scale from "d3-scale";
import * as shape from "d3-shape";
import * as bundle from "../../static/vendor/d3.js";

/** @typedef {Pick<typeof array & typeof contour & typeof format & typeof scale & typeof shape, keyof typeof bundle>} D3 */

const modules = { ...array, ...contour, ...format, ...scale, ...shape };
const NUMBERS = [-1e6, -40, -1.5, -0.001, 0, 1e-9, 0.25, 1, 3, 17.3, 1234.5678, 9.99e7];
/** @type {[number, number][]} */
const POINTS = [
  [0, 3],
  [1, 1],
  [2, 4],
  [5, 4],
  [6, -2],
];
/** @type {[number, number][]} */
const RANGES = [
  [0, 1],
  [-3, 17],
  [1, 1000],
  [0.002, 0.7],
  [-1e-5, 2e-5],
];
const GRID = Array.from({ length: 48 }, (_, i) => Math.sin(i % 8) * Math.cos(Math.floor(i / 8)));

/**
 * @param {import("d3-scale").ScaleContinuousNumeric<number, number>} made
 * @param {[number, number]} domain
 */
function whatScaleSays(made, domain) {
  const nice = made.copy().domain(domain).nice().domain();
  const scale = made.domain(domain).range([10, 400]).clamp(false);
  const values = array.range(11).map((i) => domain[0] + ((domain[1] - domain[0]) * i) / 10);
  const places = values.map((value) => scale(value));
  const write = scale.tickFormat(5);
  return {
    nice,
    places,
    back: places.map((place) => scale.invert(place)),
    ticks: scale.ticks(6),
    texts: scale.ticks(6).map(write),
  };
}

/** What each export gives for some arguments; a key is the name of the export that it is about. */
const CASES = {
  bin: (/** @type {D3} */ d3) => d3.bin().domain([-50, 2000]).thresholds(8)(NUMBERS),
  bisector: (/** @type {D3} */ d3) =>
    RANGES.map(([x]) => d3.bisector((/** @type {[number, number]} */ point) => point[0]).left(POINTS, x)),
  extent: (/** @type {D3} */ d3) => d3.extent(NUMBERS),
  max: (/** @type {D3} */ d3) => d3.max(POINTS, ([, y]) => y),
  min: (/** @type {D3} */ d3) => d3.min(POINTS, ([, y]) => y),
  range: (/** @type {D3} */ d3) => d3.range(-2, 3, 0.5),
  tickIncrement: (/** @type {D3} */ d3) => RANGES.map(([a, b]) => d3.tickIncrement(a, b, 7)),
  tickStep: (/** @type {D3} */ d3) => RANGES.map(([a, b]) => d3.tickStep(a, b, 7)),
  ticks: (/** @type {D3} */ d3) => RANGES.map(([a, b]) => d3.ticks(a, b, 7)),
  contours: (/** @type {D3} */ d3) => d3.contours().size([8, 6]).thresholds([-0.5, 0, 0.3])(GRID),
  format: (/** @type {D3} */ d3) =>
    ["", ".2f", "+.3~g", ",.1f", ".2e", "~s", ".1%", "08.2f", "d"].map((specifier) =>
      NUMBERS.map(d3.format(specifier)),
    ),
  formatSpecifier: (/** @type {D3} */ d3) => String(d3.formatSpecifier("+,.3~f")),
  precisionFixed: (/** @type {D3} */ d3) => [0.01, 0.5, 3].map(d3.precisionFixed),
  precisionRound: (/** @type {D3} */ d3) => d3.precisionRound(0.01, 1.01),
  scaleLinear: (/** @type {D3} */ d3) => [
    RANGES.map((domain) => whatScaleSays(d3.scaleLinear(), domain)),
    d3.scaleLinear([0, 1, 2], ["red", "#0f08", "hsl(200, 40%, 50%)"])(1.3),
  ],
  scaleLog: (/** @type {D3} */ d3) => RANGES.slice(2, 4).map((domain) => whatScaleSays(d3.scaleLog(), domain)),
  scaleSymlog: (/** @type {D3} */ d3) => RANGES.map((domain) => whatScaleSays(d3.scaleSymlog().constant(0.1), domain)),
  area: (/** @type {D3} */ d3) => d3.area().y0(7)(POINTS),
  curveMonotoneX: (/** @type {D3} */ d3) => d3.line().curve(d3.curveMonotoneX)(POINTS),
  curveStep: (/** @type {D3} */ d3) => d3.line().curve(d3.curveStep)(POINTS),
  curveStepAfter: (/** @type {D3} */ d3) => d3.area().curve(d3.curveStepAfter)(POINTS),
  curveStepBefore: (/** @type {D3} */ d3) => d3.line().curve(d3.curveStepBefore)(POINTS),
  line: (/** @type {D3} */ d3) => d3.line().defined(([x]) => x !== 2)(POINTS),
};

test("each export of the bundle is compared with its module", () => {
  assert.deepEqual(Object.keys(CASES).sort(), Object.keys(bundle).sort());
});

for (const [name, ask] of Object.entries(CASES)) {
  test(`${name} gives what d3's module gives`, () => {
    const given = ask(bundle);

    assert.notEqual(given ?? "", "");
    assert.deepEqual(given, ask(modules));
  });
}
