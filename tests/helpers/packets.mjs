/** Builds packets as docs/stage.md describes them, independently of the code under test. */

const SIZES = { u1: 1, i4: 4, f4: 4 };
const ARRAYS = { u1: Uint8Array, i4: Int32Array, f4: Float32Array };
const padded = (size) => Math.ceil(size / 8) * 8;

/** @param {object} header @param {Record<string, [dtype: string, shape: number[], values: number[]]>} tables */
export function pack(header, tables) {
  const arrays = {};
  let offset = 4096;
  for (const [name, [dtype, shape, values]] of Object.entries(tables)) {
    arrays[name] = { dtype, shape, offset };
    offset += padded(values.length * SIZES[dtype]);
  }
  const bytes = new Uint8Array(offset);
  const text = new TextEncoder().encode(JSON.stringify({ ...header, arrays }));
  bytes.fill(32, 4, 4096);
  bytes.set(text, 4);
  new DataView(bytes.buffer).setUint32(0, 4092, true);
  for (const [name, [dtype, , values]] of Object.entries(tables)) {
    new ARRAYS[dtype](bytes.buffer, arrays[name].offset, values.length).set(values);
  }
  return bytes;
}

/** A packet of a run: frames after `step`, each `stride` updates on. */
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
