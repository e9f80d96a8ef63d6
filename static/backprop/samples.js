/** Which samples the update learns from, and which of them is in view. */
import { Colors } from "../kit/colors.js";
import { el, fill } from "../kit/dom.js";
import { parseNumber } from "../kit/numbers.js";
import { button } from "./bar.js";
import { Points } from "./points.js";

/** @typedef {import("./payloads.js").BackpropWords} Words */
/** @typedef {import("./payloads.js").BackpropPayload} Payload */
/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @typedef {object} Acts
 * @property {(row: number) => void} learnFromRow
 * @property {() => void} learnFromBatch
 * @property {(by: number) => void} look at the sample so many further
 */

export class Samples {
  /** @param {Words} words @param {Acts} acts */
  constructor(words, acts) {
    this.words = words;
    this.acts = acts;
    this.points = new Points(words, acts.learnFromRow);
    this.batch = button("", "batch", acts.learnFromBatch);
    const look = { "aria-label": words.point_number, "data-testid": "backprop-row" };
    this.number = el("input", { type: "text", inputmode: "numeric", autocomplete: "off", ...look });
    this.number.addEventListener("change", () => this.#typed());
    this.earlier = button("‹", "earlier", () => acts.look(-1));
    this.later = button("›", "later", () => acts.look(1));
    this.earlier.setAttribute("aria-label", words.earlier);
    this.later.setAttribute("aria-label", words.later);
    this.viewed = el("span", { class: "viewed-text", "aria-live": "polite", "data-testid": "backprop-sample" });
    this.view = el("div", { class: "row" }, this.earlier, this.viewed, this.later);
    this.problem = el("p", { class: "problem", role: "alert", hidden: true });
    const point = el("label", { class: "row" }, el("span", {}, words.one_point), this.number);
    const choose = el("div", { class: "row", role: "group", "aria-label": words.learns_from }, this.batch, point);
    this.root = el(
      "div",
      { class: "samples" },
      this.points.root,
      el("div", { class: "choose" }, choose, this.view, this.problem, el("p", { class: "hint" }, words.keys)),
    );
    /** How many points there are. */
    this.most = 0;
    /** What the points were drawn for. */
    this.drawn = "";
  }

  #typed() {
    const row = parseNumber(this.number.value, [1, this.most]);
    const good = row !== null && Number.isInteger(row);
    this.problem.hidden = good;
    this.problem.textContent = good
      ? ""
      : fill(this.words.bad_point, { given: this.number.value || "–", most: this.most });
    this.number.setAttribute("aria-invalid", String(!good));
    if (good) this.acts.learnFromRow(row - 1);
  }

  /** @param {Payload} payload @param {Trace} trace @param {number} sample in view */
  show({ batch, points }, trace, sample) {
    const { words } = this;
    const { total, first, rows, single } = trace.samples;
    const row = rows[sample];
    this.most = points.count;
    this.batch.textContent = fill(words.batch, { count: batch });
    this.batch.setAttribute("aria-pressed", String(!single));
    if (!this.number.matches(":focus")) this.number.value = String(row + 1);
    this.view.hidden = total < 2;
    this.viewed.textContent = fill(words.in_view, { number: first + sample + 1, total, point: row + 1 });
    this.earlier.setAttribute("aria-disabled", String(first + sample === 0));
    this.later.setAttribute("aria-disabled", String(first + sample === total - 1));
    const colors = new Colors(getComputedStyle(this.root));
    const drawn = `${trace.id} ${sample} ${colors.key}`;
    if (drawn !== this.drawn) this.points.show(points, colors, rows, row);
    this.drawn = drawn;
  }
}
