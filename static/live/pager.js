/** Below a layer that is wider than its column: which of its units are drawn, and buttons to those before and after. */
import { el, fill, say } from "../kit/dom.js";
import { isWide } from "./units.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types.js").LayerColumn} LayerColumn */
/** @typedef {import("./network_layout.js").Places} Places */
/** @typedef {{element: HTMLElement, words: HTMLElement, earlier: HTMLElement, later: HTMLElement}} Part */

/** Least room between what stands below two columns, in pixels. */
const APART = 4;

export class Pager {
  /**
   * @param {Stage} stage
   * @param {HTMLElement} field in which the columns stand
   */
  constructor(stage, field) {
    this.stage = stage;
    this.field = field;
    /** By layer; they stay while units change, and keep the focus. @type {Map<number, Part>} */
    this.parts = new Map();
  }

  /**
   * @param {Model} model
   * @param {Places} places
   */
  place({ columns }, { columns: places, stacked, stride }) {
    const wide = columns.filter(isWide);
    for (const [layer, { element }] of this.parts) {
      if (wide.some((column) => column.layer === layer)) continue;
      element.remove();
      this.parts.delete(layer);
    }
    for (const column of wide) {
      const { element } = this.part(column);
      const { x, bottom } = places[columns.indexOf(column)];
      element.style.left = `${x}px`;
      element.style.top = `${bottom}px`;
      element.style.maxWidth = `${stride - APART}px`;
      element.classList.toggle("stacked", stacked);
      this.write(column);
    }
  }

  /** @param {LayerColumn} column */
  part({ layer }) {
    return this.parts.get(layer) ?? this.make(layer);
  }

  /** @param {number} layer */
  make(layer) {
    const words = el("span", { class: "units", "aria-live": "polite", "data-testid": `units-${layer}` });
    const earlier = this.button(layer, -1, "▲", `earlier-units-${layer}`);
    const later = this.button(layer, 1, "▼", `later-units-${layer}`);
    const part = {
      element: el("div", { class: "pager", role: "group" }, words, el("div", { class: "turns" }, earlier, later)),
      words,
      earlier,
      later,
    };
    this.parts.set(layer, part);
    this.field.append(part.element);
    return part;
  }

  /**
   * @param {number} layer
   * @param {number} way 1: to later units
   * @param {string} sign
   * @param {string} id
   */
  button(layer, way, sign, id) {
    const button = el(
      "button",
      { type: "button", class: "plain small", "data-testid": id },
      el("span", { "aria-hidden": "true" }, sign),
    );
    button.addEventListener("click", () => this.turn(layer, way));
    return button;
  }

  /**
   * @param {number} layer
   * @param {number} way
   */
  turn(layer, way) {
    const column = this.stage.scene.columns.filter(isWide).find((candidate) => candidate.layer === layer);
    if (!column) return;
    const { shown, units } = column;
    const to = Math.max(0, Math.min(this.first(column) + way * shown.length, units - shown.length));
    if (to === this.first(column)) return;
    this.stage.commands.want({ first: this.stage.view.first.map((unit, i) => (i === layer ? to : unit)) });
    this.write(column);
  }

  /** @param {LayerColumn} column @returns {number} first unit that is to be drawn, also while it has not come yet */
  first(column) {
    return this.stage.view.first[column.layer] ?? column.shown[0];
  }

  /** @param {LayerColumn} column */
  write(column) {
    const { text } = this.stage.scene;
    const { element, words, earlier, later } = this.part(column);
    const { name: layer, shown, units: count } = column;
    element.setAttribute("aria-label", layer);
    const range = { first: shown[0] + 1, last: shown[shown.length - 1] + 1, count };
    // Word joiners: a line must not end within the range.
    say(words, fill(text.units_shown ?? "{first}–{last} / {count}", range).replace("–", "\u2060–\u2060"));
    const first = this.first(column);
    label(earlier, fill(text.earlier_units ?? "{layer}", { layer }), first <= 0);
    label(later, fill(text.later_units ?? "{layer}", { layer }), first + shown.length >= count);
  }
}

/**
 * @param {HTMLElement} button
 * @param {string} name
 * @param {boolean} ends whether there are no more units that way
 */
function label(button, name, ends) {
  button.title = name;
  button.setAttribute("aria-label", name);
  // Not `disabled`: the button would lose the focus at the last units.
  button.setAttribute("aria-disabled", String(ends));
}
