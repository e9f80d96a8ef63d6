// @ts-check
/** What the colours and shapes of the plot mean: a key for classes, a bar for values. */
import { css } from "../kit/colors.js";
import { el, fit } from "../kit/dom.js";
import { drawMark } from "../kit/marks.js";
import { ticks } from "../kit/ticks.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("../kit/axes.js").Box} Box */

export class Legend {
  constructor() {
    this.element = el("ul", { class: "legend" });
    /** The mark of a test point, for the box that shows or hides them. */
    this.test = el("canvas", { "aria-hidden": "true" });
  }

  /** @param {Stage} stage */
  setScene(stage) {
    const { scene, colors } = stage;
    const { text } = scene;
    const ground = colors.dark ? "black" : "white";
    const color = (/** @type {number} */ k) => css(colors.of(k));
    const items = scene.task === "regression" ? [] : scene.classes.map((name, k) => key(name, k, color(k), ground));
    const plain = scene.task === "regression" ? colors.negativeLine : colors.muted;
    items.push(key(text.train, 0, plain, ground));
    draw(this.test, 0, plain, true, ground);
    if (scene.task === "regression" && scene.inputs === 1) items.push(stroke(text.curve, colors.positiveLine));
    this.element.replaceChildren(...items);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box of the plot
   * @param {number} type size of the numbers
   * @param {Stage} stage
   * @param {[number, number]} range
   * @param {Uint32Array} table 256 colours for it
   */
  bar(context, box, type, { colors, numbers }, [low, high], table) {
    const [x, width] = [box.x + box.width + 12, 12];
    for (let i = 0; i < box.height; i++) {
      const pixel = table[Math.max(0, 255 - Math.round((255 * i) / Math.max(1, box.height - 1)))];
      context.fillStyle = css([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
      context.fillRect(x, box.y + i, width, 1.5);
    }
    context.strokeStyle = colors.faint;
    context.strokeRect(x - 0.5, box.y - 0.5, width + 1, box.height + 1);
    context.fillStyle = colors.muted;
    context.font = `${type}px ${colors.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    const { values, digits } = ticks(low, high, 5);
    for (const value of values) {
      const y = box.y + box.height * (1 - (value - low) / (high - low));
      context.fillText(digits > 2 ? numbers.short(value) : numbers.fixed(value, digits), x + width + 5, y);
    }
  }
}

/**
 * @param {string} name
 * @param {number} shape
 * @param {string} color
 * @param {string} ground
 */
function key(name, shape, color, ground) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  draw(canvas, shape, color, false, ground);
  return el("li", {}, canvas, name);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} shape
 * @param {string} color
 * @param {boolean} hollow
 * @param {string} ground
 */
function draw(canvas, shape, color, hollow, ground) {
  const context = fit(canvas, 16, 16);
  context.clearRect(0, 0, 16, 16);
  drawMark(context, shape, 8, 8, hollow ? 4 : 5, color, hollow, ground);
}

/**
 * @param {string} name
 * @param {string} color
 */
function stroke(name, color) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const context = fit(canvas, 20, 16);
  context.fillStyle = color;
  context.fillRect(1, 6.5, 18, 3);
  return el("li", {}, canvas, name);
}
