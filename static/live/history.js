/** Losses and accuracies at the ends of epochs, as the server sends them bit by bit. */
import { bisector } from "../vendor/d3.js";

const inOrder = bisector((/** @type {number} */ epoch) => epoch);

export class History {
  constructor() {
    this.length = 0;
    this.epochs = new Int32Array(256);
    /** Four numbers an epoch. */
    this.values = new Float32Array(4 * 256);
  }

  clear() {
    this.length = 0;
  }

  /** Last epoch held, -1 for none. */
  get last() {
    return this.length ? this.epochs[this.length - 1] : -1;
  }

  /**
   * @param {"replace" | "append"} how
   * @param {import("./types.js").Tables} tables
   */
  take(how, { history_epochs, history_values }) {
    if (!history_epochs || !history_values) return;
    const { data: epochs } = history_epochs;
    const { data: values } = history_values;
    if (how === "replace") this.clear();
    this.reserve(this.length + epochs.length);
    let from = 0;
    // A packet that was asked for twice brings epochs that are here already.
    while (from < epochs.length && epochs[from] <= this.last) from++;
    this.epochs.set(epochs.subarray(from), this.length);
    this.values.set(values.subarray(4 * from), 4 * this.length);
    this.length += epochs.length - from;
  }

  /** @param {number} size */
  reserve(size) {
    if (size <= this.epochs.length) return;
    const [epochs, values] = [this.epochs, this.values];
    const room = 2 ** Math.ceil(Math.log2(size));
    this.epochs = new Int32Array(room);
    this.values = new Float32Array(4 * room);
    this.epochs.set(epochs.subarray(0, this.length));
    this.values.set(values.subarray(0, 4 * this.length));
  }

  /**
   * @param {number} epoch
   * @returns {number} how many of the points held are at or before an epoch
   */
  until(epoch) {
    return inOrder.right(this.epochs, epoch, 0, this.length);
  }
}
