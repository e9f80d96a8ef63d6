// @ts-check
/** Softmax with logits and a temperature to drag: each power, their sum, and the shares. */
import { el, fill } from "../kit/dom.js";
import { experiment, number, slider } from "../kit/experiment.js";
import { numbersOf } from "../kit/numbers.js";

/** @typedef {{lang: string, logits: number[], outputs: number, range: [number, number], temperatures: [number, number], temperature: number, words: Record<string, string>}} Data */

/**
 * @param {number[]} logits
 * @param {number} temperature
 * @returns {{powers: number[], shares: number[]}} exp(z / T), and the same divided by their sum
 */
export function softmax(logits, temperature) {
  // The largest is taken off before exp for the shares, so that a low temperature does not overflow.
  const top = Math.max(...logits);
  const lowered = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = lowered.reduce((a, b) => a + b, 0);
  return { powers: logits.map((z) => Math.exp(z / temperature)), shares: lowered.map((power) => power / sum) };
}

class Softmax {
  /**
   * @param {HTMLElement} root
   * @param {import("../kit/experiment.js").Component} component
   */
  constructor(root, component) {
    /** @type {Data} */
    this.data = component.data;
    this.logits = [...this.data.logits];
    const { words, temperatures, temperature } = this.data;
    const [min, max] = temperatures;
    this.temperature = slider(words.temperature, { min, max, step: 0.1, value: temperature }, () => this.update());
    this.temperature.input.dataset.testid = "temperature";
    this.bars = el("div", { class: "bars" });
    this.said = el("p", { class: "said", "aria-live": "polite", "data-testid": "softmax-said" });
    root.append(this.bars, el("div", { class: "row" }, this.temperature.label), this.said);
  }

  /** @param {Data} data */
  show(data) {
    this.data = data;
    this.build();
    this.update();
  }

  build() {
    const { words, range, outputs } = this.data;
    const [min, max] = range;
    const head = (/** @type {string} */ text, name = "") => el("span", { class: `head ${name}` }, text);
    this.rows = Array.from({ length: outputs }, (_, i) => {
      const name = fill(words.output, { number: i + 1 });
      const row = slider(name, { min, max, step: 0.1, value: this.logits[i] }, (value) => {
        this.logits[i] = value;
        this.update();
      });
      row.input.dataset.testid = `logit-${i}`;
      row.value.className = "number";
      const power = el("span", { class: "number power" });
      const share = el("i", {});
      const percent = el("span", { class: "number", "data-testid": `share-${i}` });
      const bar = el("div", { class: `bar wide s${i % 4}` }, share);
      return { ...row, power, share, percent, cells: [row.label, power, bar, percent] };
    });
    this.sum = el("span", { class: "number power total" });
    this.bars.replaceChildren(
      head(""),
      head(words.logit),
      head("z"),
      head("exp(z/T)", "number power"),
      head(words.share, "wide"),
      head("p", "number"),
      ...this.rows.flatMap((row) => row.cells),
      el("span", { class: "power" }),
      el("span", { class: "power" }),
      el("span", { class: "power" }),
      this.sum,
      el("span", { class: "wide" }, words.sum),
      el("span", { class: "number" }, "1.000"),
    );
  }

  update() {
    const temperature = Number(this.temperature.input.value);
    const { powers, shares } = softmax(this.logits.slice(0, this.data.outputs), temperature);
    this.rows?.forEach((row, i) => {
      row.value.textContent = number(this.logits[i], 1);
      row.power.textContent = short(powers[i]);
      row.share.style.width = `${shares[i] * 100}%`;
      row.percent.textContent = number(shares[i], 3);
    });
    if (this.sum) this.sum.textContent = short(powers.reduce((a, b) => a + b, 0));
    this.temperature.value.textContent = number(temperature, 1);
    this.said.textContent = this.describe(shares, temperature);
  }

  /** @param {number[]} shares @param {number} temperature */
  describe(shares, temperature) {
    const { lang, words } = this.data;
    if (shares.length === 1) return words.alone;
    const top = Math.max(...shares);
    const leader = { number: shares.indexOf(top) + 1, percent: numbersOf(lang).percent(top, 0) };
    return `${fill(words.leader, leader)} ${temperature < 1 ? words.cold : temperature > 1 ? words.hot : words.even}`;
  }
}

/** @param {number} value */
function short(value) {
  return value >= 10000 ? value.toExponential(1).replace("e+", "e") : number(value, value < 100 ? 2 : 0);
}

export const mount = experiment((root, component) => new Softmax(root, component));
