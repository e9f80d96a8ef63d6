/** The maps as numbers: what all passes answer in each cell, and what can be read there. */
import { numbersOf } from "../kit/numbers.js";

/**
 * @typedef {[number, number]} Pair
 * @typedef {import("./payloads.js").UncertaintyPayload} Payload
 */

/** @param {string} text base64 of float32 */
function decode(text) {
  return new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}

/** @param {number} value @returns {string} as it is written everywhere on the maps */
export function write(value) {
  return numbersOf().fixed(value, 2);
}

export class Maps {
  /** @param {Payload} payload */
  constructor(payload) {
    this.payload = payload;
    this.mean = decode(payload.mean);
    this.spread = decode(payload.spread);
    this.entropy = decode(payload.entropy);
    this.single = decode(payload.single);
    /** Cells of one output. */
    this.area = this.mean.length / payload.outputs.length;
  }

  /** @param {number} cell @returns {number} the output with the largest mean */
  winner(cell) {
    const outputs = this.payload.outputs.map((_, k) => k);
    return outputs.reduce((best, k) =>
      this.mean[k * this.area + cell] > this.mean[best * this.area + cell] ? k : best,
    );
  }

  /** @param {number} cell */
  meanOfWinner(cell) {
    return this.mean[this.winner(cell) * this.area + cell];
  }

  /** @param {number} cell */
  spreadOfWinner(cell) {
    return this.spread[this.winner(cell) * this.area + cell];
  }

  /** @returns {Float32Array[]} the map of each of some passes; of one output */
  passes() {
    const starts = Array.from({ length: this.single.length / this.area }, (_, pass) => pass * this.area);
    return starts.map((start) => this.single.subarray(start, start + this.area));
  }

  /** @param {number[]} at */
  #cell([x, y]) {
    const { cells, x: across, y: up } = this.payload;
    const index = (/** @type {number} */ value, /** @type {Pair} */ [low, high]) =>
      Math.min(cells - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * cells)));
    return index(x, across) + (up ? index(y, up) * cells : 0);
  }

  /** @param {number[]} at @returns {string} what the passes answer there */
  describe(at) {
    const { outputs, names, bits, words } = this.payload;
    const cell = this.#cell(at);
    const said = outputs.map(({ name }, k) => {
      const index = k * this.area + cell;
      return `${name} ${write(this.mean[index])} ± ${write(this.spread[index])}`;
    });
    const where = at.map((value, i) => `${names[i]} = ${write(value)}`).join(", ");
    const entropy = bits > 1 ? `; ${words.entropy} ${write(this.entropy[cell])} ${words.bits}` : "";
    return `${where}: ${said.join(", ")}${entropy}`;
  }
}
