/**
 * A computation graph, one step at a time: values forward, then gradients backward over one edge after the other. The
 * browser runs the server's programs, so that sliders move the numbers at once; when one is let go the server runs the
 * same graph and asks PyTorch, and says whether they agree.
 */

import { el, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { isMotionReduced } from "../kit/motion.js";
import { drawChains } from "./graph_chains.js";
import { layOutParts, makeSliders } from "./graph_parts.js";
import { runGraph, stepsOf } from "./graph_run.js";
import { tellStep } from "./graph_story.js";
import { fillTable } from "./graph_table.js";

/** @typedef {import("./payloads.js").GraphPayload} Payload */
/** @typedef {import("./payloads.js").SlidersLetGo} SlidersLetGo */

const PACE = 900;

class ChainGraph {
  /** @param {import("../kit/asker.js").Asker<SlidersLetGo>} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "calc chain", "data-testid": "graph" });
    this.width = 0;
    /** @type {Walk | null} */
    this.walk = null;
    this.root.addEventListener("keydown", (event) => this.walk?.key(event));
  }

  /** @param {number} width */
  resize(width) {
    this.width = width;
    this.walk?.resize(width);
  }

  /** @param {Payload} payload */
  show(payload) {
    const old = this.walk;
    if (old?.payload.id === payload.id && old.payload.lang === payload.lang) {
      old.payload = payload;
      old.draw();
      return;
    }
    old?.halt();
    this.walk = new Walk(payload, this.asker, this.width);
    if (old) this.walk.parts.numbers.open = old.parts.numbers.open;
    this.root.replaceChildren(...this.walk.parts.children);
  }

  leave() {
    this.walk?.halt();
  }
}

/** The way through one computation: forward, and back. */
class Walk {
  /** @param {Payload} payload @param {import("../kit/asker.js").Asker<SlidersLetGo>} asker @param {number} width */
  constructor(payload, asker, width) {
    this.payload = payload;
    this.at = 0;
    this.timer = 0;
    this.last = stepsOf(payload);
    this.values = Object.fromEntries(payload.inputs.map((input) => [input.name, input.value]));
    const sliders = makeSliders(
      payload.inputs,
      (name, value) => {
        this.values[name] = value;
        this.draw();
      },
      () => asker.ask({ values: { ...this.values } }),
    );
    this.parts = layOutParts(payload, sliders, {
      back: () => this.go(this.at - 1),
      next: () => this.go(this.at + 1),
      end: () => this.go(this.last),
      play: () => (this.timer ? this.halt() : this.start()),
    });
    this.resize(width);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // On a slider and in a room that scrolls, the arrow keys have their own work.
    if (!by || (event.target instanceof Element && event.target.matches(".scroll, input"))) return;
    event.preventDefault();
    this.halt();
    this.go(this.at + by);
  }

  /** @param {number} width */
  resize(width) {
    this.parts.view.resize(width);
    this.draw();
  }

  /** @param {number} at */
  go(at) {
    const { back, next, view } = this.parts;
    const place = /** @type {ShadowRoot | Document} */ (view.root.getRootNode());
    const focused = place.activeElement;
    this.at = Math.min(this.last, Math.max(0, at));
    this.draw();
    // A disabled button loses the keys: they go on from its neighbor.
    if (focused instanceof HTMLButtonElement && focused.disabled)
      (next.disabled ? back : next).focus({ preventScroll: true });
  }

  start() {
    if (isMotionReduced()) {
      this.go(this.last);
      return;
    }
    if (this.at === this.last) this.at = 0;
    this.go(this.at + 1);
    this.timer = window.setInterval(() => {
      if (this.at < this.last) this.go(this.at + 1);
      if (this.at >= this.last) this.halt();
    }, PACE);
    say(this.parts.play, this.payload.words.pause);
  }

  halt() {
    clearInterval(this.timer);
    this.timer = 0;
    say(this.parts.play, this.payload.words.play);
  }

  draw() {
    const { payload, parts, at, last, values } = this;
    const run = runGraph(payload, values, at);
    parts.back.disabled = at === 0;
    parts.next.disabled = parts.end.disabled = at === last;
    parts.view.draw(run);
    const { title, said } = tellStep(payload, run);
    say(parts.title, at ? `${title} (${at} / ${last})` : title);
    say(parts.said, said);
    parts.chains.replaceChildren(...drawChains(payload, run.locals));
    fillTable(parts.body, parts.verdict, payload, run, values);
  }
}

export const mount = mounted("calculus/style.css", ChainGraph);
