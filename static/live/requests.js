/**
 * What is asked of the server. Never more than one request is in flight; what the learner does meanwhile waits in the
 * queue, where requests that say the same become one.
 */
import { retryDelay } from "./pacing.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Value} Value */

/** Requests of which two in succession are one with both numbers added up. @type {Set<Kind>} */
const COUNTED = new Set(["step", "epoch", "back"]);
/** Requests of which the later takes the place of the earlier. @type {Set<Kind>} */
const LATEST = new Set(["points", "speed", "view"]);

export class Requests {
  /** @param {(action: Action, rtt: number) => boolean} send whether it could be sent */
  constructor(send) {
    this.send = send;
    /** Number of the last request. */
    this.seq = 0;
    /** @type {Action[]} */
    this.queue = [];
    /** @type {(Action & {sent: number, attempt: number}) | null} */
    this.inFlight = null;
    this.unsent = false;
    /** Milliseconds from a request to its answer, server's work included; 0 when unknown. */
    this.rtt = 0;
    this.timer = 0;
  }

  /** Whether nothing is in flight and nothing waits. */
  get isIdle() {
    return !this.inFlight && !this.queue.length;
  }

  /**
   * @param {Kind} kind
   * @param {Value} value
   */
  add(kind, value) {
    const last = this.queue.at(-1);
    if (last?.kind !== kind) this.queue.push(this.#number(kind, value));
    else if (COUNTED.has(kind) && typeof last.value === "number" && typeof value === "number") last.value += value;
    else if (LATEST.has(kind)) last.value = value;
    else this.queue.push(this.#number(kind, value));
  }

  /**
   * @param {Kind} kind
   * @param {Value} value
   * @returns {Action}
   */
  #number(kind, value) {
    return { seq: ++this.seq, kind, value };
  }

  /**
   * @param {Kind} kind
   * @returns {boolean} whether such a request waits in the queue, or was sent and has no answer yet
   */
  isPending(kind) {
    return this.inFlight?.kind === kind || this.queue.some((action) => action.kind === kind);
  }

  /** @returns {boolean} whether a request was waiting and is now in flight */
  sendNext() {
    const next = this.queue.shift();
    if (next) this.#ask(next, 0);
    return Boolean(next);
  }

  askForFrames() {
    this.#ask(this.#number("frames", null), 0);
  }

  /**
   * @param {Action} action
   * @param {number} attempt
   */
  #ask(action, attempt) {
    this.inFlight = { ...action, sent: performance.now(), attempt };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.askAgain(), retryDelay(this.rtt, attempt));
    this.unsent = !this.send(action, Math.round(this.rtt));
  }

  /**
   * @param {number} reply
   * @param {number} now
   */
  answered(reply, now) {
    this.seq = Math.max(this.seq, reply);
    if (!this.inFlight || reply < this.inFlight.seq) return;
    if (!this.inFlight.attempt) this.rtt = now - this.inFlight.sent;
    this.inFlight = null;
    clearTimeout(this.timer);
  }

  /** No answer came: the same request again, under the same number, so that it cannot take effect twice. */
  askAgain() {
    if (!this.inFlight || document.hidden) return;
    const { seq, kind, value, attempt } = this.inFlight;
    this.#ask({ seq, kind, value }, attempt + 1);
  }

  /** Sends what could not be sent while the stage was out of the page. */
  resend() {
    if (this.unsent) this.askAgain();
  }

  stop() {
    clearTimeout(this.timer);
  }
}
