// @ts-check
/** Throws of a coin or a die: the share of heads or sixes over the number of throws, and how often each face came. */
import { el, fill, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { Ask, button, framed, slider } from "./frame.js";
import { Plot } from "./plot.js";

/**
 * @typedef {{kind: string, lang: string, faces: string[], signs: string[], chance: number, fair: number, count: number, seed: number, most: number,
 *   probabilities: number[], counts: number[], at: number[], frequencies: number[], latest: number[], reply: number,
 *   words: Record<string, string>, plurals: Record<"throws" | "hits", import("../kit/plural.js").Forms>}} Data
 */

const MORE = [1, 10, 100, 1000, 10000, 100000];
/** 95 of 100 runs stay this many standard deviations near the probability, at each number of throws. */
const NEAR = 1.96;

class Chance {
  constructor() {
    this.root = el("div", { class: "stat chance", "data-testid": "chance" });
    this.ask = new Ask();
    this.width = 0;
    /** @type {Data | null} */
    this.data = null;
    [this.chance, this.count, this.seed] = [0.5, 0, 1];
  }

  /** @param {Data} data */
  receive(data) {
    const old = this.data;
    const other = !old || old.kind !== data.kind || old.lang !== data.lang;
    this.data = data;
    if (other || !this.ask.busy) Object.assign(this, { chance: data.chance, count: data.count, seed: data.seed });
    if (other) this.#build(data);
    this.draw();
  }

  /** @param {Data} data */
  #build({ words, chance, fair }) {
    this.curve = new Plot(words.curve, "frequency");
    this.bars = new Plot(words.bars, "faces");
    this.said = el("p", { class: "big", "data-testid": "chance-said", role: "status" });
    this.note = el("p", { class: "muted", "data-testid": "chance-note", role: "status" });
    this.latest = el("p", { class: "latest", "data-testid": "latest" });
    this.more = MORE.map((many) =>
      button(`+${many.toLocaleString("en")}`, `throw-${many}`, () => this.#want({ count: this.count + many })),
    );
    const again = button(words.again, "chance-again", () => this.#want({ count: 0, seed: this.seed + 1 }));
    const load = slider(words.load, { min: 0, max: 1, step: 0.01, value: chance }, "load", (value) =>
      this.#want({ chance: value }),
    );
    const even = button(words.fair, "fair", () => {
      load.show(fair);
      this.#want({ chance: fair });
    });
    this.root.replaceChildren(
      el("div", { class: "row" }, el("span", {}, words.throw), ...this.more, again),
      el("div", { class: "row" }, load.label, even),
      this.note,
      this.said,
      el("div", { class: "pair" }, this.curve.node, this.bars.node),
      this.latest,
    );
  }

  /** @param {Partial<{chance: number, count: number, seed: number}>} change */
  #want(change) {
    const { kind, most } = /** @type {Data} */ (this.data);
    Object.assign(this, change);
    this.count = Math.min(this.count, most);
    this.ask.ask({ kind, chance: this.chance, count: this.count, seed: this.seed });
    this.draw();
  }

  draw() {
    if (!this.data || !this.curve || !this.bars) return;
    this.root.dataset.state = this.ask.busy ? "asking" : "ready";
    this.root.dataset.count = String(this.data.count);
    const narrow = this.width < 620;
    const height = narrow ? 240 : 300;
    this.curve.range(narrow ? this.width : this.width * 0.61, height, [1, Math.max(10, this.count)], [0, 1], true);
    const top = Math.max(1, ...this.data.counts, ...this.data.probabilities.map((one) => one * this.count));
    this.bars.range(
      narrow ? this.width : this.width * 0.37,
      height,
      [-0.6, this.data.faces.length - 0.4],
      [0, top * 1.1],
    );
    this.#drawCurve();
    this.#drawBars();
    this.#say();
  }

  #drawCurve() {
    const plot = /** @type {Plot} */ (this.curve);
    const { at, frequencies, words } = /** @type {Data} */ (this.data);
    const p = this.chance;
    const grid = Array.from({ length: 121 }, (_, i) => plot.x[1] ** (i / 120));
    const reach = grid.map((n) => NEAR * Math.sqrt((p * (1 - p)) / n));
    const band = [
      ...grid.map((n, i) => [n, Math.min(1, p + reach[i])]),
      ...grid.map((n, i) => [n, Math.max(0, p - reach[i])]).reverse(),
    ];
    plot.back.replaceChildren(
      ...plot.axes(words.across, words.up),
      svg("path", {
        class: "band",
        d: `${plot.line(
          band.map(([n]) => n),
          band.map(([, y]) => y),
        )}Z`,
      }),
      svg("path", { class: "truth", d: plot.line([1, plot.x[1]], [p, p]) }),
      svg("path", {
        class: "curve",
        d: plot.line(
          at.filter((n) => n <= plot.x[1]),
          frequencies,
        ),
      }),
      ...at
        .slice(-1)
        .map((n) =>
          svg("circle", { class: "head", r: 6, cx: plot.px(n), cy: plot.py(frequencies[frequencies.length - 1]) }),
        ),
    );
  }

  #drawBars() {
    const plot = /** @type {Plot} */ (this.bars);
    const { counts, faces, probabilities, words } = /** @type {Data} */ (this.data);
    const last = faces.length - 1;
    const others = (1 - this.chance) / last;
    const expected = probabilities.map((_, face) => this.count * (face === last ? this.chance : others));
    const name = plot.axes("", words.how_often).slice(-1);
    plot.back.replaceChildren(
      ...plot.gridUp(),
      ...name,
      ...faces.flatMap((face, i) => [
        plot.bar(i === last ? "mass inside" : "mass", i - 0.36, i + 0.36, counts[i]),
        svg("line", {
          class: "truth",
          x1: plot.px(i - 0.45),
          x2: plot.px(i + 0.45),
          y1: plot.py(expected[i]),
          y2: plot.py(expected[i]),
        }),
        svg("text", { x: plot.px(i), y: plot.bottom + 20, "text-anchor": "middle" }, face),
        svg(
          "text",
          { class: "muted", x: plot.px(i), y: plot.bottom + 38, "text-anchor": "middle" },
          counts[i].toLocaleString("en"),
        ),
      ]),
    );
  }

  #say() {
    const { count, counts, latest, most, plurals, signs, words } = /** @type {Data} */ (this.data);
    const full = this.count >= most;
    for (const more of this.more ?? []) more.disabled = full;
    if (this.note) this.note.textContent = full ? words.full : "";
    const hits = counts[counts.length - 1];
    const share = count ? hits / count : NaN;
    const known = {
      throws: plural(plurals.throws, count, { count: count.toLocaleString("en") }),
      hits: plural(plurals.hits, hits, { count: hits.toLocaleString("en") }),
      share: share.toFixed(4),
      chance: this.chance.toFixed(4),
      distance: Math.abs(share - this.chance).toFixed(4),
    };
    if (this.said) this.said.textContent = count ? fill(words.said, known) : words.start;
    this.latest?.replaceChildren(
      ...(latest.length
        ? [
            el("span", { class: "muted" }, words.latest),
            ...latest.map((face) =>
              el("span", { class: face === signs.length - 1 ? "face hit" : "face" }, signs[face]),
            ),
          ]
        : []),
    );
  }
}

export const mount = framed(() => new Chance());
