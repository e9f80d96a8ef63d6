/**
 * A perceptron trained by hand: each press shows one example, with the sum, the error and the change written out, and
 * the line before and after. The run itself was computed by the server; here it is only walked through.
 */
import { el, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { listenToPage } from "../kit/page_keys.js";
import { Clock } from "./clock.js";
import { DrawingBoard } from "./drawing_board.js";
import { exact } from "./exact.js";
import { Plane } from "./plane.js";
import { mistakesUntil, stretched, weightsAt } from "./run.js";
import { pointTable, updateLog, workOut } from "./tables.js";
import { tellCounts, tellState, tellUnseen } from "./told.js";
import { Parts } from "./training_parts.js";

/**
 * @typedef {import("./run.js").Run} Run
 * @typedef {import("./payloads.js").ExamplePayload} Example
 * @typedef {import("./payloads.js").Ended | import("./payloads.js").Rate | import("./payloads.js").Placed} Message
 * @typedef {import("./training_parts.js").Pace} Pace
 */

/** Milliseconds from one example to the next. @type {Record<Pace, number>} */
const PACES = { slow: 1200, middle: 400, fast: 80 };

class Training {
  /** @param {import("../kit/asker.js").Asker<Message>} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "perceptron", "data-testid": "perceptron" });
    this.clock = new Clock(() => this.#tick());
    this.step = 0;
    /** @type {Pace} */
    this.pace = "middle";
    /** @type {Run | null} */
    this.run = null;
    /** The run whose end the server knows of. */
    this.ended = "";
    /** A learning rate that the server has not answered yet. @type {number | null} */
    this.eta = null;
    this.parts = this.#makeParts();
    this.keysOff = listenToPage({ ArrowRight: "next", ArrowLeft: "back" }, (way) => {
      if (!this.root.isConnected) return false;
      this.#go(way === "next" ? 1 : -1);
      return true;
    });
  }

  #makeParts() {
    const parts = new Parts({
      next: () => this.#go(1),
      play: () => this.#toggle(),
      back: () => this.#go(-1),
      restart: () => this.#go(-Infinity),
      clear: () => this.asker.ask({ kind: "points", points: [] }),
      pace: (pace) => this.#walkAt(pace),
      rate: (index) => this.#learnAt(index),
      brush: (label) => this.#draw(label),
    });
    parts.pace.value = this.pace;
    parts.press(0);
    return parts;
  }

  /** @param {Run} run */
  show(run) {
    const old = this.run;
    if (!this.asker.busy || run.eta === this.eta) this.eta = null;
    this.run = this.eta === null ? run : stretched(run, this.eta);
    if (old?.id !== run.id) {
      this.clock.stop();
      this.step = 0;
    }
    if (!this.plane) this.#build(run);
    this.parts.name(run.words);
    this.plane?.root.setAttribute("aria-label", run.words.plane);
    this.parts.rate.input.max = String(run.etas.length - 1);
    this.parts.brush.hidden = this.parts.note.hidden = !run.drawing;
    this.board?.show(run);
    this.#paint();
  }

  leave() {
    this.clock.stop();
    this.keysOff();
  }

  /** @param {Run} run */
  #build({ domain, ticks }) {
    const { side, below, legend, unseen, counts, brush, note } = this.parts;
    this.plane = new Plane({ domain, names: ["x₁", "x₂"], ticks });
    this.plane.root.setAttribute("data-testid", "plane");
    this.board = new DrawingBoard(this.plane, (points) => this.asker.ask({ kind: "points", points }));
    const left = el("div", { class: "left" }, this.plane.root, legend, unseen, counts, brush, note);
    this.root.append(left, side, below);
  }

  /** @param {Pace} pace */
  #walkAt(pace) {
    this.pace = pace;
    if (this.clock.running) this.clock.start(PACES[pace]);
  }

  /** Shows another learning rate at once, and asks the server for its run. @param {number} index */
  #learnAt(index) {
    if (!this.run) return;
    this.clock.stop();
    this.eta = this.run.etas[index];
    this.run = stretched(this.run, this.eta);
    this.step = 0;
    this.#paint();
    this.asker.ask({ kind: "eta", index });
  }

  /** @param {number} label */
  #draw(label) {
    if (this.board) this.board.brush = label;
    this.parts.press(label);
  }

  get #total() {
    return this.run?.examples.length ?? 0;
  }

  /** @returns {boolean} whether there is more to show */
  #tick() {
    this.#move(1);
    return this.step < this.#total;
  }

  #toggle() {
    if (this.clock.running) this.clock.stop();
    else {
      if (this.step >= this.#total) this.step = 0;
      if (this.#tick()) this.clock.start(PACES[this.pace]);
    }
    this.#paint();
  }

  /** @param {number} by */
  #go(by) {
    this.clock.stop();
    this.#move(by);
  }

  /** @param {number} by */
  #move(by) {
    this.step = Math.min(this.#total, Math.max(0, this.step + by));
    if (this.step >= this.#total) this.clock.stop();
    this.#paint();
    if (!this.run || !this.#total || this.step < this.#total || this.ended === this.run.id) return;
    this.ended = this.run.id;
    this.asker.ask({ kind: "end", id: this.run.id });
  }

  /** @param {Run} run @returns {import("./told.js").State} */
  #stateOf(run) {
    if (!this.#total) return "empty";
    if (this.clock.running) return "running";
    if (this.step === this.#total) return run.outcome;
    return this.step ? "paused" : "ready";
  }

  #paint() {
    const { run, parts, plane } = this;
    if (!run || !plane) return;
    /** @type {Example | undefined} */
    const last = run.examples[this.step - 1];
    const weights = weightsAt(run, this.step);
    plane.divide(weights);
    plane.draw([...(last?.error ? [{ line: last.before, kind: "before" }] : []), { line: weights, kind: "after" }]);
    plane.place(run.points, last ? last.row : -1);
    say(parts.unseen, tellUnseen(run, plane, weights));
    this.#paintState(run);
    const rows = last ? workOut(run, last) : [];
    parts.sum.className = last?.error ? "sum wrong" : "sum right";
    parts.sum.replaceChildren(...rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]));
    parts.table.hold(pointTable(run, weights, last?.row ?? -1));
    parts.log.hold(updateLog(run, this.step));
  }

  /** @param {Run} run */
  #paintState(run) {
    const { parts, step } = this;
    const { words } = run;
    const [state, mistakes] = [this.#stateOf(run), mistakesUntil(run, step)];
    Object.assign(this.root.dataset, { state, step, mistakes, eta: run.eta });
    parts.next.disabled = step >= this.#total;
    parts.play.disabled = this.#total === 0;
    parts.back.disabled = parts.restart.disabled = step === 0;
    parts.rate.show(run.etas.indexOf(run.eta), exact(run.eta));
    say(parts.play, state === "running" ? words.pause : words.play);
    const counts = tellCounts(run, step);
    say(parts.counts, state === "solved" ? `${counts} ${run.bound}` : counts);
    say(parts.status, tellState(run, state, step));
  }
}

export const mount = mounted("perceptron/style.css", Training);
