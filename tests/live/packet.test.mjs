/** Packets as the browser reads them, and the history that they bring bit by bit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../../static/live/history.js";
import { decode, framesOf } from "../../static/live/packet.js";
import { pack, runPacket } from "../helpers/packets.mjs";

/** @param {unknown} bytes */
function read(bytes) {
  const packet = decode(bytes);
  assert.ok(packet, "it is a packet");
  return packet;
}

test("a packet that starts at an odd place of a larger buffer is read", () => {
  const bytes = runPacket({ reply: 3, step: 10, frames: 2 });
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  const packet = read(shifted.subarray(1));
  const [first, last] = framesOf(packet);
  assert.deepEqual([first.step, last.step], [11, 12]);
  assert.deepEqual([first.packet, last.packet], [null, packet]);
  assert.deepEqual([...(last.boundary?.data ?? [])], [12, 1, 2, 3]);
});

test("arrays that point outside the packet make it no packet", () => {
  const bytes = pack({ reply: 1, frames: 1 }, { steps: ["i4", [1], [1]] });
  assert.equal(decode(bytes.subarray(0, bytes.length - 8)), null);
});

test("an array of other numbers than its name says makes it no packet", () => {
  assert.equal(decode(pack({ reply: 1, frames: 0 }, { steps: ["f4", [1], [1]] })), null);
  assert.ok(decode(pack({ reply: 1, frames: 0 }, { focus: ["f4", [1, 1, 1], [1]] })), "a curve is not rounded");
});

test("an array with a name that is not known is passed over", () => {
  const { tables } = read(pack({ reply: 1, frames: 0 }, { later: ["f4", [1], [1]], steps: ["i4", [1], [7]] }));
  assert.deepEqual(Object.keys(tables), ["steps"]);
});

test("a packet without what each frame needs has no frames", () => {
  assert.deepEqual(framesOf(read(pack({ reply: 1, frames: 1 }, { steps: ["i4", [1], [1]] }))), []);
});

/** @param {number[]} epochs @param {number} value */
function lossesAt(epochs, value) {
  return {
    history_epochs: { data: Int32Array.from(epochs), shape: [epochs.length] },
    history_values: { data: new Float32Array(4 * epochs.length).fill(value), shape: [epochs.length, 4] },
  };
}

test("history grows, skips what it has, and finds an epoch", () => {
  const history = new History();
  history.take("replace", lossesAt([...Array(300).keys()], 0));
  history.take("append", lossesAt([298, 299, 300], 7));
  assert.equal(history.length, 301);
  assert.equal(history.values[4 * 300], 7);
  assert.equal(history.values[4 * 299], 0);
  assert.equal(history.until(120), 121);
  assert.equal(history.until(-1), 0);
  assert.equal(history.until(1e6), 301);
});
