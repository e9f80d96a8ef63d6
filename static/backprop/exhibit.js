// @ts-check
/** One update taken apart, a single step at a time: the network, the formula of the step, and the chain of one weight. */
import { Colors } from "../kit/colors.js";
import { el, fill } from "../kit/dom.js";
import { parseNumber } from "../kit/numbers.js";
import { settle } from "../kit/place.js";
import { Net } from "./network.js";
import { Panel } from "./panel.js";
import { Points } from "./points.js";
import { listSteps, readTrace } from "./trace.js";

/** @typedef {import("../kit/place.js").Component} Component */
/** @typedef {import("./trace.js").Weight} Weight */

const NET_HEIGHT = { wide: 300, narrow: 250 };
const PHASES = ["forward", "loss", "backward", "update"];
/** Seconds between steps when it plays by itself. */
const PACES = [6, 3, 1.5];
const OWN_KEYS = "select, input, textarea, .points";

class Backprop {
  /** @param {Component} component */
  constructor(component) {
    this.component = component;
    this.data = component.data;
    const words = (this.words = this.data.words);
    this.at = this.sample = this.unit = this.source = 0;
    this.chain = false;
    /** @type {[number, number][] | null} */
    this.path = null;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.net = new Net(
      words,
      (layer, unit) => this.focus(layer, unit),
      (weight) => this.pick(weight, true),
    );
    this.points = new Points(words, (row) => this.send({ kind: "row", row }));
    this.panel = new Panel(words, {
      pick: (weight) => this.pick(weight, true),
      light: (path) => this.light(path),
      follow: (trail) => this.send({ kind: "trail", trail }),
      open: (chain) => this.open(chain),
    });
    this.root = el("div", { class: "backprop", "data-testid": "backprop" });
    this.root.append(
      this.#bar(),
      el("div", { class: "main" }, el("div", { class: "left" }, this.net.root, this.#samples()), this.panel.root),
    );
    this.key = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    document.addEventListener("keydown", this.key);
    this.width = 0;
    new ResizeObserver(() => this.#resized()).observe(this.root);
  }

  /** Its height follows from what is drawn; only another width asks for another drawing. */
  #resized() {
    if (this.root.clientWidth === this.width) return;
    this.width = this.root.clientWidth;
    this.draw();
  }

  // What there is to press.

  /** @param {string} text @param {string} name @param {() => void} press */
  #button(text, name, press) {
    const node = el("button", { type: "button", "data-testid": `backprop-${name}` }, text);
    node.addEventListener("click", () => node.getAttribute("aria-disabled") !== "true" && press());
    return node;
  }

  #bar() {
    const { words } = this;
    this.back = this.#button(`← ${words.back}`, "back", () => this.go(this.at - 1));
    this.next = this.#button(`${words.next} →`, "next", () => this.go(this.at + 1));
    this.next.classList.add("main-button");
    this.play = this.#button(words.play, "play", () => this.toggle());
    this.pace = el(
      "select",
      { "aria-label": words.pace, "data-testid": "backprop-pace" },
      ...PACES.map((seconds) => el("option", { value: seconds }, fill(words.seconds, { seconds }))),
    );
    this.pace.value = String(PACES[1]);
    this.jump = el("select", { class: "jump", "aria-label": words.jump, "data-testid": "backprop-jump" });
    this.jump.addEventListener("change", () => this.go(Number(this.jump.value)));
    this.count = el("span", { class: "count", "data-testid": "backprop-count" });
    this.phases = PHASES.map((phase) =>
      this.#button(words[phase], `phase-${phase}`, () => this.go(this.steps.findIndex((step) => step.phase === phase))),
    );
    return el(
      "div",
      { class: "bar" },
      this.back,
      this.next,
      this.play,
      this.pace,
      el("div", { class: "phases", role: "group", "aria-label": words.phases }, ...this.phases),
      this.jump,
      this.count,
    );
  }

