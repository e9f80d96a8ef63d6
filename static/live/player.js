/**
 * The loop: asks the server, keeps the frames that came, and shows them in even time. What the learner does is felt at
 * once, because showing stops or starts here, before the server answers.
 */

import { isMotionReduced } from "../kit/motion.js";
import { lasting, Pace } from "./pacing.js";
import { decode, framesOf } from "./packet.js";
import { Requests } from "./requests.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").Value} Value */
/**
 * Whom the player plays for.
 * @typedef {object} Host
 * @property {(action: Action, rtt: number) => boolean} send whether it could be sent
 * @property {(header: Header) => boolean} holds whether what the packet builds on is here
 * @property {(packet: Packet, renewed: boolean) => void} packet
 * @property {(frame: Frame, ended: Frame | null) => void} paint ended: the last frame up to this that ended a packet
 * @property {(state: State) => void} state
 */

/** Actions after which frames computed before them must not be shown. @type {Set<Kind>} */
const CUTS = new Set(["play", "pause", "step", "epoch", "back", "reset", "reseed", "recover", "points"]);
/** Of these, those that start from the step the learner sees. @type {Set<Kind>} */
const FROM_HERE = new Set(["step", "epoch", "back"]);
/** Under prefers-reduced-motion the view stays live but calm: this many milliseconds between frames. */
const CALM = 500;
/** At a chosen speed, milliseconds that a frame may be late before the frames after it are put off too. */
const LATE = 25;
/** At a chosen speed, milliseconds of frames in hand beyond the time an answer takes. */
const AHEAD = 120;

export class Player {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.requests = new Requests((action, rtt) => host.send(action, rtt));
    this.pace = new Pace();
    /** Those that were not shown yet. @type {Frame[]} */
    this.frames = [];
    /** @type {Frame | null} */
    this.shown = null;
    /** @type {State} */
    this.state = "idle";
    this.running = false;
    /** Updates a second, 0 for as fast as it goes. */
    this.speed = 0;
    /** Number of the last request that cut the run: packets that answer earlier ones have nothing to show. */
    this.barrier = 0;
    /** @type {string | number | null} */
    this.run = null;
    this.ticked = 0;
    this.painted = 0;
    this.hasEnded = false;
    this.frame = this.frame.bind(this);
    this.visibilityChanged = this.visibilityChanged.bind(this);
    document.addEventListener("visibilitychange", this.visibilityChanged);
    this.handle = requestAnimationFrame(this.frame);
  }

  stop() {
    this.hasEnded = true;
    cancelAnimationFrame(this.handle);
    this.requests.stop();
    document.removeEventListener("visibilitychange", this.visibilityChanged);
  }

  /** @param {unknown} bytes */
  receive(bytes) {
    const packet = decode(bytes);
    if (!packet) return;
    const { header } = packet;
    const now = performance.now();
    this.requests.answered(header.reply, now);
    // A packet meant for a stage that was here before lacks what that one held: ask for everything.
    if (!this.host.holds(header)) return this.sendHello();
    const renewed = header.run !== this.run;
    if (renewed) {
      this.drop();
      this.shown = null;
    }
    this.run = header.run;
    const wanted = renewed || header.reply >= this.barrier;
    this.host.packet(packet, renewed);
    if (wanted) this.take(packet, now);
    this.pump();
  }

  sendHello() {
    if (this.requests.isIdle) this.act("hello");
  }

  /**
   * @param {Packet} packet
   * @param {number} now
   */
  take(packet, now) {
    const { header } = packet;
    if (!this.requests.queue.some((action) => CUTS.has(action.kind))) this.running = header.state === "running";
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
  showNextAtOnce() {
    this.drop();
    this.painted = 0;
  }

  /**
   * @param {Kind} kind
   * @param {Value} [value]
   */
  act(kind, value = null) {
    if (FROM_HERE.has(kind) && this.running) this.act("pause");
    this.requests.add(kind, kind === "pause" ? (this.shown?.step ?? 0) : value);
    if (CUTS.has(kind)) this.cut(kind);
    this.pump();
  }

  /** @param {Kind} kind */
  cut(kind) {
    this.barrier = this.requests.seq;
    this.drop();
    if (kind === "points") return;
    this.running = kind === "play";
    if (kind === "play") this.settle("running");
    else if (this.state === "running") this.settle("paused");
  }

  /** @param {number} speed updates a second, 0 for as fast as it goes */
  setSpeed(speed) {
    this.speed = speed;
    this.act("speed");
  }

  toggle() {
    this.act(this.running ? "pause" : "play");
  }

  /** @param {State} state */
  settle(state) {
    if (this.state === state) return;
    this.state = state;
    this.host.state(state);
  }

  /** Whether nothing moves, and nothing is asked for that could move it. */
  get isSettled() {
    return this.state !== "running" && !this.frames.length && this.requests.isIdle;
  }

  /** Sends the next thing to send, if nothing is in flight. */
  pump() {
    if (this.requests.inFlight || this.hasEnded || this.requests.sendNext()) return;
    if (this.running && !document.hidden && this.needsFrames()) this.requests.askForFrames();
  }

  needsFrames() {
    const last = this.frames.at(-1);
    if (!this.speed || !last || !this.shown) return true;
    const rest =
      this.painted + lasting(last.step - this.shown.step, this.speed, this.frames.length) - performance.now();
    return rest < this.requests.rtt + AHEAD;
  }

  visibilityChanged() {
    this.pace.interrupt();
    if (document.hidden) return;
    if (this.requests.inFlight) this.requests.askAgain();
    else this.pump();
  }

  /** @param {number} now */
  frame(now) {
    if (this.hasEnded) return;
    this.handle = requestAnimationFrame(this.frame);
    const elapsed = now - this.ticked;
    this.ticked = now;
    const count = this.due(now, elapsed);
    if (count) this.show(count, now);
    if (this.speed && !this.requests.inFlight) this.pump();
  }

  /**
   * @param {number} now
   * @param {number} elapsed
   * @returns {number} frames to move on by
   */
  due(now, elapsed) {
    const waiting = this.frames.length;
    if (!waiting) return 0;
    if (this.running && isMotionReduced()) return now - this.painted < CALM ? 0 : waiting;
    if (!this.running) return 1;
    if (!this.speed) return this.pace.advance(elapsed, waiting);
    let count = 0;
    const from = this.shown ? this.shown.step : 0;
    while (count < waiting && now >= this.painted + lasting(this.frames[count].step - from, this.speed, count + 1))
      count++;
    return count;
  }

  /**
   * @param {number} count at least 1
   * @param {number} now
   */
  show(count, now) {
    const passed = this.frames.splice(0, count);
    const frame = passed[passed.length - 1];
    const planned =
      this.shown && this.speed ? this.painted + lasting(frame.step - this.shown.step, this.speed, count) : now;
    // Keeping to the plan stops small delays from adding up; after a wait for the server the plan starts anew, as
    // catching up would skip the frames that it sent.
    this.painted = now - planned < LATE ? planned : now;
    this.shown = frame;
    if (frame.packet) this.settle(frame.packet.header.state);
    this.host.paint(frame, passed.findLast((other) => other.packet) ?? null);
  }
}
