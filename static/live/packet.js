// @ts-check
/** Reads a packet (docs/stage.md) and cuts it into frames. All arrays are views of one copy of the bytes. */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Grid} Grid */
/** @typedef {import("./types.js").Table} Table */

const KINDS = { u1: Uint8Array, i4: Int32Array, f4: Float32Array };

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
    const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + length)));
    /** @type {Record<string, Table>} */
    const tables = {};
    for (const [name, { dtype, shape, offset }] of Object.entries(header.arrays)) {
      const count = shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1);
      tables[name] = { data: new KINDS[/** @type {"u1"} */ (dtype)](own.buffer, offset, count), shape };
    }
    return Number.isInteger(header.reply) && Number.isInteger(header.frames) ? { header, tables } : null;
  } catch {
    return null;
  }
}

/**
 * @param {Packet} packet
 * @returns {Frame[]} the last one carries the state of the packet
 */
export function framesOf({ header, tables }) {
  const frames = [];
  for (let i = 0; i < header.frames; i++) {
    frames.push({
      step: tables.steps.data[i],
      epoch: tables.epochs.data[i],
      metrics: /** @type {Float32Array} */ (row(tables.metrics, i)),
      rate: tables.rates ? tables.rates.data[i] : null,
      boundary: grid(tables.boundary, i),
      maps: grid(tables.maps, i),
      mapScale: /** @type {Float32Array | null} */ (row(tables.map_scale, i)),
      weights: /** @type {Float32Array | null} */ (row(tables.weights, i)),
      focus: grid(tables.focus, i),
      focusScale: tables.focus_scale ? tables.focus_scale.data[i] : 0,
      batch: /** @type {Int32Array | null} */ (row(tables.batch, i)),
      incoming: /** @type {Float32Array | null} */ (row(tables.incoming, i)),
      incomingOf: header.incoming,
      state: i === header.frames - 1 ? header.state : null,
    });
  }
  return frames;
}

/**
 * @param {Table | undefined} table
 * @param {number} i
 */
function row(table, i) {
  if (!table || !table.shape[0]) return null;
  const size = table.data.length / table.shape[0];
  return table.data.subarray(i * size, (i + 1) * size);
}

/**
 * @param {Table | undefined} table
 * @param {number} i
 * @returns {Grid | null}
 */
function grid(table, i) {
  const data = row(table, i);
  if (!table || !data || !data.length) return null;
  const [outputs, height, width] = table.shape.length === 4 ? table.shape.slice(1) : [1, ...table.shape.slice(1)];
  return { data: /** @type {Uint8Array | Float32Array} */ (data), outputs, height, width };
}
