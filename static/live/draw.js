/** Adding points to the plot and taking them out: with the mouse, by touch, and with the arrow keys. */
import { css } from "../kit/colors.js";
import { el, fill, fit, say } from "../kit/dom.js";
import { drawMark } from "../kit/marks.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./boundary.js").Boundary} Boundary */
/** @typedef {import("./plot_space.js").PlotSpace} PlotSpace */
/** @typedef {import("./types.js").DrawnPoint} DrawnPoint */

/** Pixels within which a click means the point that is there. */
const NEAR = 9;
/** Share of the plot that an arrow key moves the crosshair. */
const STRIDE = 0.025;

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Drawing {
  /**
   * @param {Stage} stage
   * @param {Boundary} boundary
   */
  constructor(stage, boundary) {
    this.stage = stage;
    this.boundary = boundary;
    this.pick = 0;
    this.erasing = false;
    /** @type {DrawnPoint[]} */
    this.points = [];
    /** @type {[number, number] | null} crosshair in data */
    this.cross = null;
    this.word = el("span", { class: "unseen" });
    this.classes = el("span", { class: "classes", role: "radiogroup" });
    this.erase = el("button", {
      type: "button",
      class: "plain small",
      "data-testid": "erase",
      "aria-pressed": "false",
    });
    this.clear = el("button", { type: "button", class: "plain small", "data-testid": "clear" });
    this.help = el("p", { class: "help" });
    this.element = el(
      "div",
      { class: "drawing", hidden: true },
      this.word,
      this.classes,
      this.erase,
      this.clear,
      this.help,
    );
    this.erase.addEventListener("click", () => this.choose(this.pick, !this.erasing));
    this.clear.addEventListener("click", () => this.change([]));
    boundary.canvas.addEventListener("pointerup", (event) => this.click(event));
    boundary.canvas.addEventListener("keydown", (event) => this.key(event));
    boundary.canvas.addEventListener("blur", () => this.move(null));
  }

  get on() {
    return Boolean(this.stage.scene.drawing);
  }

  setScene() {
    const { scene } = this.stage;
    const { canvas } = this.boundary;
    this.element.hidden = !scene.drawing;
    canvas.classList.toggle("drawable", Boolean(scene.drawing));
    if (!scene.drawing) {
      canvas.removeAttribute("tabindex");
      canvas.removeAttribute("data-arrows");
      canvas.setAttribute("role", "img");
      return;
    }
    canvas.tabIndex = 0;
    canvas.dataset.arrows = "";
    canvas.setAttribute("role", "application");
    say(this.word, scene.text.draw_class ?? "");
    say(this.erase, scene.text.erase ?? "");
    say(this.clear, scene.text.clear ?? "");
    say(this.help, scene.text.draw_help ?? "");
    this.classes.setAttribute("aria-label", scene.text.draw_class ?? "");
    this.take();
    this.help.hidden = this.points.length > 0;
    this.choose(this.pick, this.erasing);
  }

  take() {
    const { points, targets } = this.stage.points;
    this.points = Array.from(targets, (label, i) => [label, round(points[2 * i]), round(points[2 * i + 1])]);
  }

  /**
   * @param {number} pick
   * @param {boolean} erasing
   */
  choose(pick, erasing) {
    const { scene } = this.stage;
    this.pick = pick;
    this.erasing = erasing;
    this.erase.setAttribute("aria-pressed", String(erasing));
    const had = this.classes.matches(":focus-within");
    const buttons = Array.from({ length: scene.drawing?.classes ?? 0 }, (_, k) => this.classButton(k));
    this.classes.replaceChildren(...buttons);
    if (had) buttons[pick]?.focus();
  }

  /** @param {number} k a class */
  classButton(k) {
    const { scene, colors } = this.stage;
    const name = scene.classes[k] ?? "";
    const canvas = el("canvas", { "aria-hidden": "true" });
    drawMark(fit(canvas, 16, 16), k, 8, 8, 5, css(colors.of(k)), false, colors.dark ? "black" : "white");
    const button = el("button", {
      type: "button",
      class: "plain small",
      role: "radio",
      "aria-checked": String(k === this.pick && !this.erasing),
      "data-testid": `class-${k}`,
    });
    button.append(canvas, name);
    // A class without points has no name yet: its mark stands for it.
    if (!name) button.setAttribute("aria-label", fill(scene.text.nameless_class ?? "", { number: String(k) }));
    button.addEventListener("click", () => this.choose(k, false));
    return button;
  }

  /** @param {PointerEvent} event */
  click(event) {
    if (!this.on || event.button) return;
    const { space, canvas } = this.boundary;
    const frame = canvas.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const place = space?.at(px, py);
    if (space && place) this.put(place, space);
  }

  /**
   * @param {[number, number]} place
   * @param {PlotSpace} space
   */
  put([x1, x2], space) {
    const [px, py] = [space.x(x1), space.y(x2)];
    const hit = this.points.findIndex(([, x, y]) => Math.hypot(space.x(x) - px, space.y(y) - py) < NEAR);
    if (hit >= 0) this.change(this.points.filter((_, i) => i !== hit));
    else if (!this.erasing && this.points.length < (this.stage.scene.drawing?.points ?? 0))
      this.change([...this.points, [this.pick, round(x1), round(x2)]]);
  }

  /** @param {DrawnPoint[]} points */
  change(points) {
    this.points = points;
    // Shown at once; the server's answer brings the same points with the new run.
    this.stage.commands.draw(points);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const space = this.boundary.space;
    if (!this.on || !space || event.ctrlKey || event.altKey || event.metaKey) return;
    const [dx, dy] = MOVES[event.key] ?? [0, 0];
    const [[left, right], [bottom, top]] = [space.x.domain(), space.y.domain()];
    const [x, y] = this.cross ?? [(left + right) / 2, (bottom + top) / 2];
    if (dx || dy)
      this.move([
        within(x + dx * STRIDE * (right - left), left, right),
        within(y + dy * STRIDE * (top - bottom), bottom, top),
      ]);
    else if (event.key === "Enter") this.put([x, y], space);
    else if (event.key === "Escape") this.move(null);
    else return;
    event.preventDefault();
  }

  /** @param {[number, number] | null} place */
  move(place) {
    if (!this.cross && !place) return;
    this.cross = place;
    this.stage.repaint();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PlotSpace} space
   */
  paint(context, space) {
    if (!this.on || !this.cross) return;
    const [x, y] = [space.x(this.cross[0]), space.y(this.cross[1])];
    context.beginPath();
    for (const [dx, dy] of Object.values(MOVES)) {
      context.moveTo(x + 3 * dx, y + 3 * dy);
      context.lineTo(x + 14 * dx, y + 14 * dy);
    }
    context.strokeStyle = this.stage.colors.text;
    context.lineWidth = 2;
    context.stroke();
  }
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function within(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
