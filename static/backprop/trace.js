// @ts-check
/** One update taken apart, as the server sends it: arrays with their shapes, and what they belong to. */

/** @typedef {{shape: [number, number], kind: "f4" | "f8", bytes: string}} Packed */
/** @typedef {{layer: number, unit: number, source: number | null}} Weight a parameter; `source` is null for a bias or a shift */

/** Numbers in rows and columns. */
export class Table {
  /** @param {ArrayLike<number>} data @param {number} rows @param {number} columns */
  constructor(data, rows, columns) {
    this.data = data;
    this.rows = rows;
    this.columns = columns;
  }

  /** @param {number} row @param {number} column */
  at(row, column) {
    return this.data[row * this.columns + column];
  }

  /** @param {number} column */
  column(column) {
    return new Table(
      Float64Array.from({ length: this.rows }, (_, row) => this.at(row, column)),
      this.rows,
      1,
    );
  }

  /** @param {number} row */
  row(row) {
    return new Table(Array.from(this.data).slice(row * this.columns, (row + 1) * this.columns), 1, this.columns);
  }

  get turned() {
    const turned = new Float64Array(this.data.length);
    for (let row = 0; row < this.rows; row++)
      for (let column = 0; column < this.columns; column++) turned[column * this.rows + row] = this.at(row, column);
    return new Table(turned, this.columns, this.rows);
  }
}

/** @param {Packed | null | undefined} packed @returns {Table | null} */
export function unpack(packed) {
  if (!packed) return null;
  const text = atob(packed.bytes);
  const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  const data = packed.kind === "f4" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
  return new Table(data, ...packed.shape);
}

/**
 * @typedef {object} Layer
 * @property {"dense" | "output" | "dropout" | "batchnorm"} kind
 * @property {string} label of its activation, or of the layer
 * @property {string} activation its name
 * @property {string} formula
 * @property {string} slopeFormula
 * @property {number} units
 * @property {boolean[]} on which units are switched on
 * @property {Record<string, Table | null>} arrays
 */

/**
 * @typedef {object} Trace
 * @property {string} id of all its numbers
 * @property {number} update how many lie behind it
 * @property {{label: string}} optimizer
 * @property {string[]} inputs names
 * @property {Table} x inputs (features x samples in view)
 * @property {{total: number, first: number, rows: number[], single: boolean}} samples
 * @property {Table} targets
 * @property {Table} predictions
 * @property {Layer[]} layers
 * @property {{name: string, label: string, formula: string, value: number, each: Table, slope: Table | null, fused: boolean, separable: boolean, over: number}} loss
 * @property {{predictions: Table, loss: number, each: Table} | null} after
 */

/** @param {any} sent @returns {Trace} */
export function readTrace(sent) {
  const layers = sent.layers.map((/** @type {any} */ layer) => ({
    ...layer,
    arrays: Object.fromEntries(
      Object.entries(layer.arrays).map(([name, packed]) => [name, unpack(/** @type {Packed} */ (packed))]),
    ),
  }));
  const { loss, after } = sent;
  return {
    ...sent,
    layers,
    x: unpack(sent.x),
    targets: unpack(sent.targets),
    predictions: unpack(sent.predictions),
    loss: { ...loss, value: Number(loss.value), each: unpack(loss.each), slope: unpack(loss.slope) },
    after: after && {
      ...after,
      loss: Number(after.loss),
      predictions: unpack(after.predictions),
      each: unpack(after.each),
    },
  };
}

/** @param {Trace} trace @param {number} layer @returns {Table} what goes into a layer */
export function inputOf(trace, layer) {
  return layer === 0 ? trace.x : /** @type {Table} */ (trace.layers[layer - 1].arrays.a);
}

/** @param {Layer} layer */
export function hasWeights(layer) {
  return layer.kind === "dense" || layer.kind === "output";
}

/**
 * @typedef {{phase: "forward" | "loss" | "backward" | "update", kind: string, layer: number}} Step
 */

/** @param {Trace} trace @returns {Step[]} the single steps, in the order in which they are computed */
export function listSteps(trace) {
  const { layers } = trace;
  const last = layers.length - 1;
  /** @type {Record<string, string[]>} */
  const forward = { dense: ["z", "a"], output: ["z", "a"], dropout: ["mask"], batchnorm: ["normal", "scale"] };
  /** @type {Record<string, string[]>} */
  const backward = {
    dense: ["delta", "gradients"],
    output: ["error", "gradients"],
    dropout: ["maskBack"],
    batchnorm: ["normalBack"],
  };
  const steps = [{ phase: "forward", kind: "input", layer: -1 }];
  layers.forEach((layer, at) =>
    steps.push(...forward[layer.kind].map((kind) => ({ phase: "forward", kind, layer: at }))),
  );
  steps.push({ phase: "loss", kind: "loss", layer: last });
  for (let at = last; at >= 0; at--) {
    if (layers[at].kind !== "output" && !layers[at].arrays.grad) continue;
    steps.push(...backward[layers[at].kind].map((kind) => ({ phase: "backward", kind, layer: at })));
  }
  steps.push({ phase: "update", kind: "update", layer: last });
  if (trace.after) steps.push({ phase: "update", kind: "after", layer: last });
  return /** @type {Step[]} */ (steps);
}
