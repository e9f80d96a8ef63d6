/** A bar in a plot that is dragged up and down: with the mouse, a finger, or the arrow keys. */
import { svg } from "../kit/dom.js";
import { followPointer } from "../kit/drag.js";
import { numbersOf } from "../kit/numbers.js";

const STEP = 0.01;
/** Half the width of a bar, in units of x. */
const HALF = 0.36;
const DIGITS = 2;
/** Steps that each key goes. */
const KEYS = new Map(
  Object.entries({
    ArrowUp: 1,
    ArrowRight: 1,
    ArrowDown: -1,
    ArrowLeft: -1,
    PageUp: 10,
    PageDown: -10,
    Home: -100,
    End: 100,
  }),
);

/**
 * @param {object} options
 * @param {string} options.label what it is, for those who hear it
 * @param {string} options.testid
 * @param {string} options.kind of bar, for the style
 * @param {import("./plot.js").Plot} options.plot whose y goes from 0 to 1
 * @param {number} options.place of its middle on the x axis
 * @param {() => number} options.value how high it is
 * @param {(value: number) => void} options.moved is told how high it should be
 */
export function barGrip({ label, testid, kind, plot, place, value, moved }) {
  const reach = svg("rect", { class: "reach" });
  const bar = svg("rect", { class: kind });
  const handle = svg("rect", { class: "handle", rx: 4 });
  const text = svg("text", { "text-anchor": "middle" });
  const known = { "aria-label": label, "aria-orientation": "vertical", "aria-valuemin": 0, "aria-valuemax": 1 };
  const attributes = { class: "bar-grip", role: "slider", tabindex: 0, ...known, "data-testid": testid };
  const node = svg("g", attributes, reach, bar, handle, text);
  followPointer(node, {
    down: (event) => {
      node.focus({ preventScroll: true });
      event.preventDefault();
      moved(plot.heightAt(event));
    },
    move: (event) => moved(plot.heightAt(event)),
  });
  node.addEventListener("keydown", (event) => {
    const way = KEYS.get(event.key);
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moved(value() + way * STEP);
  });
  const put = () => {
    const [x, y] = [plot.px(place - HALF), plot.py(value())];
    const width = plot.px(place + HALF) - x;
    move(reach, { x, width, y: plot.top, height: plot.bottom - plot.top });
    move(bar, { x, width, y, height: Math.max(0, plot.bottom - y) });
    move(handle, { x, width, y: y - 4, height: 8 });
    move(text, { x: x + width / 2, y: plot.bottom + 19 });
    text.textContent = numbersOf().fixed(value(), DIGITS);
    node.setAttribute("aria-valuenow", value().toFixed(DIGITS));
    node.setAttribute("aria-valuetext", text.textContent);
  };
  return { node, place: put };
}

/** @param {Element} node @param {Record<string, number>} places */
function move(node, places) {
  for (const [name, at] of Object.entries(places)) node.setAttribute(name, String(at));
}
