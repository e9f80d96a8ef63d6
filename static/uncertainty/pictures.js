/** The pictures of many passes: maps for two inputs, curves with their band for one. */
import { css, mix } from "../kit/colors.js";
import { el, svg } from "../kit/dom.js";
import { contourPieces } from "./contour.js";
import { write } from "./maps.js";
import { classKey, pointMark, shadeCells, shadeKey } from "./marks.js";
import { Frame } from "./plot.js";

/**
 * @typedef {[number, number]} Pair
 * @typedef {import("../kit/colors.js").Colors} Colors
 * @typedef {import("./maps.js").Maps} Maps
 * @typedef {import("./payloads.js").UncertaintyPayload} Payload
 * @typedef {{frame: Frame, title: string, key: HTMLElement}} Picture
 */

/** How strongly the likeliest class and how strongly a value colors its cell at most. */
const [CLASS_STRENGTH, VALUE_STRENGTH] = [0.85, 0.75];

/** @param {number} value @param {number} most */
const share = (value, most) => Math.min(1, Math.max(0, value / most));

/** @param {Maps} maps @param {Colors} colors @returns {Picture[]} */
export function drawPictures(maps, colors) {
  const { y } = maps.payload;
  return y ? drawMaps(maps, y, colors) : [drawCurves(maps, colors)];
}

/** @param {Maps} maps @param {Pair} y @param {Colors} colors @returns {Picture[]} */
function drawMaps(maps, y, colors) {
  const { payload } = maps;
  const { words, most, bits, cells } = payload;
  const purple = (/** @type {number} */ part) => mix(colors.middle, colors.of(4), part);
  const picture = (/** @type {string} */ title, /** @type {(cell: number) => [number, number, number]} */ color) => {
    const frame = new Frame({ x: payload.x, y, names: payload.names, label: title });
    frame.paint(shadeCells(cells, color));
    outline(frame, payload, y);
    return { frame, title };
  };
  const mean = { ...picture(words.mean, meanColor(maps, colors)), key: meanKey(payload, colors) };
  if (payload.task === "binary") drawBorders(mean.frame, maps, y);
  const spread = {
    ...picture(words.spread, (cell) => purple(share(maps.spreadOfWinner(cell), most))),
    key: shadeKey("0", write(most), purple),
  };
  const pictures = [mean, spread];
  if (payload.outputs.length > 1) {
    const entropy = picture(words.entropy, (cell) => purple(share(maps.entropy[cell], bits)));
    pictures.push({ ...entropy, key: shadeKey("0", `${write(bits)} ${words.bits}`, purple) });
  }
  for (const { frame } of pictures) drawPoints(frame, payload, colors);
  return pictures;
}

/** @param {Maps} maps @param {Colors} colors @returns {(cell: number) => [number, number, number]} */
function meanColor(maps, colors) {
  if (maps.payload.outputs.length > 1)
    return (cell) =>
      mix(colors.middle, colors.of(maps.winner(cell)), CLASS_STRENGTH * share(maps.meanOfWinner(cell), 1));
  const [low, high] = maps.payload.values;
  return (cell) => sided(colors, (2 * (maps.mean[cell] - low)) / (high - low) - 1);
}

/** @param {Colors} colors @param {number} side from -1 to 1 */
function sided(colors, side) {
  return mix(colors.middle, side < 0 ? colors.negative : colors.positive, VALUE_STRENGTH * Math.min(1, Math.abs(side)));
}

/** @param {Payload} payload @param {Colors} colors */
function meanKey({ outputs, values }, colors) {
  if (outputs.length > 1)
    return classKey(
      colors,
      outputs.map(({ name }) => name),
    );
  return shadeKey(write(values[0]), write(values[1]), (part) => sided(colors, 2 * part - 1));
}

/** @param {Frame} frame @param {Payload} payload @param {Pair} y of the frame, where there is one input */
function outline(frame, { home, x }, y) {
  if (home[0][0] > x[0]) frame.outline(home[0], home[1] ?? y);
}

/** The line of each of some passes, and that of the mean. @param {Frame} frame @param {Maps} maps @param {Pair} y */
function drawBorders(frame, maps, y) {
  const { x, cells } = maps.payload;
  const place = (/** @type {Pair} */ [a, b]) =>
    /** @type {Pair} */ ([x[0] + a * (x[1] - x[0]), y[0] + b * (y[1] - y[0])]);
  const line = (/** @type {Float32Array} */ values, /** @type {string} */ kind) => {
    const pieces = contourPieces(values, cells, 0.5).map((piece) => frame.path(piece.map(place)));
    frame.marks.append(svg("path", { class: kind, d: pieces.join("") }));
  };
  for (const pass of maps.passes()) line(pass, "single");
  line(maps.mean, "border");
}

/** @param {Frame} frame @param {Payload} payload @param {Colors} colors */
function drawPoints(frame, { points, task }, colors) {
  frame.marks.append(
    ...points.map(([x, y, label]) => pointMark(colors, [frame.px(x), frame.py(y)], task === "regression" ? -1 : label)),
  );
}

/** @param {Maps} maps @param {Colors} colors @returns {Picture} */
function drawCurves(maps, colors) {
  const { payload, mean, spread, single } = maps;
  const { x, values, cells, outputs, words } = payload;
  const names = [payload.names[0], words.value];
  const frame = new Frame({ x, y: values, names, label: words.band, wide: true });
  const inside = (/** @type {number} */ y) => Math.min(values[1], Math.max(values[0], y));
  const along = (/** @type {(i: number) => number} */ height) =>
    Array.from({ length: cells }, (_, i) => {
      return /** @type {Pair} */ ([x[0] + ((i + 0.5) / cells) * (x[1] - x[0]), inside(height(i))]);
    });
  outputs.forEach((_, k) => {
    const color = css(colors.of(outputs.length > 1 ? k : 1));
    const first = k * cells;
    for (const times of [2, 1]) {
      const upper = along((i) => mean[first + i] + times * spread[first + i]);
      const lower = along((i) => mean[first + i] - times * spread[first + i]).reverse();
      frame.marks.append(svg("path", { d: `${frame.path([...upper, ...lower])}Z`, fill: color, opacity: 0.2 }));
    }
    for (let start = first; start < single.length; start += outputs.length * cells)
      frame.marks.append(svg("path", { class: "single", d: frame.path(along((i) => single[start + i])) }));
    frame.marks.append(svg("path", { class: "curve", d: frame.path(along((i) => mean[first + i])), stroke: color }));
  });
  drawPoints(frame, payload, colors);
  outline(frame, payload, values);
  return { frame, title: words.band, key: el("div", { class: "key" }, el("span", {}, words.bandkey)) };
}
