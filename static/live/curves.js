/** Loss and accuracy of train and test over the epochs, up to the frame that is shown. */
import { drawAxes } from "../kit/axes.js";
import { el, fit, say } from "../kit/dom.js";
import { roundUp, ticksOf } from "../kit/ticks.js";
import { scaleLinear } from "../vendor/d3.js";
import { toggle } from "./choices.js";
import { linearScale, logScale, shareScale } from "./curve_scales.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("../kit/axes.js").Box} Box */
/** @typedef {import("./curve_scales.js").Scale} Scale */
/** @typedef {{epochs: number[], train: number[], test: number[]}} Series */
/** @typedef {ReturnType<typeof makePanel>} Panel */

/** Points drawn in a curve at most, about one a pixel. */
const MOST = 500;
/** Smallest last epoch beside the axis. */
const FEWEST_EPOCHS = 10;
/** Columns of the values: where losses begin, and accuracies. */
const [LOSS, ACCURACY] = [0, 2];
/** Dashes of the test curve, and of the line where an axis is interrupted. */
const [TEST_DASH, BREAK_DASH] = [
  [6, 3],
  [2, 3],
];

export class Curves {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.loss = makePanel("loss-curve");
    this.accuracy = makePanel("accuracy-curve");
    this.log = toggle("log", (on) => stage.commands.option("log", on));
    this.log.label.classList.add("small");
    this.loss.head.append(this.log.label);
    this.elements = [this.loss.element, this.accuracy.element];
    this.type = 12;
  }

  setScene() {
    const { text, task } = this.stage.scene;
    say(this.loss.title, text.loss_curve ?? "");
    say(this.accuracy.title, text.accuracy_curve ?? "");
    say(this.log.word, text.log_scale ?? "");
    this.accuracy.element.hidden = task === "regression";
    for (const { title, train, test, canvas } of [this.loss, this.accuracy]) {
      say(train, text.train ?? "");
      say(test, text.test ?? "");
      canvas.setAttribute("aria-label", `${title.textContent}: ${text.train}, ${text.test}`);
    }
  }

  /** @param {number} type size of the numbers */
  resize(type) {
    this.type = type;
    for (const panel of [this.loss, this.accuracy]) {
      panel.width = panel.element.hidden ? 0 : panel.stack.clientWidth;
      panel.height = panel.stack.clientHeight;
    }
  }

  /** @param {Frame | null} frame */
  paint(frame) {
    const { options, scene, numbers } = this.stage;
    const scaleOf = options.log ? logScale : linearScale;
    this.draw(this.loss, frame, LOSS, (box, values) => scaleOf(box, values, numbers));
    if (scene.task !== "regression") this.draw(this.accuracy, frame, ACCURACY, (box) => shareScale(box, numbers));
  }

  /**
   * @param {Panel} panel
   * @param {Frame | null} frame
   * @param {number} first column of the values
   * @param {(box: Box, values: number[]) => Scale} scaleOf
   */
  draw({ canvas, width, height }, frame, first, scaleOf) {
    if (width < 60 || height < 50) return;
    const { colors, numbers, scene } = this.stage;
    const context = fit(canvas, width, height);
    context.clearRect(0, 0, width, height);
    const { type } = this;
    const box = { x: type * 3.3, y: type * 0.6, width: width - type * 5, height: height - type * 3.5 };
    const series = this.gather(frame, first);
    const scale = scaleOf(box, [...series.train, ...series.test]);
    const last = roundUp(Math.max(FEWEST_EPOCHS, frame ? frame.epoch : 0));
    const x = scaleLinear([0, last], [box.x, box.x + box.width]);
    // Epochs are whole.
    const about = Math.min(last, Math.max(2, box.width / 60));
    const across = ticksOf(x, about, (value) => numbers.count(value));
    drawAxes(context, box, across, scale.ticks, colors, { x: scene.text.epochs_axis, size: type, grid: true });
    if (scale.broken !== null) drawBreak(context, box, scale.broken, colors.muted);
    drawLine(context, series.epochs, series.test, x, scale.place, colors.negativeLine, TEST_DASH);
    drawLine(context, series.epochs, series.train, x, scale.place, colors.positiveLine, []);
  }

  /**
   * The points to draw: epochs held up to the frame, then the frame itself.
   * @param {Frame | null} frame
   * @param {number} first
   * @returns {Series}
   */
  gather(frame, first) {
    const { history } = this.stage;
    const { epochs, values } = history;
    const until = frame ? history.until(frame.epoch) : 0;
    const stride = Math.max(1, Math.ceil(until / MOST));
    /** @type {Series} */
    const series = { epochs: [], train: [], test: [] };
    for (let i = 0; i < until; i += stride) {
      series.epochs.push(epochs[i]);
      series.train.push(values[4 * i + first]);
      series.test.push(values[4 * i + first + 1]);
    }
    if (!frame) return series;
    series.epochs.push(frame.epoch);
    series.train.push(frame.metrics[first]);
    series.test.push(frame.metrics[first + 1]);
    return series;
  }
}

/** @param {string} id */
function makePanel(id) {
  const canvas = el("canvas", { "data-testid": id, role: "img" });
  const title = el("h3", {});
  const [train, test] = [el("span", { class: "line train" }), el("span", { class: "line test" })];
  const head = el("header", {}, title, train, test);
  const stack = el("div", { class: "stack chart" }, canvas);
  const element = el("section", { class: "panel curve" }, head, stack);
  return { element, head, title, canvas, stack, train, test, width: 0, height: 0 };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} epochs
 * @param {number[]} values
 * @param {(epoch: number) => number} x
 * @param {(value: number) => number} y
 * @param {string} color
 * @param {number[]} dashes
 */
function drawLine(context, epochs, values, x, y, color, dashes) {
  context.beginPath();
  let end = null;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    end = { x: x(epochs[i]), y: y(values[i]) };
    context.lineTo(end.x, end.y);
  }
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.setLineDash(dashes);
  context.stroke();
  context.setLineDash([]);
  if (!end) return;
  context.beginPath();
  context.arc(end.x, end.y, 3.2, 0, 7);
  context.fillStyle = color;
  context.fill();
}

/**
 * The axis does not lead down to here.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {number} y
 * @param {string} color
 */
function drawBreak(context, box, y, color) {
  context.beginPath();
  context.moveTo(box.x, y);
  context.lineTo(box.x + box.width, y);
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.setLineDash(BREAK_DASH);
  context.stroke();
  context.setLineDash([]);
}
