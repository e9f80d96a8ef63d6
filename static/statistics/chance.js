/** Throws of a coin or a die: the share of heads or sixes over the number of throws, and how often each face came. */
import { button, slider } from "../kit/controls.js";
import { el, fill, svg } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { plural } from "../kit/plural.js";
import { close, fixed } from "../kit/sums.js";
import { Plot } from "./plot.js";
import { View, viewed } from "./view.js";

/**
 * @typedef {import("./payloads.js").ChancePayload} Payload
 * @typedef {import("./payloads.js").Thrown} Thrown
 * @typedef {Omit<Thrown, "device">} State
 */

const MORE = [1, 10, 100, 1000, 10000, 100000];
/** 95 of 100 runs stay this many standard deviations near the probability, at each number of throws. */
const NEAR = 1.96;
/** Digits after the point of a relative frequency. */
const DIGITS = 4;

/** @extends {View<Payload, State, Thrown>} */
class Chance extends View {
  /** @param {import("./view.js").Setup<State, Thrown>} setup @param {Payload} payload */
  constructor(setup, payload) {
    super(setup, payload);
    const { words, fair } = payload;
    Object.assign(this.state, settings(payload));
    this.curve = new Plot(words.curve, "frequency");
    this.bars = new Plot(words.bars, "faces");
    this.said = el("p", { class: "big", "data-testid": "chance-said", role: "status" });
    this.note = el("p", { class: "muted", "data-testid": "chance-note", role: "status" });
    this.latest = el("p", { class: "latest", "data-testid": "latest" });
    this.more = MORE.map((count) =>
      button(`+${numbersOf().count(count)}`, `throw-${count}`, () => this.#want({ count: this.state.count + count })),
    );
    const again = button(words.again, "chance-again", () => this.#want({ count: 0, seed: this.state.seed + 1 }));
    const range = { min: 0, max: 1, step: 0.01, value: this.state.chance };
    const load = slider(words.load, range, "load", (chance) => this.#want({ chance }));
    const even = button(words.fair, "fair", () => {
      load.show(fair);
      this.#want({ chance: fair });
    });
    this.nodes = [
      el("div", { class: "row" }, el("span", {}, words.throw), ...this.more, again),
      el("div", { class: "row" }, load.label, even),
      this.note,
      this.said,
      el("div", { class: "pair" }, this.curve.node, this.bars.node),
      this.latest,
    ];
  }

  /** @param {Payload} payload */
  take(payload) {
    super.take(payload);
    if (!this.asker.busy) Object.assign(this.state, settings(payload));
  }

  /** @param {Partial<State>} change */
  #want(change) {
    const { device, most } = this.payload;
    Object.assign(this.state, change);
    this.state.count = Math.min(this.state.count, most);
    this.asker.ask({ device, ...this.state });
    this.draw();
  }

  draw() {
    const { counts, probabilities, faces } = this.payload;
    this.root.dataset.state = this.asker.busy ? "asking" : "ready";
    this.root.dataset.count = String(this.payload.count);
    const { count } = this.state;
    const narrow = this.width < 620;
    const height = narrow ? 240 : 300;
    this.curve.range(narrow ? this.width : this.width * 0.61, height, [1, Math.max(10, count)], [0, 1], true);
    const top = Math.max(1, ...counts, ...probabilities.map((probability) => probability * count));
    this.bars.range(narrow ? this.width : this.width * 0.37, height, [-0.6, faces.length - 0.4], [0, top * 1.1]);
    this.#drawCurve(this.curve);
    this.#drawBars(this.bars);
    this.#say();
    this.#showLatest();
  }

  /** @param {Plot} plot */
  #drawCurve(plot) {
    const { at, frequencies, words } = this.payload;
    const p = this.state.chance;
    const grid = Array.from({ length: 121 }, (_, i) => plot.x[1] ** (i / 120));
    const reach = grid.map((n) => NEAR * Math.sqrt((p * (1 - p)) / n));
    const above = grid.map((_, i) => Math.min(1, p + reach[i]));
    const below = grid.map((_, i) => Math.max(0, p - reach[i]));
    const band = plot.line([...grid, ...grid.toReversed()], [...above, ...below.toReversed()]);
    const thrown = at.filter((n) => n <= plot.x[1]);
    plot.back.replaceChildren(
      ...plot.axes(words.across, words.up),
      svg("path", { class: "band", d: `${band}Z` }),
      svg("path", { class: "truth", d: plot.line([1, plot.x[1]], [p, p]) }),
      svg("path", { class: "curve", d: plot.line(thrown, frequencies) }),
      ...at.slice(-1).map((n) => plot.dot("head", n, frequencies[frequencies.length - 1], 6)),
    );
  }

  /** @param {Plot} plot */
  #drawBars(plot) {
    const { counts, faces, probabilities, words } = this.payload;
    const { chance, count } = this.state;
    const last = faces.length - 1;
    const others = (1 - chance) / last;
    const expected = probabilities.map((_, face) => count * (face === last ? chance : others));
    plot.back.replaceChildren(
      ...plot.gridUp(),
      plot.nameUp(words.how_often),
      ...faces.flatMap((face, i) => [
        plot.bar(i === last ? "mass inside" : "mass", i - 0.36, i + 0.36, counts[i]),
        svg("path", { class: "truth", d: plot.line([i - 0.45, i + 0.45], [expected[i], expected[i]]) }),
        svg("text", { x: plot.px(i), y: plot.bottom + 20, "text-anchor": "middle" }, face),
        svg(
          "text",
          { class: "muted", x: plot.px(i), y: plot.bottom + 38, "text-anchor": "middle" },
          numbersOf().count(counts[i]),
        ),
      ]),
    );
  }

  #say() {
    const { count, counts, most, words } = this.payload;
    const full = this.state.count >= most;
    for (const node of this.more) node.disabled = full;
    this.note.textContent = full ? words.full : "";
    this.said.textContent = count ? fill(words.said, this.#written(count, counts)) : words.start;
  }

  /** @param {number} count @param {number[]} counts */
  #written(count, counts) {
    const { words } = this.payload;
    const numbers = numbersOf();
    const hits = counts[counts.length - 1];
    return {
      throws: plural(words.throws, count, { count: numbers.count(count) }),
      hits: plural(words.hits, hits, { count: numbers.count(hits) }),
      ...compare(hits / count, this.state.chance),
    };
  }

  #showLatest() {
    const { latest, signs, words } = this.payload;
    const faces = latest.map((face) =>
      el("span", { class: face === signs.length - 1 ? "face hit" : "face" }, signs[face]),
    );
    this.latest.replaceChildren(...(faces.length ? [el("span", { class: "muted" }, words.latest), ...faces] : []));
  }
}

/** @param {number} frequency @param {number} chance */
function compare(frequency, chance) {
  const distance = (/** @type {number[]} */ [share, probability]) => Math.abs(share - probability);
  const closed = close([frequency, chance], distance, { digits: DIGITS, write: fixed });
  const [share, probability] = closed.terms;
  return { share, chance: probability, distance: closed.result };
}

/** @param {Payload} payload @returns {State} */
function settings({ chance, count, seed }) {
  return { chance, count, seed };
}

export const mount = mounted("statistics/style.css", viewed("chance", settings, Chance));
