/** The distributions that are here: those at the step that is shown, and one quantity's way there. */
import { readHistogram, readShares } from "./bins.js";

/** @typedef {import("./types.js").Look} Look */
/** @typedef {import("./types.js").Past} Past */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Tables} Tables */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./bins.js").Counted} Counted */
/** @typedef {import("./bins.js").Histogram} Histogram */
/** @typedef {{saturated: number, dead: number}} Shares  NaN where there are none */
/** @typedef {{epochs: Float32Array, histograms: Histogram[]}} Way  histograms over time */
/** @typedef {{name: string, now: Histogram, shares: Shares, way: Way | null}} Layer */
/**
 * One quantity over time, up to a step.
 * @typedef {{past: Past, step: number, epochs: Float32Array, counted: Counted}} Course
 */

/** In the order in which the server sends them. */
export const QUANTITIES = ["weights", "biases", "pre_activations", "activations", "gradients"];
/** Milliseconds between looks while the run goes on; with the wait for an answer it makes about a second. */
const REFRESH = 900;

export class Measurements {
  constructor() {
    /** @type {{look: Look, counted: Counted} | null} */
    this.present = null;
    /** @type {Course | null} */
    this.course = null;
    this.asked = -Infinity;
  }

  clear() {
    this.present = this.course = null;
  }

  /**
   * @param {Kind} kind of a request
   * @param {number} now
   * @param {string} wanted
   * @returns {string} what the answer must carry: nothing, the present, or a quantity over time too
   */
  requestedLook(kind, now, wanted) {
    if (kind === "frames" && now - this.asked < REFRESH) return "";
    this.asked = now;
    return wanted;
  }

  /**
   * @param {Packet} packet whose last frame is being shown
   * @returns {boolean} whether it brought distributions
   */
  take({ header: { look, past }, tables }) {
    const counted = countedOf(tables, "look");
    if (!look || !counted) return false;
    this.present = { look, counted };
    const course = countedOf(tables, "past");
    if (past && course && tables.past_epochs)
      this.course = { past, step: look.step, epochs: tables.past_epochs.data, counted: course };
    return true;
  }

  /**
   * @param {string} quantity
   * @returns {Course | null} its course over time, if that is here
   */
  courseOf(quantity) {
    return this.course?.past.quantity === quantity ? this.course : null;
  }

  /**
   * @param {number} step that is shown while nothing moves
   * @param {string | null} quantity whose course is shown too
   * @returns {boolean} whether what is here belongs to it, whole
   */
  fits(step, quantity) {
    if (this.present?.look.step !== step) return false;
    if (quantity === null) return true;
    const course = this.courseOf(quantity);
    return course !== null && course.step === step && course.past.complete;
  }

  /**
   * @param {string} quantity
   * @param {boolean} over time
   * @returns {Layer[]} with their courses where those are wanted and here
   */
  layers(quantity, over) {
    if (!this.present) return [];
    const { look, counted } = this.present;
    const course = over ? this.courseOf(quantity) : null;
    const first = QUANTITIES.indexOf(quantity) * look.layers.length;
    return look.layers.map(({ name }, i) => ({
      name,
      ...(course
        ? along(course, i, look.layers.length)
        : { now: readHistogram(counted, first + i), shares: readShares(counted, i), way: null }),
    }));
  }
}

/**
 * @param {Tables} tables
 * @param {"look" | "past"} prefix
 * @returns {Counted | null}
 */
function countedOf(tables, prefix) {
  const [counts, exponents] = [tables[`${prefix}_counts`], tables[`${prefix}_exponents`]];
  const [stats, shares] = [tables[`${prefix}_stats`], tables[`${prefix}_shares`]];
  return counts && exponents && stats && shares ? { counts, exponents, stats, shares } : null;
}

/**
 * @param {Course} course
 * @param {number} layer
 * @param {number} layers
 */
function along({ epochs, counted }, layer, layers) {
  const histograms = Array.from(epochs, (_, i) => readHistogram(counted, i * layers + layer));
  const last = histograms.length - 1;
  // What stands beside the course is of its last moment, over the same points.
  return {
    now: histograms[last],
    shares: readShares(counted, last * layers + layer),
    way: { epochs, histograms },
  };
}