  #samples() {
    const { words } = this;
    this.batchButton = this.#button("", "batch", () => this.send({ kind: "batch" }));
    this.number = el("input", {
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      size: 4,
      "aria-label": words.pointNumber,
      "data-testid": "backprop-row",
    });
    this.number.addEventListener("change", () => this.#typed());
    this.earlier = this.#button("‹", "earlier", () => this.look(this.sample - 1));
    this.later = this.#button("›", "later", () => this.look(this.sample + 1));
    this.earlier.setAttribute("aria-label", words.earlier);
    this.later.setAttribute("aria-label", words.later);
    this.viewed = el("span", { class: "viewed-text", "aria-live": "polite", "data-testid": "backprop-sample" });
    this.view = el("div", { class: "row" }, this.earlier, this.viewed, this.later);
    this.problem = el("p", { class: "problem", role: "alert", hidden: true });
    const one = el("label", { class: "row" }, el("span", {}, words.onePoint), this.number);
    const choose = el("div", { class: "row", role: "group", "aria-label": words.learnsFrom }, this.batchButton, one);
    return el(
      "div",
      { class: "samples" },
      this.points.root,
      el("div", { class: "choose" }, choose, this.view, this.problem, el("p", { class: "hint" }, words.keys)),
    );
  }

  #typed() {
    const row = parseNumber(this.number.value);
    const most = this.data.points.count;
    const good = row !== null && Number.isInteger(row) && row >= 1 && row <= most;
    this.problem.hidden = good;
    this.problem.textContent = good ? "" : fill(this.words.badPoint, { given: this.number.value || "–", most });
    this.number.setAttribute("aria-invalid", String(!good));
    if (good) this.send({ kind: "row", row: row - 1 });
  }

  /** @param {object} message */
  send(message) {
    this.component.setTriggerValue("change", message);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.root.isConnected) return void document.removeEventListener("keydown", this.key);
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey)
      return;
    if (target !== document.body && !event.composedPath().includes(this.root)) return;
    if (target.matches(OWN_KEYS) || (target.matches(".scroll") && target.scrollWidth > target.clientWidth)) return;
    const to = { ArrowRight: this.at + 1, ArrowLeft: this.at - 1, Home: 0, End: this.steps.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.go(to);
  }

  // Moving.

  /** @param {number} at @param {boolean} [playing] */
  go(at, playing = false) {
    if (!playing) this.stop();
    const before = this.step;
    this.at = Math.min(this.steps.length - 1, Math.max(0, at));
    if (this.step.layer !== before.layer) this.unit = this.source = 0;
    const { weight } = this.data.picked ?? {};
    if (weight && weight.layer === this.step.layer && this.step.layer !== before.layer)
      [this.unit, this.source] = [weight.unit, Math.max(0, weight.source ?? 0)];
    this.chain = false;
    this.path = null;
    this.draw();
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at === this.steps.length - 1) this.at = 0;
    const tick = () => {
      this.go(this.at + 1, true);
      if (this.at === this.steps.length - 1) this.stop();
      else this.timer = window.setTimeout(tick, Number(this.pace.value) * 1000);
    };
    this.timer = window.setTimeout(tick, Number(this.pace.value) * 1000);
    this.draw();
  }

  stop() {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.#showPlay();
  }

  /** @param {number} sample */
  look(sample) {
    const { total, first } = this.trace.samples;
    const whole = first + sample;
    if (whole < 0 || whole >= total) return;
    if (sample >= 0 && sample < this.trace.x.columns) {
      this.sample = sample;
      if (this.chain) this.pick(this.data.picked.weight, false);
      this.draw();
    } else this.send({ kind: "window", first: whole });
  }

  /** @param {number} layer @param {number} unit */
  focus(layer, unit) {
    this.path = null;
    if (layer === this.step.layer && !this.chain) {
      this.unit = unit;
      this.draw();
      return;
    }
    // The neuron of another layer: its step, as far as the phase has one.
    const near = this.steps
      .map((step, i) => ({ step, i }))
      .filter(({ step }) => step.layer === layer && step.phase === this.step.phase);
    const all = this.steps.map((step, i) => ({ step, i })).filter(({ step }) => step.layer === layer);
    const found = near[0] ?? all[0];
    this.go(found ? found.i : 0);
    this.unit = layer < 0 ? 0 : unit;
    this.draw();
  }

  /** @param {Weight} weight @param {boolean} open whether its chain is shown at once */
  pick(weight, open) {
    this.stop();
    const row = this.trace.samples.first + this.sample;
    this.send({ kind: "weight", ...weight, sample: row });
    if (weight.layer === this.step.layer) [this.unit, this.source] = [weight.unit, Math.max(0, weight.source ?? 0)];
    if (open && this.step.phase !== "update") this.chain = true;
    this.path = null;
    this.panel.wait();
  }

  /** @param {boolean} chain */
  open(chain) {
    this.stop();
    this.chain = chain;
    this.path = null;
    if (chain && this.data.picked.sample !== this.trace.samples.first + this.sample)
      this.pick(this.data.picked.weight, true);
    else this.draw();
  }

  /** @param {[number, number][] | null} path */
  light(path) {
    this.path = path;
    this.#drawNet();
  }

  // Showing.

  get step() {
    return this.steps[this.at];
  }

  /** @param {Component} component */
  show(component) {
    const before = this.data;
    this.component = component;
    this.data = component.data;
    this.words = this.data.words;
    if (!this.trace || before.trace.id !== this.data.trace.id) {
      const known = this.trace;
      this.trace = readTrace(this.data.trace);
      this.steps = listSteps(this.trace);
      if (known && before.trace.update !== this.data.trace.update) this.at = 0;
      if (known && before.trace.network !== this.data.trace.network) this.at = this.unit = this.source = 0;
      this.at = Math.min(this.at, this.steps.length - 1);
      this.sample = Math.min(this.data.trace.samples.view, this.trace.x.columns - 1);
      this.#list();
    }
    this.draw();
  }

  #list() {
    const groups = PHASES.map((phase) => {
      const options = this.steps.flatMap((step, i) =>
        step.phase === phase ? [el("option", { value: i }, `${i + 1}. ${this.panel.titleOf(this.trace, step)}`)] : [],
      );
      return el("optgroup", { label: this.words[phase] }, ...options);
    });
    this.jump.replaceChildren(...groups);
  }

  draw() {
    if (!this.trace || !this.root.clientWidth) return;
    const { words, trace } = this;
    this.jump.value = String(this.at);
    this.count.textContent = fill(words.count, { number: this.at + 1, all: this.steps.length });
    this.back.setAttribute("aria-disabled", String(this.at === 0));
    this.next.setAttribute("aria-disabled", String(this.at === this.steps.length - 1));
    this.phases.forEach((button, i) =>
      PHASES[i] === this.step.phase
        ? button.setAttribute("aria-current", "step")
        : button.removeAttribute("aria-current"),
    );
    this.#showPlay();
    this.#showSamples();
    this.#drawNet();
    this.panel.draw(
      {
        trace,
        step: this.step,
        sample: this.sample,
        unit: this.unit,
        source: this.source,
        words,
        picked: this.data.picked,
        trail: this.data.trail,
      },
      this.chain,
    );
    Object.assign(this.root.dataset, {
      at: this.at,
      kind: this.step.kind,
      layer: this.step.layer,
      update: trace.update,
    });
  }

  #showPlay() {
    this.play.textContent = this.timer ? this.words.pause : this.words.play;
    this.play.setAttribute("aria-pressed", String(Boolean(this.timer)));
  }

  #showSamples() {
    const { words, trace } = this;
    const { total, first, rows, single } = trace.samples;
    this.batchButton.textContent = fill(words.batch, { count: this.data.batch });
    this.batchButton.setAttribute("aria-pressed", String(!single));
    if (
      this.root.getRootNode() instanceof ShadowRoot &&
      /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement !== this.number
    )
      this.number.value = String(rows[this.sample] + 1);
    this.view.hidden = total < 2;
    this.viewed.textContent = fill(words.inView, {
      number: first + this.sample + 1,
      total,
      point: rows[this.sample] + 1,
    });
    this.earlier.setAttribute("aria-disabled", String(first + this.sample === 0));
    this.later.setAttribute("aria-disabled", String(first + this.sample === total - 1));
    const colors = new Colors(getComputedStyle(this.root));
    const drawn = `${trace.id} ${this.sample} ${colors.key}`;
    if (drawn !== this.drawnPoints) this.points.show(this.data.points, colors, rows, rows[this.sample]);
    this.drawnPoints = drawn;
  }

  #drawNet() {
    const narrow = this.root.clientWidth < 760;
    const width = narrow ? this.root.clientWidth : Math.round(this.root.clientWidth * 0.42);
    const weight = this.data.picked?.weight ?? { layer: -9, unit: 0, source: null };
    const { trace, steps, at, sample, unit, chain, path } = this;
    this.net.draw(
      { trace, steps, at, sample, unit, chain, path, picked: weight },
      width,
      narrow ? NET_HEIGHT.narrow : NET_HEIGHT.wide,
    );
  }
}

/** @param {Component} component */
export function mount(component) {
  const drawing = settle(component.parentElement, "backprop/style.css", () => new Backprop(component));
  drawing.show(component);
}
