// @ts-check
/** Loss and accuracy of train and test over the epochs, up to the frame that is shown. */
import { drawAxes } from "../kit/axes.js";
import { el, fit, release, say } from "../kit/dom.js";
import { decades, roundUp, ticks } from "../kit/ticks.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {{low: number, high: number, place: (value: number) => number, marks: {at: number, text: string}[]}} Scale */

/** Points drawn in a curve at most, about one a pixel. */
const MOST = 500;
/** Smallest loss on a log scale. */
const FLOOR = 1e-7;

export class Curves {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.loss = panel("loss-curve");
    this.accuracy = panel("accuracy-curve");
    this.log = el("input", { type: "checkbox", "data-testid": "log" });
    this.logWord = el("span", {});
    this.loss.head.append(el("label", { class: "toggle small" }, this.log, this.logWord));
    this.log.addEventListener("change", () => {
      release(this.log);
      stage.option("log", this.log.checked);
    });
    this.elements = [this.loss.element, this.accuracy.element];
    this.type = 12;
  }

  setScene() {
    const { text, task } = this.stage.scene;
    say(this.loss.title, text.loss_curve ?? "");
    say(this.accuracy.title, text.accuracy_curve ?? "");
    say(this.logWord, text.log_scale ?? "");
    this.accuracy.element.hidden = task === "regression";
    for (const one of [this.loss, this.accuracy]) {
      say(one.train, text.train ?? "");
      say(one.test, text.test ?? "");
      one.canvas.setAttribute("aria-label", `${one.title.textContent}: ${text.train}, ${text.test}`);
    }
  }

  /** @param {number} type size of the numbers */
  resize(type) {
    this.type = type;
    for (const one of [this.loss, this.accuracy]) {
      one.width = one.element.hidden ? 0 : one.stack.clientWidth;
      one.height = one.stack.clientHeight;
    }
  }

  /** @param {Frame | null} frame */
  paint(frame) {
    this.draw(this.loss, frame, 0, this.stage.options.log);
    if (this.stage.scene.task !== "regression") this.draw(this.accuracy, frame, 2, false);
  }

  /**
   * @param {Panel} one
   * @param {Frame | null} frame
   * @param {number} first column of the values: 0 for losses, 2 for accuracies
   * @param {boolean} log
   */
  draw(one, frame, first, log) {
    const { width, height } = one;
    if (width < 60 || height < 50) return;
    const { colors, numbers, scene } = this.stage;
    const context = fit(one.canvas, width, height);
    context.clearRect(0, 0, width, height);
    const series = this.gather(frame, first);
    const last = roundUp(Math.max(10, frame ? frame.epoch : 0));
    /** @type {Box} */
    const box = {
      x: this.type * 3.3,
      y: this.type * 0.6,
      width: width - this.type * 5,
      height: height - this.type * 3.5,
    };
    const scale = first ? shares(box, numbers) : log ? powers(box, series, numbers) : amounts(box, series, numbers);
    const x = (/** @type {number} */ epoch) => box.x + (epoch / last) * box.width;
    const across = ticks(0, last, Math.max(3, box.width / 60))
      .values.filter((v) => v % 1 === 0)
      .map((value) => ({ at: x(value), text: numbers.count(value) }));
    drawAxes(context, box, across, scale.marks, colors, { x: scene.text.epochs_axis, size: this.type, grid: true });
    line(context, series, 1, x, scale.place, colors.negativeLine, true);
    line(context, series, 0, x, scale.place, colors.positiveLine, false);
  }

  /**
   * The points to draw: epochs held up to the frame, then the frame itself.
   * @param {Frame | null} frame
   * @param {number} first
   * @returns {{epochs: number[], train: number[], test: number[]}}
   */
  gather(frame, first) {
    const { history } = this.stage;
    const count = frame ? history.until(frame.epoch) : 0;
    const stride = Math.max(1, Math.ceil(count / MOST));
    const series = {
      epochs: /** @type {number[]} */ ([]),
      train: /** @type {number[]} */ ([]),
      test: /** @type {number[]} */ ([]),
    };
    const add = (/** @type {number} */ epoch, /** @type {number} */ train, /** @type {number} */ test) => {
      series.epochs.push(epoch);
      series.train.push(train);
      series.test.push(test);
    };
    for (let i = 0; i < count; i += stride)
      add(history.epochs[i], history.values[4 * i + first], history.values[4 * i + first + 1]);
    if (frame) add(frame.epoch, frame.metrics[first], frame.metrics[first + 1]);
    return series;
  }
}

