// @ts-check
/** A threshold that is dragged over the probabilities of a classifier; everything that hangs on it moves along. */
import { el, fill, svg } from "../kit/dom.js";
import { slider } from "./frame.js";
import { grip } from "./grip.js";
import { Drawing, fixed, legend, share, stops, used } from "./in_deep_learning_frame.js";
import { Plot } from "./plot.js";
import { count, curves, measures } from "./ratings.js";

const BARS = 25;
/** @type {Array<"accuracy" | "precision" | "recall" | "f1">} */
const MEASURES = ["accuracy", "precision", "recall", "f1"];
const FORMULAS = {
  accuracy: "(TP + TN) / n",
  precision: "TP / (TP + FP)",
  recall: "TP / (TP + FN)",
  f1: "2·TP / (2·TP + FP + FN)",
};
const [ENOUGH, LACKING] = [0.95, 0.95];
/** The share of "no" from which one class is rare, and the accuracy from which a classifier looks good. */
const [MOSTLY, LOOKS_GOOD] = [0.6, 0.5];

class Threshold extends Drawing {
  constructor() {
    super("threshold");
    this.threshold = 0.5;
    this.share = -1;
    this.told = "";
  }

  build() {
    const { words, shares } = this.data;
    if (this.share < 0 || this.share >= shares.length) this.share = shares.length - 1;
    this.scores = new Plot(words.scores_plot, "scores");
    this.roc = new Plot(words.roc_plot, "roc");
    this.recalls = new Plot(words.pr_plot, "pr");
    const moved = (/** @type {number} */ value) => this.#move(value);
    this.grip = grip({
      label: words.threshold,
      testid: "threshold-grip",
      step: 0.01,
      plot: this.scores,
      value: () => this.threshold,
      moved,
      share: 0.5,
    });
    this.scores.node.append(this.grip.node);
    this.slider = slider(
      words.threshold,
      { min: 0, max: 1, step: 0.01, value: this.threshold },
      "threshold-slider",
      moved,
    );
    this.said = el("p", { class: "sum", "data-testid": "threshold-said", "aria-live": "polite" });
    const percents = shares.map((/** @type {any} */ one) => one.percent);
    this.root.replaceChildren(
      el(
        "div",
        { class: "controls" },
        this.slider.label,
        stops(words.share, percents, this.share, "rare", (place) => {
          this.share = place;
          this.#trace();
          this.draw();
        }),
      ),
      legend([
        ["no", words.key_no],
        ["yes", words.key_yes],
        ["end", words.key_threshold],
      ]),
      el(
        "div",
        { class: "beside" },
        el("div", {}, this.scores.node, this.#matrix(), this.said),
        el("div", {}, this.#measures(), el("div", { class: "tiles" }, this.roc.node, this.recalls.node), this.#areas()),
      ),
    );
    this.#trace();
  }

  #matrix() {
    const { words } = this.data;
    const cell = (/** @type {string} */ name, good = "") => {
      const number = el("b", { "data-testid": `count-${name}` });
      return { number, node: el("td", { class: good }, number, el("small", {}, name.toUpperCase())) };
    };
    this.cells = { tn: cell("tn", "right"), fp: cell("fp"), fn: cell("fn"), tp: cell("tp", "right") };
    const head = (/** @type {string} */ text, scope = "col") => el("th", { scope }, text);
    return el(
      "table",
      { class: "matrix" },
      el("caption", {}, words.matrix),
      el("thead", {}, el("tr", {}, el("td", {}), head(words.said_no), head(words.said_yes))),
      el(
        "tbody",
        {},
        el("tr", {}, head(words.is_no, "row"), this.cells.tn.node, this.cells.fp.node),
        el("tr", {}, head(words.is_yes, "row"), this.cells.fn.node, this.cells.tp.node),
      ),
    );
  }

  #measures() {
    const { words } = this.data;
    const cells = (/** @type {string} */ kind) =>
      MEASURES.map((name) => el("td", { class: "number", "data-testid": `${kind}-${name}` }));
    [this.values, this.sums, this.never] = [cells("value"), cells("sum"), cells("never")];
    const rows = MEASURES.map((name, i) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, words[name], el("small", {}, FORMULAS[name])),
        ...[this.sums, this.values, this.never].map((list) => /** @type {any} */ (list)[i]),
      ),
    );
    return el(
      "table",
      { class: "sheet" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...[words.measure, words.counts, words.here, words.never].map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el("tbody", {}, ...rows),
    );
  }

  #areas() {
    this.area = el("p", { class: "muted", "data-testid": "areas" });
    return this.area;
  }

  /** @param {number} value */
  #move(value) {
    this.threshold = Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
    this.slider?.show(this.threshold);
    this.draw();
  }

  get kept() {
    return this.data.shares[this.share];
  }

  #trace() {
    this.curves = curves(this.data.scores, this.data.positive, this.kept.keep);
  }

  draw() {
    const { scores, positive, words } = this.data;
    const counts = count(scores, positive, this.kept.keep, this.threshold);
    const found = measures(counts);
    /** @type {any} */ for (const [name, one] of Object.entries(counts))
      this.cells[name].number.textContent = String(one);
    const never = measures({ tp: 0, fp: 0, fn: counts.tp + counts.fn, tn: counts.tn + counts.fp });
    MEASURES.forEach((name, i) => {
      const [part, whole] = found[name];
      this.sums[i].textContent = `${part} / ${whole}`;
      this.values[i].textContent = whole ? fixed(part / whole) : "–";
      this.never[i].textContent = never[name][1] ? fixed(never[name][0] / never[name][1]) : "–";
    });
    const { area, average_precision } = this.kept;
    this.area.textContent = fill(words.areas, { area: fixed(area), average: fixed(average_precision) });
    this.#drawScores();
    this.#drawCurves(found, counts);
    this.#say(found, counts);
  }

  #drawScores() {
    const { scores, positive, words } = this.data;
    const width = this.width > 760 ? Math.floor(this.width / 2) - 14 : this.width;
    const bars = [0, 1].map(() => new Array(BARS).fill(0));
    for (const i of this.kept.keep) bars[positive[i]][Math.min(BARS - 1, Math.floor(scores[i] * BARS))]++;
    const plot = /** @type {Plot} */ (this.scores);
    const tall = Math.max(1, ...bars.flat());
    plot.range(width, 230, [0, 1], [0, tall * 1.05]);
    plot.node.style.width = `${width}px`;
    const half = 0.5 / BARS;
    const drawn = bars.flatMap((list, kind) =>
      list.flatMap((many, k) => {
        const from = k / BARS + kind * half;
        return many ? [plot.bar(kind ? "yes" : "no", from, from + half, many)] : [];
      }),
    );
    const yes = svg("rect", {
      class: "called",
      x: plot.px(this.threshold),
      width: Math.max(0, plot.right - plot.px(this.threshold)),
      y: plot.top,
      height: plot.bottom - plot.top,
    });
    plot.back.replaceChildren(yes, ...plot.axes(words.probability, words.points), ...drawn);
    this.grip?.place();
  }

  /** @param {ReturnType<typeof measures>} found @param {import("./ratings.js").Counts} counts */
  #drawCurves(found, counts) {
    const { words } = this.data;
    const width = this.width > 760 ? Math.floor(this.width / 2) - 14 : this.width;
    const size = share(width, 240, 2);
    const [roc, pr] = /** @type {[Plot, Plot]} */ ([this.roc, this.recalls]);
    for (const plot of [roc, pr]) {
      plot.range(size, Math.min(size, 290), [0, 1], [0, 1]);
      plot.node.style.width = `${size}px`;
    }
    const { recall, precision } = /** @type {any} */ (this.curves);
    const wrong = /** @type {any} */ (this.curves).false;
    const at = (/** @type {Plot} */ plot, /** @type {number} */ x, /** @type {number} */ y) =>
      svg("circle", { class: "spot", cx: plot.px(x), cy: plot.py(y), r: 8 });
    const [tpr, fpr] = [found.recall[0] / found.recall[1], counts.fp / (counts.fp + counts.tn)];
    roc.back.replaceChildren(
      ...roc.axes(words.fpr, words.recall),
      svg("path", { class: "chance", d: roc.line([0, 1], [0, 1]) }),
      svg("path", { class: "curve", d: roc.line([0, ...wrong], [0, ...recall]) }),
      at(roc, fpr, tpr),
    );
    const rare = found.recall[1] / (counts.tp + counts.fp + counts.fn + counts.tn);
    const spot = found.precision[1] ? [at(pr, tpr, found.precision[0] / found.precision[1])] : [];
    pr.back.replaceChildren(
      ...pr.axes(words.recall, words.precision),
      svg("path", { class: "chance", d: pr.line([0, 1], [rare, rare]) }),
      svg("path", { class: "curve", d: stepped(pr, recall, precision) }),
      ...spot,
    );
  }

  /** @param {ReturnType<typeof measures>} found @param {import("./ratings.js").Counts} counts */
  #say(found, counts) {
    const { words } = this.data;
    const yes = counts.tp + counts.fp;
    const [recall, precision] = [found.recall[0] / found.recall[1], yes ? found.precision[0] / yes : NaN];
    const never = counts.tn + counts.fp;
    const accuracy = found.accuracy[0] / found.accuracy[1];
    const said = yes ? fill(words.sentence, { yes, right: counts.tp, missed: counts.fn }) : words.nothing;
    // Accuracy misleads where it looks good although the classifier is no better than one that never says "yes".
    const misleading = yes && never / found.accuracy[1] >= MOSTLY && accuracy >= LOOKS_GOOD;
    const warned = misleading && never / found.accuracy[1] >= accuracy ? ` ${words.misleads}` : "";
    this.said.textContent = said + warned;
    // Told once: each message draws the figures below anew, which would make a drag falter.
    if (recall >= ENOUGH && precision < LACKING && this.told !== this.data.id) {
      this.told = this.data.id;
      this.send({ threshold: this.threshold, share: this.share });
    }
  }
}

/** @param {Plot} plot @param {number[]} recall @param {number[]} precision @returns {string} each precision holds back to the recall before */
function stepped(plot, recall, precision) {
  const xs = recall.flatMap((one, i) => [i ? recall[i - 1] : 0, one]);
  return plot.line(
    xs,
    precision.flatMap((one) => [one, one]),
  );
}

export const mount = used(() => new Threshold());
