/** Scenes and frames for tests: whole ones, of which a test names only what it is about. */

/** @typedef {import("../../static/live/types.js").Scene} Scene */
/** @typedef {import("../../static/live/types.js").Column} Column */
/** @typedef {import("../../static/live/types.js").LayerColumn} LayerColumn */
/** @typedef {import("../../static/live/types.js").ColumnLook} ColumnLook */
/** @typedef {import("../../static/live/types.js").Block} Block */
/** @typedef {import("../../static/live/types.js").Frame} Frame */

/**
 * @param {number} units
 * @param {Partial<ColumnLook>} more
 * @returns {ColumnLook}
 */
function aLook(units, more) {
  const shown = Array.from({ length: units }, (_, i) => i);
  return { name: "", units, shown, labels: [], activation: "", formula: "", badges: [], ...more };
}

/**
 * @param {number} units
 * @param {Partial<ColumnLook>} [more]
 * @returns {Column}
 */
export function anInput(units, more = {}) {
  return { kind: "input", layer: null, ...aLook(units, more) };
}

/**
 * @param {"dense" | "output"} kind
 * @param {number} layer
 * @param {number} units all of them drawn unless `more` says which
 * @param {Partial<ColumnLook>} [more]
 * @returns {LayerColumn}
 */
export function aColumn(kind, layer, units, more = {}) {
  return { kind, layer, ...aLook(units, more) };
}

/**
 * @param {[Column, ...LayerColumn[]]} columns from left to right
 * @param {Partial<Scene>} [more]
 * @returns {Scene} with the weights of its layers one after another
 */
export function aScene(columns, more = {}) {
  return {
    task: "binary",
    inputs: 2,
    classes: ["0", "1"],
    axes: ["x₁", "x₂"],
    domain: [
      [-1, 1],
      [-1, 1],
    ],
    value_range: [0, 1],
    columns,
    blocks: blocksOf(columns),
    drawing: null,
    speeds: [0],
    speed: 0,
    present: false,
    locale: "en",
    text: { more_terms: "({count} more)" },
    updates_per_second: { language: "en", one: "{count} update a second", other: "{count} updates a second" },
    ...more,
  };
}

/** @param {[Column, ...LayerColumn[]]} columns @returns {Block[]} */
function blocksOf([inputs, ...layers]) {
  let offset = 0;
  return layers.map(({ layer, shown }, i) => {
    const [rows, cols] = [shown.length, (layers[i - 1] ?? inputs).shown.length];
    const block = { layer, column: i + 1, rows, cols, offset };
    offset += rows * (cols + 1);
    return block;
  });
}

/** @param {Partial<Frame>} [more] @returns {Frame} */
export function aFrame(more = {}) {
  return {
    step: 0,
    epoch: 0,
    metrics: Float32Array.of(0.5, 0.6, 0.9, 0.8),
    rate: null,
    boundary: null,
    maps: null,
    mapScale: null,
    weights: null,
    focus: null,
    focusScale: 0,
    batch: null,
    incoming: null,
    incomingOf: null,
    packet: null,
    ...more,
  };
}
