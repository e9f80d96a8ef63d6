/** Builds packets as docs/stage.md describes them, independently of the code under test. */

/** @typedef {"u1" | "i4" | "f4"} Dtype */
/** @typedef {[dtype: Dtype, shape: number[], values: number[]]} Table */

const ARRAYS = { u1: Uint8Array, i4: Int32Array, f4: Float32Array };
/** Room for the header, so that its length need not be known before the arrays are placed. */
const START = 4096;

/** @param {number} size */
const padded = (size) => Math.ceil(size / 8) * 8;

/**
 * @param {object} header
 * @param {Record<string, Table>} tables
 */
export function pack(header, tables) {
  let end = START;
  const placed = Object.entries(tables).map(([name, [dtype, shape, values]]) => {
    const offset = end;
    end += padded(values.length * ARRAYS[dtype].BYTES_PER_ELEMENT);
    return { name, dtype, shape, values, offset };
  });
  const bytes = new Uint8Array(end);
  const arrays = Object.fromEntries(placed.map(({ name, dtype, shape, offset }) => [name, { dtype, shape, offset }]));
  bytes.fill(32, 4, START);
  bytes.set(new TextEncoder().encode(JSON.stringify({ ...header, arrays })), 4);
  new DataView(bytes.buffer).setUint32(0, START - 4, true);
  for (const { dtype, values, offset } of placed) new ARRAYS[dtype](bytes.buffer, offset, values.length).set(values);
  return bytes;
}

/**
 * A packet of a run: frames after `step`, each `stride` updates on.
 * @param {{reply: number, step: number, stride?: number, frames?: number, state?: string, run?: string}} run
 */
export function runPacket({ reply, step, stride = 1, frames = 4, state = "running", run = "1" }) {
  const steps = Array.from({ length: frames }, (_, i) => step + (i + 1) * stride);
  return pack(
    {
      reply,
      run,
      state,
      work: 40,
      frames,
      scene_id: "s",
      history: "append",
      confusion: null,
      health: [],
      off: [],
      hints: [],
      note: null,
      can_recover: false,
    },
    {
      steps: ["i4", [frames], steps],
      epochs: ["i4", [frames], steps.map((s) => Math.floor(s / 25))],
      metrics: ["f4", [frames, 4], steps.flatMap(() => [0.5, 0.6, 0.9, 0.8])],
      boundary: ["u1", [frames, 1, 2, 2], steps.flatMap((s) => [s % 256, 1, 2, 3])],
    },
  );
}