/** @typedef {ReturnType<typeof panel>} Panel */

/** @param {string} id */
function panel(id) {
  const canvas = el("canvas", { "data-testid": id, role: "img" });
  const title = el("h3", {});
  const [train, test] = [el("span", { class: "line train" }), el("span", { class: "line test" })];
  const head = el("header", {}, title, train, test);
  const stack = el("div", { class: "stack chart" }, canvas);
  return {
    element: el("section", { class: "panel curve" }, head, stack),
    head,
    title,
    canvas,
    stack,
    train,
    test,
    width: 0,
    height: 0,
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{epochs: number[], train: number[], test: number[]}} series
 * @param {0 | 1} which
 * @param {(epoch: number) => number} x
 * @param {(value: number) => number} y
 * @param {string} color
 * @param {boolean} dashed
 */
function line(context, series, which, x, y, color, dashed) {
  const values = which ? series.test : series.train;
  context.beginPath();
  let end = null;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    end = [x(series.epochs[i]), y(values[i])];
    context.lineTo(end[0], end[1]);
  }
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.setLineDash(dashed ? [6, 3] : []);
  context.stroke();
  context.setLineDash([]);
  if (!end) return;
  context.beginPath();
  context.arc(end[0], end[1], 3.2, 0, 7);
  context.fillStyle = color;
  context.fill();
}

/**
 * @param {Box} box
 * @param {import("../kit/numbers.js").Numbers} numbers
 * @returns {Scale}
 */
function shares(box, numbers) {
  const place = (/** @type {number} */ value) => box.y + box.height * (1 - value);
  return {
    low: 0,
    high: 1,
    place,
    marks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ at: place(value), text: numbers.percent(value, 0) })),
  };
}

/**
 * @param {Box} box
 * @param {{train: number[], test: number[]}} series
 * @param {import("../kit/numbers.js").Numbers} numbers
 * @returns {Scale}
 */
function amounts(box, { train, test }, numbers) {
  const high = roundUp(largest(train, test) || 1);
  const place = (/** @type {number} */ value) => box.y + box.height * (1 - Math.min(1.02, Math.max(0, value / high)));
  const { values, digits } = ticks(0, high, Math.max(2, box.height / 22));
  return {
    low: 0,
    high,
    place,
    marks: values.map((value) => ({
      at: place(value),
      text: high > 1e4 ? numbers.power(value) : numbers.fixed(value, digits),
    })),
  };
}

/**
 * @param {Box} box
 * @param {{train: number[], test: number[]}} series
 * @param {import("../kit/numbers.js").Numbers} numbers
 * @returns {Scale}
 */
function powers(box, { train, test }, numbers) {
  let low = Infinity;
  for (const values of [train, test]) for (const value of values) if (value > 0 && value < low) low = value;
  const top = largest(train, test) || 1;
  const marks = decades(Math.max(FLOOR, Math.min(low, top)), Math.max(top, FLOOR * 10));
  const [from, to] = [Math.log10(marks[0]), Math.log10(/** @type {number} */ (marks.at(-1)))];
  const place = (/** @type {number} */ value) =>
    box.y + box.height * Math.min(1, 1 - (Math.log10(Math.max(value, marks[0])) - from) / (to - from));
  return {
    low: marks[0],
    high: 10 ** to,
    place,
    marks: marks.map((value) => ({
      at: place(value),
      text:
        value >= 0.001 && value <= 1000
          ? numbers.fixed(value, Math.max(0, -Math.round(Math.log10(value))))
          : numbers.power(value),
    })),
  };
}

/** @param {...number[]} lists @returns {number} the largest finite number */
function largest(...lists) {
  let top = 0;
  for (const list of lists) for (const value of list) if (value > top && value < Infinity) top = value;
  return top;
}
