/** Packets, numbers, axes and history. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, runPacket } from "../helpers/packets.mjs";

const { decode, framesOf } = await import("../../static/live/packet.js");
const { History } = await import("../../static/live/history.js");
const { decades, roundUp, ticks } = await import("../../static/kit/ticks.js");
const { refine } = await import("../../static/kit/heatmap.js");

test("a packet that starts at an odd place of a larger buffer is read", () => {
  const bytes = runPacket({ reply: 3, step: 10, frames: 2 });
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  const packet = decode(shifted.subarray(1));
  const frames = framesOf(packet);
  assert.deepEqual(
    frames.map((one) => one.step),
    [11, 12],
  );
  assert.deepEqual(
    frames.map((one) => one.state),
    [null, "running"],
  );
  assert.deepEqual([...frames[1].boundary.data], [12, 1, 2, 3]);
});

test("arrays that point outside the packet make it no packet", () => {
  const bytes = pack({ reply: 1, frames: 1 }, { steps: ["i4", [1], [1]] });
  assert.equal(decode(bytes.subarray(0, bytes.length - 8)), null);
});

test("ticks are round, inside the range, and never minus zero", () => {
  assert.deepEqual(ticks(-3.2, 3.2, 6).values, [-2, 0, 2]);
  assert.deepEqual(ticks(0, 0.75, 3), { values: [0, 0.25, 0.5, 0.75], digits: 2 });
  assert.ok(ticks(-1, 1, 4).values.every((value) => !Object.is(value, -0)));
  assert.deepEqual(ticks(1, 1, 5).values, []);
});

test("axes end at round numbers", () => {
  assert.equal(roundUp(613), 800);
  assert.equal(roundUp(10), 10);
  assert.deepEqual(decades(0.003, 0.7).map(Math.log10), [-3, -2, -1, 0]);
});

test("history grows, skips what it has, and finds an epoch", () => {
  const history = new History();
  const epochs = Int32Array.from({ length: 300 }, (_, i) => i);
  history.take("replace", epochs, new Float32Array(1200));
  history.take("append", Int32Array.of(298, 299, 300), new Float32Array(12).fill(7));
  assert.equal(history.length, 301);
  assert.equal(history.values[4 * 300], 7);
  assert.equal(history.until(120), 121);
  assert.equal(history.until(-1), 0);
});

test("a refined map keeps its cells' values and goes evenly from one to the next", () => {
  const { data, width } = refine({ data: Uint8Array.of(0, 100, 0, 100), outputs: 1, height: 2, width: 2 }, 8);
  assert.equal(width, 8);
  assert.deepEqual([...data.subarray(0, 8)], [0, 0, 13, 38, 63, 88, 100, 100]);
});
