// @ts-check
/**
 * The loop: asks the server, keeps the frames that came, and shows them in even time. Never more than one request
 * is out; what the learner does meanwhile waits in the queue, and is felt at once because showing stops or starts here.
 */

import { lasting, Pace, patience } from "./pacing.js";
import { decode, framesOf } from "./packet.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */

/** Actions after which frames computed before them must not be shown. */
const CUTS = new Set(["play", "pause", "step", "epoch", "back", "reset", "reseed", "recover", "points"]);
/** Of these, those that start from the step the learner sees. */
const FROM_HERE = new Set(["step", "epoch", "back"]);
const COUNTED = FROM_HERE;
const LATEST = new Set(["points", "speed", "view"]);
/** Under prefers-reduced-motion the view stays live but calm: this many milliseconds between frames. */
const CALM = 500;
/** At a chosen speed, milliseconds that a frame may be late before the frames after it are put off too. */
const LATE = 25;
/** At a chosen speed, milliseconds of frames in hand beyond the time an answer takes. */
const AHEAD = 120;

export class Player {
  /**
   * @param {{send: (action: Action, rtt: number) => boolean, holds: (header: Packet["header"]) => boolean, packet: (packet: Packet, fresh: boolean) => void,
   *   paint: (frame: Frame) => void, state: (state: State) => void}} stage
   */
  constructor(stage) {
    this.stage = stage;
    this.pace = new Pace();
    /** @type {Frame[]} */
    this.frames = [];
    /** @type {Frame | null} */
    this.shown = null;
    /** @type {State} */
    this.state = "idle";
    this.running = false;
    this.speed = 0;
    this.seq = 0;
    this.barrier = 0;
    /** @type {Action[]} */
    this.queue = [];
    /** @type {(Action & {sent: number, attempt: number}) | null} */
    this.inFlight = null;
    this.unsent = false;
    this.rtt = 0;
    /** @type {string | number | null} */
    this.run = null;
    this.ticked = 0;
    this.painted = 0;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.timer = 0;
    this.handle = 0;
    this.alive = true;
    this.frame = this.frame.bind(this);
    this.seen = this.seen.bind(this);
    document.addEventListener("visibilitychange", this.seen);
    this.handle = requestAnimationFrame(this.frame);
  }

