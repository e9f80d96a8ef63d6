/** Maps drawn finer than they were computed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refine } from "../../static/kit/heatmap.js";

test("a refined map keeps its cells' values and goes evenly from one to the next", () => {
  const { data, width } = refine({ data: Uint8Array.of(0, 100, 0, 100), outputs: 1, height: 2, width: 2 }, 8);
  assert.equal(width, 8);
  assert.deepEqual([...data.subarray(0, 8)], [0, 0, 13, 38, 63, 88, 100, 100]);
});
