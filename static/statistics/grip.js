/** An upright line in a plot that is moved along x: with the mouse, a finger, or the keys of a slider. */
import { svg } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { trimmed } from "../kit/sums.js";

const FAR = 10;
/** Digits of a value that count. */
const DIGITS = 4;

/**
 * @param {object} options
 * @param {string} options.label what it is, for those who hear it
 * @param {string} options.testid
 * @param {number} options.step of the arrow keys; with Shift ten times as much
 * @param {import("./plot.js").Plot} options.plot
 * @param {number} options.share how far down the knob sits, so that two do not hide each other
 * @param {() => number} options.value where it stands
 * @param {(value: number) => void} options.moved is told where it should stand
 */
export function grip({ label, testid, step, plot, value, moved, share }) {
  const line = svg("line", { class: "end" });
  const knob = svg("circle", { class: "knob", r: 11 });
  const reach = svg("rect", { class: "reach", width: 44 });
  const node = svg(
    "g",
    { class: "grip", role: "slider", tabindex: 0, "aria-label": label, "data-testid": testid },
    reach,
    line,
    knob,
  );
  followPointer(node, {
    down: (event) => {
      node.focus({ preventScroll: true });
      event.preventDefault();
    },
    move: (event) => moved(plot.at(event)),
  });
  node.addEventListener("keydown", (event) => {
    const way = /** @type {Record<string, number>} */ ({
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: FAR,
      PageDown: -FAR,
    })[event.key];
    const end = /** @type {Record<string, number>} */ ({ Home: plot.x[0], End: plot.x[1] })[event.key];
    if ((!way && end === undefined) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moved(end ?? value() + way * step * (event.shiftKey ? FAR : 1));
  });
  const place = () => {
    const now = Math.min(plot.x[1], Math.max(plot.x[0], value()));
    const x = plot.px(now);
    const down = plot.top + share * (plot.bottom - plot.top);
    for (const [name, at] of Object.entries({ x1: x, x2: x, y1: plot.top, y2: plot.bottom }))
      line.setAttribute(name, String(at));
    knob.setAttribute("cx", String(x));
    knob.setAttribute("cy", String(down));
    reach.setAttribute("x", String(x - 22));
    reach.setAttribute("y", String(plot.top));
    reach.setAttribute("height", String(Math.max(0, plot.bottom - plot.top)));
    node.setAttribute("aria-valuemin", String(plot.x[0]));
    node.setAttribute("aria-valuemax", String(plot.x[1]));
    node.setAttribute("aria-valuenow", String(value()));
    node.setAttribute("aria-valuetext", trimmed(value(), DIGITS));
  };
  return { node, place };
}
