/**
 * Turns a grid of bytes into a small picture that is then drawn scaled. Values are interpolated before they become
 * colours: interpolated colours would fray at a sharp border.
 */
import { contextOf } from "./dom.js";

/** @typedef {{data: Uint8Array | Float32Array, outputs: number, height: number, width: number}} Grid */
/** @typedef {import("./colors.js").Colors} Colors */

/** Pixels a side that a picture is to have at least, where the grid is coarser. */
const FINE = 150;

export class Picture {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = contextOf(this.canvas);
    this.image = this.context.createImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    if (this.image.width === width && this.image.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  done() {
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * One value a cell through a table of 256 colours. Rows ascend in x2, pictures descend.
   * @param {Uint8Array | Float32Array} data
   * @param {number} width
   * @param {number} height
   * @param {Uint32Array} table
   */
  fill(data, width, height, table) {
    this.resize(width, height);
    for (let y = 0, to = 0; y < height; y++) {
      for (let from = (height - 1 - y) * width, end = from + width; from < end; from++)
        this.pixels[to++] = table[data[from]];
    }
    this.done();
  }

  /**
   * As fill, on a finer grid.
   * @param {Grid} grid
   * @param {Uint32Array} table
   */
  smooth(grid, table) {
    const fine = refine(grid);
    this.fill(fine.data, fine.width, fine.height, table);
  }

  /**
   * Class colours blended by probability.
   * @param {Grid} grid
   * @param {Colors} colors
   */
  blend(grid, colors) {
    const { data, outputs, width, height } = grid.outputs > 3 ? grid : refine(grid);
    this.resize(width, height);
    const size = width * height;
    const sums = new Float32Array(3 * size);
    for (let k = 0; k < outputs; k++) {
      const [r, g, b] = colors.softened(k).map((c) => c / 255);
      for (let from = k * size, i = 0; i < 3 * size; from++, i += 3) {
        sums[i] += data[from] * r;
        sums[i + 1] += data[from] * g;
        sums[i + 2] += data[from] * b;
      }
    }
    for (let y = 0, to = 0; y < height; y++) {
      for (let x = 0, i = 3 * (height - 1 - y) * width; x < width; x++, i += 3) {
        this.pixels[to++] =
          (0xff000000 |
            (Math.min(255, sums[i + 2]) << 16) |
            (Math.min(255, sums[i + 1]) << 8) |
            Math.min(255, sums[i])) >>>
          0;
      }
    }
    this.done();
  }

  /**
   * The class that wins in each place.
   * @param {Grid} grid
   * @param {Uint32Array} table a colour for each class
   */
  winners(grid, table) {
    const { data, outputs, width, height } = refine(grid);
    const size = width * height;
    this.resize(width, height);
    for (let y = 0, to = 0; y < height; y++) {
      for (let from = (height - 1 - y) * width, end = from + width; from < end; from++)
        this.pixels[to++] = table[winner(data, outputs, size, from)];
    }
    this.done();
  }
}

/**
 * @param {Uint8Array | Float32Array} data
 * @param {number} outputs one output is the probability of class 1
 * @param {number} size
 * @param {number} at
 */
function winner(data, outputs, size, at) {
  if (outputs === 1) return data[at] > 127 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < outputs; k++) if (data[k * size + at] > data[best * size + at]) best = k;
  return best;
}

/**
 * Bilinear interpolation between the centres of the cells.
 * @param {Grid} grid
 * @param {number} [least] cells a side
 * @returns {Grid}
 */
export function refine(grid, least = FINE) {
  const factor = Math.ceil(least / Math.max(1, grid.width));
  if (factor < 2 || grid.height < 2 || grid.width < 2) return grid;
  const [width, height] = [grid.width * factor, grid.height * factor];
  const data = new Uint8Array(grid.outputs * width * height);
  const across = stations(width, grid.width, factor);
  const up = stations(height, grid.height, factor);
  const row = new Float32Array(grid.width);
  for (let k = 0, to = 0; k < grid.outputs; k++) {
    for (let y = 0; y < height; y++) {
      const low = (k * grid.height + up.first[y]) * grid.width;
      const share = up.share[y];
      for (let x = 0; x < grid.width; x++)
        row[x] = grid.data[low + x] * (1 - share) + grid.data[low + grid.width + x] * share;
      for (let x = 0; x < width; x++) {
        const left = row[across.first[x]];
        data[to++] = left + (row[across.first[x] + 1] - left) * across.share[x] + 0.5;
      }
    }
  }
  return { data, outputs: grid.outputs, width, height };
}

/**
 * @param {number} count of fine cells
 * @param {number} coarse
 * @param {number} factor
 * @returns {{first: Int32Array, share: Float32Array}} for each fine cell the coarse one before it, and how far on it is
 */
function stations(count, coarse, factor) {
  const first = new Int32Array(count);
  const share = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const place = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), coarse - 1);
    first[i] = Math.min(Math.floor(place), coarse - 2);
    share[i] = place - first[i];
  }
  return { first, share };
}