  stop() {
    this.alive = false;
    cancelAnimationFrame(this.handle);
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  /** @param {unknown} bytes */
  receive(bytes) {
    const packet = decode(bytes);
    if (!packet) return;
    const { header } = packet;
    const now = performance.now();
    this.seq = Math.max(this.seq, header.reply);
    this.answered(header.reply, now);
    // A packet meant for a stage that was here before lacks what that one held: ask for everything.
    if (!this.stage.holds(header)) return this.greet();
    const renewed = header.run !== this.run;
    if (renewed) {
      this.drop();
      this.shown = null;
    }
    this.run = header.run;
    const wanted = renewed || header.reply >= this.barrier;
    this.stage.packet(packet, renewed);
    if (wanted) this.take(packet, now);
    this.pump();
  }

  greet() {
    if (!this.inFlight && !this.queue.length) this.act("hello");
  }

  /**
   * @param {number} reply
   * @param {number} now
   */
  answered(reply, now) {
    if (!this.inFlight || reply < this.inFlight.seq) return;
    if (!this.inFlight.attempt) this.rtt = now - this.inFlight.sent;
    this.inFlight = null;
    clearTimeout(this.timer);
  }

  /**
   * @param {Packet} packet
   * @param {number} now
   */
  take(packet, now) {
    const { header } = packet;
    if (!this.queue.some((action) => CUTS.has(action.kind))) this.running = header.state === "running";
    const last = this.frames.at(-1) ?? this.shown;
    // A whole page's rerun sends the present state again, perhaps late; a run that goes on never shows an earlier step.
    const fresh = framesOf(packet).filter((frame) => !this.running || !last || frame.step > last.step);
    if (this.running) this.pace.arrive(now, this.frames.length, fresh.length);
    else this.drop();
    if (this.speed && !this.frames.length && fresh.length && this.shown) {
      // After a wait for the server the first frame is due now, and the others in their time after it.
      this.painted = Math.max(this.painted, now - lasting(fresh[0].step - this.shown.step, this.speed));
    }
    this.frames.push(...fresh);
    if (!this.frames.length) this.settle(header.state);
    else if (this.running) this.settle("running");
  }

  drop() {
    this.frames.length = 0;
    this.pace.interrupt();
  }

  /** Puts away the frames in hand; the next one is shown as soon as it comes. */
  hurry() {
    this.drop();
    this.painted = 0;
  }

  /**
   * @param {string} kind
   * @param {any} [value]
   */
  act(kind, value = null) {
    if (kind === "pause") value = this.shown ? this.shown.step : 0;
    if (FROM_HERE.has(kind) && this.running) this.act("pause");
    const last = this.queue.at(-1);
    if (last && last.kind === kind && COUNTED.has(kind)) last.value += value;
    else if (last && last.kind === kind && LATEST.has(kind)) last.value = value;
    else this.queue.push({ seq: ++this.seq, kind, value });
    if (CUTS.has(kind)) this.cut(kind);
    this.pump();
  }

  /** @param {string} kind */
  cut(kind) {
    this.barrier = this.seq;
    this.drop();
    if (kind === "points") return;
    this.running = kind === "play";
    if (kind === "play") this.settle("running");
    else if (this.state === "running") this.settle("paused");
  }

  /**
   * @param {string} kind
   * @returns {boolean} whether such a wish waits in the queue, or was sent and has no answer yet
   */
  isPending(kind) {
    return this.inFlight?.kind === kind || this.queue.some((action) => action.kind === kind);
  }

  toggle() {
    this.act(this.running ? "pause" : "play");
  }

  /** @param {State} state */
  settle(state) {
    if (this.state === state) return;
    this.state = state;
    this.stage.state(state);
  }

  /** Sends the next thing to send, if nothing is in flight. */
  pump() {
    if (this.inFlight || !this.alive) return;
    const next = this.queue.shift();
    if (next) this.ask(next);
    else if (this.running && !document.hidden && this.hungry())
      this.ask({ seq: ++this.seq, kind: "frames", value: null });
  }

  hungry() {
    if (!this.speed) return true;
    const last = this.frames.at(-1);
    if (!last || !this.shown) return true;
    const rest =
      this.painted + lasting(last.step - this.shown.step, this.speed, this.frames.length) - performance.now();
    return rest < this.rtt + AHEAD;
  }

  /**
   * @param {Action} action
   * @param {number} [attempt]
   */
  ask(action, attempt = 0) {
    this.inFlight = { ...action, sent: performance.now(), attempt };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.lost(), patience(this.rtt, attempt));
    this.unsent = !this.stage.send(action, Math.round(this.rtt));
  }

  /** Sends what could not be sent while the stage was out of the page. */
  resend() {
    if (this.unsent) this.lost();
  }

  /** No answer came: the same request again, under the same number, so that it cannot take effect twice. */
  lost() {
    if (this.inFlight && !document.hidden)
      this.ask(
        { seq: this.inFlight.seq, kind: this.inFlight.kind, value: this.inFlight.value },
        this.inFlight.attempt + 1,
      );
  }

  seen() {
    this.pace.interrupt();
    if (document.hidden) return;
    if (this.inFlight) this.lost();
    else this.pump();
  }

  /** @param {number} now */
  frame(now) {
    if (!this.alive) return;
    this.handle = requestAnimationFrame(this.frame);
    const elapsed = now - this.ticked;
    this.ticked = now;
    const count = this.due(now, elapsed);
    if (count) this.show(count, now);
    if (this.speed && !this.inFlight) this.pump();
  }

  /**
   * @param {number} now
   * @param {number} elapsed
   * @returns {number} frames to move on by
   */
  due(now, elapsed) {
    const waiting = this.frames.length;
    if (!waiting) return 0;
    if (this.running && this.calm.matches) return now - this.painted < CALM ? 0 : waiting;
    if (!this.running) return 1;
    if (!this.speed) return this.pace.advance(elapsed, waiting);
    let count = 0;
    const from = this.shown ? this.shown.step : 0;
    while (count < waiting && now >= this.painted + lasting(this.frames[count].step - from, this.speed, count + 1))
      count++;
    return count;
  }

  /**
   * @param {number} count
   * @param {number} now
   */
  show(count, now) {
    const frame = /** @type {Frame} */ (this.frames.splice(0, count).at(-1));
    const planned =
      this.shown && this.speed ? this.painted + lasting(frame.step - this.shown.step, this.speed, count) : now;
    // Keeping to the plan stops small delays from adding up; after a wait for the server the plan starts anew, as
    // catching up would skip the frames that it sent.
    this.painted = now - planned < LATE ? planned : now;
    this.shown = frame;
    if (frame.state) this.settle(frame.state);
    this.stage.paint(frame);
  }
}
