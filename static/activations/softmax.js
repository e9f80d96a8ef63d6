/** Softmax with logits and a temperature to drag: each power, their sum, and the shares. */
import { el, fill, say } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { numbersOf } from "../kit/numbers.js";
import { range } from "../kit/range.js";
import { softmax } from "../kit/softmax.js";
import { writePowers, writeShares } from "./softmax_values.js";

/** @typedef {import("./payloads.js").SoftmaxPayload} Payload */

/** Colours there are for bars. */
const SERIES = 4;

class Softmax {
  constructor() {
    /** @type {number[]} */
    this.logits = [];
    /** @type {Payload | null} */
    this.payload = null;
    this.temperature = range({ step: 0.1, testid: "temperature" }, () => this.update());
    this.bars = el("div", { class: "bars" });
    this.said = el("p", { class: "said", "aria-live": "polite", "data-testid": "softmax-said" });
    this.root = el("div", { class: "act" }, this.bars, el("div", { class: "row" }, this.temperature.label), this.said);
    /** @type {ReturnType<Softmax["row"]>[]} */
    this.rows = [];
    this.sum = el("span", { class: "number power total", "data-testid": "power-sum" });
    this.whole = el("span", { class: "number", "data-testid": "share-sum" });
    /** What the rows were built for. */
    this.built = "";
  }

  /** @param {Payload} payload */
  show(payload) {
    if (!this.payload) this.begin(payload);
    this.payload = payload;
    say(this.temperature.name, payload.words.temperature);
    const built = JSON.stringify([payload.outputs, payload.words]);
    if (built !== this.built) this.build(payload);
    this.built = built;
    this.update();
  }

  /** @param {Payload} payload */
  begin({ logits, temperatures, temperature }) {
    this.logits = [...logits];
    const { input } = this.temperature;
    [input.min, input.max, input.value] = [...temperatures, temperature].map(String);
  }

  /** @param {Payload} payload */
  build(payload) {
    const { words } = payload;
    const head = (/** @type {string} */ text, name = "") => el("span", { class: `head ${name}` }, text);
    const empty = () => el("span", { class: "power" });
    this.rows = this.logits.slice(0, payload.outputs).map((_, i) => this.row(payload, i));
    this.bars.replaceChildren(
      head(""),
      head(words.logit),
      head("z"),
      head("exp(z/T)", "number power"),
      head(words.share, "wide"),
      head("p", "number"),
      ...this.rows.flatMap((row) => row.cells),
      empty(),
      empty(),
      empty(),
      this.sum,
      el("span", { class: "wide" }, words.sum),
      this.whole,
    );
  }

  /** @param {Payload} payload @param {number} i of the output */
  row({ words, range: [min, max] }, i) {
    const logit = range({ min, max, step: 0.1, value: this.logits[i], testid: `logit-${i}` }, (value) => {
      this.logits[i] = value;
      this.update();
    });
    say(logit.name, fill(words.output, { number: i + 1 }));
    logit.output.className = "number";
    const power = el("span", { class: "number power", "data-testid": `power-${i}` });
    const filled = el("i", {});
    const percent = el("span", { class: "number", "data-testid": `share-${i}` });
    const bar = el("div", { class: `bar wide s${i % SERIES}` }, filled);
    return { logit, power, filled, percent, cells: [logit.label, power, bar, percent] };
  }

  update() {
    if (!this.payload) return;
    const temperature = Number(this.temperature.input.value);
    const { powers, shares } = softmax(this.logits.slice(0, this.rows.length), temperature);
    const [powerColumn, shareColumn] = [writePowers(powers), writeShares(shares)];
    this.rows.forEach(({ logit, power, filled, percent }, i) => {
      logit.show(this.logits[i], numbersOf().fixed(this.logits[i], 1));
      say(power, powerColumn.terms[i]);
      filled.style.width = `${shares[i] * 100}%`;
      say(percent, shareColumn.terms[i]);
    });
    say(this.sum, powerColumn.total);
    say(this.whole, shareColumn.total);
    this.temperature.show(temperature, numbersOf().fixed(temperature, 1));
    say(this.said, this.describe(this.payload.words, shares, temperature));
  }

  /** @param {Payload["words"]} words @param {number[]} shares @param {number} temperature */
  describe(words, shares, temperature) {
    if (shares.length === 1) return words.alone;
    const top = Math.max(...shares);
    const leader = fill(words.leader, { number: shares.indexOf(top) + 1, percent: numbersOf().percent(top, 0) });
    return `${leader} ${temperature < 1 ? words.cold : temperature > 1 ? words.hot : words.even}`;
  }
}

export const mount = mounted("activations/style.css", Softmax);
