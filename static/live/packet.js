/** Reads a packet (docs/stage.md) and cuts it into frames. All arrays are views of one copy of the bytes. */

/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Tables} Tables */
/** @typedef {import("./types.js").Bytes} Bytes */
/** @typedef {import("./types.js").Ints} Ints */
/** @typedef {import("./types.js").Floats} Floats */
/** @typedef {import("./types.js").Levels} Levels */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {keyof typeof KINDS} Dtype */
/** @typedef {{dtype: string, shape: number[], offset: number}} Place  of an array within the bytes */

const KINDS = { u1: Uint8Array, i4: Int32Array, f4: Float32Array };
/** What each array may be made of. @type {Record<keyof Tables, Dtype[]>} */
const DTYPES = {
  steps: ["i4"],
  epochs: ["i4"],
  metrics: ["f4"],
  rates: ["f4"],
  boundary: ["u1", "f4"],
  maps: ["u1", "f4"],
  map_scale: ["f4"],
  weights: ["f4"],
  focus: ["u1", "f4"],
  focus_scale: ["f4"],
  incoming: ["f4"],
  batch: ["i4"],
  history_epochs: ["i4"],
  history_values: ["f4"],
  points: ["f4"],
  targets: ["f4"],
  test: ["u1"],
  look_counts: ["i4"],
  look_exponents: ["i4"],
  look_stats: ["f4"],
  look_shares: ["f4"],
  past_steps: ["i4"],
  past_epochs: ["f4"],
  past_counts: ["i4"],
  past_exponents: ["i4"],
  past_stats: ["f4"],
  past_shares: ["f4"],
};

/**
 * @param {unknown} bytes
 * @returns {Packet | null} null when it is not a packet
 */
export function decode(bytes) {
  if (!(bytes instanceof Uint8Array) || bytes.length < 8) return null;
  // The bytes may start anywhere in a larger buffer; typed arrays need a start that is a multiple of their size.
  const own = bytes.slice();
  const length = new DataView(own.buffer).getUint32(0, true);
  if (length + 4 > own.length) return null;
  try {
    /** @type {Header & {arrays: Record<string, Place>}} */
    const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + length)));
    const tables = readTables(own.buffer, header.arrays);
    return Number.isInteger(header.reply) && Number.isInteger(header.frames) ? { header, tables } : null;
  } catch {
    return null;
  }
}

/**
 * @param {ArrayBuffer} buffer
 * @param {Record<string, Place>} places
 * @returns {Tables}
 * @throws {RangeError} when an array lies outside the bytes, or is not made of what its name says
 */
function readTables(buffer, places) {
  /** @type {Tables} */
  const tables = {};
  for (const [name, { dtype, shape, offset }] of Object.entries(places)) {
    const known = Object.entries(DTYPES).find(([key]) => key === name);
    if (!known) continue;
    const kind = known[1].find((code) => code === dtype);
    if (!kind) throw new RangeError(`The array ${name} is of ${dtype}.`);
    const count = shape.reduce((size, length) => size * length, 1);
    Object.assign(tables, { [name]: { data: new KINDS[kind](buffer, offset, count), shape } });
  }
  return tables;
}

/**
 * @param {Packet} packet
 * @returns {Frame[]} the last one holds the packet
 */
export function framesOf(packet) {
  const { header, tables } = packet;
  const { steps, epochs, metrics } = tables;
  if (!steps || !epochs || !metrics) return [];
  return Array.from({ length: header.frames }, (_, i) => ({
    step: steps.data[i],
    epoch: epochs.data[i],
    metrics: row(metrics, i) ?? new Float32Array(4).fill(NaN),
    rate: tables.rates ? tables.rates.data[i] : null,
    boundary: grid(tables.boundary, i),
    maps: grid(tables.maps, i),
    mapScale: row(tables.map_scale, i),
    weights: row(tables.weights, i),
    focus: grid(tables.focus, i),
    focusScale: tables.focus_scale ? tables.focus_scale.data[i] : 0,
    batch: row(tables.batch, i),
    incoming: row(tables.incoming, i),
    incomingOf: header.incoming,
    packet: i === header.frames - 1 ? packet : null,
  }));
}

/**
 * @template {Bytes | Ints | Floats} T
 * @param {T | undefined} table
 * @param {number} i
 * @returns {T["data"] | null}
 */
function row(table, i) {
  if (!table?.shape[0]) return null;
  const size = table.data.length / table.shape[0];
  return /** @type {T["data"]} */ (table.data.subarray(i * size, (i + 1) * size));
}

/**
 * @param {Levels | undefined} table
 * @param {number} i
 * @returns {Grid | null}
 */
function grid(table, i) {
  const data = row(table, i);
  if (!table || !data?.length) return null;
  const [outputs, height, width] = table.shape.length === 4 ? table.shape.slice(1) : [1, ...table.shape.slice(1)];
  return { data, outputs, height, width };
}
