// @ts-check
/** Gradient size of each layer with its share of dead units, and the confusion matrix. */
import { css, mix } from "../kit/colors.js";
import { el, fill, say } from "../kit/dom.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Health} Health */

/** Milliseconds between changes while running. */
const CALM = 200;
/** With more classes than this the rows of the confusion matrix stand closer, and colours alone head its columns. */
const MANY_CLASSES = 3;
/** Powers of ten that the bars span: a gradient of 1e-6 or less has an empty bar, 10 or more a full one. */
const [SMALLEST, LARGEST] = [-6, 1];

export class Gauges {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.gradientTitle = el("h3", {});
    this.bars = el("div", { class: "bars", "data-testid": "gradients" });
    this.confusionTitle = el("h3", {});
    this.table = el("table", { "data-testid": "confusion" });
    this.order = el("p", { class: "note" });
    this.matrix = el(
      "section",
      { class: "panel confusion" },
      el("div", { class: "about" }, this.confusionTitle, this.order),
      el("div", { class: "table" }, this.table),
    );
    this.gradient = el("section", { class: "panel gradients" }, el("header", {}, this.gradientTitle), this.bars);
    /** @type {Header | null} */
    this.header = null;
    this.written = 0;
    /** @type {{line: HTMLElement, bar: HTMLElement, value: HTMLElement, dead: HTMLElement}[]} */
    this.rows = [];
    /** @type {HTMLElement[][]} */
    this.cells = [];
    this.matrixKey = "";
  }

  setScene() {
    const { scene } = this.stage;
    say(this.gradientTitle, scene.text.gradient_size ?? "");
    say(this.confusionTitle, scene.text.confusion ?? "");
    say(this.order, `${scene.text.confusion_true} ↓ ${scene.text.confusion_predicted} →`);
    this.matrix.hidden = scene.task === "regression";
    this.rows = scene.columns.slice(1).map((column) => this.row(column));
    this.bars.style.setProperty("--rows", String(this.rows.length));
    this.bars.replaceChildren(...this.rows.map((row) => row.line));
    this.rule();
    this.written = 0;
  }

  /** @param {import("./types.js").Column} column */
  row(column) {
    const { text } = this.stage.scene;
    const name =
      column.kind === "output" ? text.output : fill(text.layer_number ?? "{number}", { number: column.layer + 1 });
    const bar = el("div", { class: "bar" });
    const value = el("span", { class: "number" });
    const dead = el("span", { class: "dead" });
    const line = el(
      "div",
      { class: "gradient" },
      el("span", { class: "layer" }, name),
      el("div", { class: "track" }, bar),
      value,
      dead,
    );
    return { line, bar, value, dead };
  }

  /** Makes an empty confusion matrix with the names of the classes. */
  rule() {
    const { scene, colors } = this.stage;
    const { classes } = scene;
    this.matrixKey = "";
    this.cells = classes.map(() => classes.map(() => el("td", {})));
    if (scene.task === "regression") return;
    this.table.classList.toggle("many", classes.length > MANY_CLASSES);
    const dot = (/** @type {number} */ k) => {
      const mark = el("span", { class: "swatch", "aria-hidden": "true" });
      mark.style.background = css(colors.of(k));
      return mark;
    };
    const short = (/** @type {string} */ name) => el("span", { class: "short", title: name }, name);
    const top = el("tr", {}, el("td", {}), ...classes.map((name, k) => this.heading(short(name), k)));
    const rows = classes.map((name, k) =>
      el("tr", {}, el("th", { scope: "row" }, dot(k), short(name)), ...this.cells[k]),
    );
    this.table.replaceChildren(el("thead", {}, top), el("tbody", {}, ...rows));
  }

  /**
   * @param {HTMLElement} name
   * @param {number} k class
   */
  heading(name, k) {
    const cell = el("th", { scope: "col" }, name);
    cell.style.borderBottomColor = css(this.stage.colors.of(k));
    return cell;
  }

  /** @param {Header} header */
  show(header) {
    this.header = header;
  }

  /**
   * @param {number} now
   * @param {boolean} running
   */
  paint(now, running) {
    if (!this.header || (running && now - this.written < CALM)) return;
    this.written = now;
    this.header.health.forEach((health, i) => this.gauge(health, i));
    this.fillMatrix(this.header.confusion);
  }

  /**
   * @param {Health} health
   * @param {number} i
   */
  gauge({ gradient, dead }, i) {
    const row = this.rows[i];
    if (!row) return;
    const { numbers, scene } = this.stage;
    const known = gradient !== null && gradient !== undefined;
    const power = known && gradient > 0 ? Math.log10(gradient) : SMALLEST;
    const share = Math.min(1, Math.max(0, (power - SMALLEST) / (LARGEST - SMALLEST)));
    row.bar.style.transform = `scaleX(${share.toFixed(3)})`;
    say(row.value, known ? numbers.short(gradient) : "–");
    say(row.dead, dead !== null ? fill(scene.text.dead_units ?? "{share}", { share: numbers.percent(dead, 0) }) : "");
  }

  /** @param {number[][] | null} counts */
  fillMatrix(counts) {
    const key = JSON.stringify(counts) + this.stage.colors.key;
    if (!counts || key === this.matrixKey || counts.length !== this.cells.length) return;
    this.matrixKey = key;
    const { colors, numbers } = this.stage;
    counts.forEach((row, i) => {
      const sum = row.reduce((a, b) => a + b, 0);
      row.forEach((count, j) => {
        const cell = this.cells[i][j];
        say(cell, numbers.count(count));
        cell.classList.toggle("right", i === j);
        // At most half the class's colour, so that the page's text stays readable on it.
        cell.style.background = css(mix(colors.ground, colors.of(i), sum ? (0.5 * count) / sum : 0));
      });
    });
  }
}
