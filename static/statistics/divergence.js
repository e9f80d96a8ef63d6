// @ts-check
/** Two distributions whose bars are dragged: entropy, cross-entropy, and the KL divergence both ways. */
import { el, fill, svg } from "../kit/dom.js";
import { button } from "./frame.js";
import { Drawing, fixed, share, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";

const NAMES = ["p", "q"];
const STEP = 0.01;

/**
 * @param {number[]} shares
 * @param {number} place
 * @param {number} value
 * @returns {number[]} `place` has the value, the others share the rest as before
 */
export function reshare(shares, place, value) {
  const now = Math.min(1, Math.max(0, Math.round(value * 100) / 100));
  const rest = 1 - shares[place];
  return shares.map((one, i) =>
    i === place ? now : rest > 1e-9 ? (one / rest) * (1 - now) : (1 - now) / (shares.length - 1),
  );
}

/** @param {number[]} p @param {number[]} q @returns {number} −Σ p ln q in nats; outcomes with p = 0 add nothing */
export function crossEntropy(p, q) {
  return p.reduce((sum, one, i) => (one > 0 ? sum - one * Math.log(q[i]) : sum), 0);
}

class Divergence extends Drawing {
  constructor() {
    super("divergence");
    /** @type {number[][]} */
    this.shares = [];
  }

  build() {
    const { words, p, q } = this.data;
    if (!this.shares.length) this.shares = [[...p], [...q]];
    this.plots = NAMES.map((name) => new Plot(words[name], `bars-${name}`));
    this.grips = this.plots.map((plot, side) => this.shares[side].map((_one, place) => this.#grip(plot, side, place)));
    this.plots.forEach((plot, side) => plot.front.append(.../** @type {any} */ (this.grips)[side]));
    this.said = el("div", { class: "formulas", "data-testid": "divergence-said", "aria-live": "polite" });
    const reset = (/** @type {number[][]} */ shares) => () => {
      this.shares = shares.map((one) => [...one]);
      this.draw();
    };
    this.root.replaceChildren(
      el(
        "div",
        { class: "tiles" },
        ...this.plots.map((plot, side) => el("figure", {}, el("figcaption", {}, words[NAMES[side]]), plot.node)),
      ),
      el(
        "div",
        { class: "row" },
        button(words.same, "same", () => reset([this.shares[0], this.shares[0]])()),
        button(words.even, "even", () => reset([p.map(() => 1 / p.length), this.shares[1]])()),
        button(words.certain, "certain", () =>
          reset([p.map((/** @type {number} */ _one, /** @type {number} */ i) => (i === 1 ? 1 : 0)), this.shares[1]])(),
        ),
        button(words.again, "first", reset([p, q])),
      ),
      el("p", { class: "muted" }, words.how),
      this.said,
    );
  }

  /** @param {Plot} plot @param {number} side @param {number} place */
  #grip(plot, side, place) {
    const label = fill(this.data.words.outcome, { name: NAMES[side], number: place + 1 });
    const node = svg("g", {
      class: "bar-grip",
      role: "slider",
      tabindex: 0,
      "aria-label": label,
      "aria-orientation": "vertical",
      "aria-valuemin": 0,
      "aria-valuemax": 1,
      "data-testid": `${NAMES[side]}-${place}`,
    });
    node.append(
      svg("rect", { class: "reach" }),
      svg("rect", { class: side ? "mass second" : "mass" }),
      svg("rect", { class: "handle", rx: 4 }),
      svg("text", { "text-anchor": "middle" }),
    );
    const to = (/** @type {number} */ value) => {
      this.shares[side] = reshare(this.shares[side], place, value);
      this.draw();
    };
    const under = (/** @type {PointerEvent} */ event) => {
      const box = plot.node.getBoundingClientRect();
      const y = ((event.clientY - box.top) / box.height) * (plot.height ?? 1);
      to((plot.bottom - y) / (plot.bottom - plot.top));
    };
    node.addEventListener("pointerdown", (event) => {
      node.setPointerCapture(event.pointerId);
      node.focus({ preventScroll: true });
      event.preventDefault();
      under(event);
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) under(event);
    });
    node.addEventListener("keydown", (event) => {
      const way = /** @type {Record<string, number>} */ ({
        ArrowUp: 1,
        ArrowRight: 1,
        ArrowDown: -1,
        ArrowLeft: -1,
        PageUp: 10,
        PageDown: -10,
        Home: -100,
        End: 100,
      })[event.key];
      if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      to(this.shares[side][place] + way * STEP);
    });
    return node;
  }

  draw() {
    const size = share(this.width, 280, 2);
    this.plots?.forEach((plot, side) => {
      const many = this.shares[side].length;
      plot.range(size, 240, [0.5, many + 0.5], [0, 1]);
      plot.node.style.width = `${size}px`;
      plot.back.replaceChildren(
        ...plot.axes(this.data.words.outcomes, this.data.words.probability).filter((node) => !isNumberBelow(node)),
      );
      this.shares[side].forEach((value, place) => this.#place(plot, this.grips?.[side][place], place + 1, value));
    });
    this.#say();
  }

  /** @param {Plot} plot @param {SVGElement | undefined} grip @param {number} at @param {number} value */
  #place(plot, grip, at, value) {
    if (!grip) return;
    const [reach, bar, handle, text] = grip.children;
    const [left, right, y] = [plot.px(at - 0.36), plot.px(at + 0.36), plot.py(value)];
    const put = (/** @type {Element} */ node, /** @type {Record<string, number>} */ places) =>
      Object.entries(places).forEach(([name, one]) => node.setAttribute(name, String(one)));
    put(reach, { x: left, width: right - left, y: plot.top, height: plot.bottom - plot.top });
    put(bar, { x: left, width: right - left, y, height: Math.max(0, plot.bottom - y) });
    put(handle, { x: left, width: right - left, y: y - 4, height: 8 });
    put(text, { x: (left + right) / 2, y: plot.bottom + 19 });
    text.textContent = fixed(value, 2);
    grip.setAttribute("aria-valuenow", value.toFixed(2));
    grip.setAttribute("aria-valuetext", fixed(value, 2));
  }

  #say() {
    const { words } = this.data;
    const [p, q] = this.shares;
    const [own, across, back, other] = [crossEntropy(p, p), crossEntropy(p, q), crossEntropy(q, p), crossEntropy(q, q)];
    const [kl, reverse] = [difference(across, own), difference(back, other)];
    Object.assign(this.root.dataset, {
      entropy: String(own),
      cross: String(across),
      kl: String(kl),
      reverse: String(reverse),
    });
    const line = (
      /** @type {string} */ name,
      /** @type {string} */ formula,
      /** @type {string} */ numbers,
      /** @type {number} */ value,
    ) => el("p", {}, el("b", {}, name), ` ${formula} = ${numbers} = `, el("b", {}, fixed(value)));
    this.said?.replaceChildren(
      line(words.entropy, "H(p) = −Σ p·ln p", terms(p, p), own),
      line(words.cross, "H(p, q) = −Σ p·ln q", terms(p, q), across),
      line("KL(p‖q)", "= H(p, q) − H(p)", `${fixed(across)} − ${fixed(own)}`, kl),
      line("KL(q‖p)", "= H(q, p) − H(q)", `${fixed(back)} − ${fixed(other)}`, reverse),
      el(
        "p",
        { class: "muted" },
        [kl, reverse].every(Number.isFinite) ? (kl < 5e-4 ? words.equal : words.differ) : words.infinite,
      ),
    );
  }
}

/** @param {number} across @param {number} own */
function difference(across, own) {
  return Number.isFinite(across) ? Math.max(0, across - own) : Infinity;
}

/** @param {number[]} p @param {number[]} q */
function terms(p, q) {
  return `−(${p.map((one, i) => `${fixed(one, 2)}·ln ${fixed(q[i], 2)}`).join(" + ")})`;
}

/** @param {SVGElement} node whether it is a number of the axis below; the bars have their own */
function isNumberBelow(node) {
  return node.tagName === "text" && !node.getAttribute("class") && node.getAttribute("text-anchor") === "middle";
}

export const mount = used(() => new Divergence());
