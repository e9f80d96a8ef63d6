// @ts-check
/**
 * A perceptron trained by hand: each press shows one example, with the sum, the error and the change written out, and
 * the line before and after. The run itself was computed by the server; here it is only walked through.
 */
import { el, fill, release, say, svg } from "../kit/dom.js";
import { plural } from "../kit/plural.js";
import { attachStyles, Clock, number, Plane } from "./plane.js";
import { stretched } from "./run.js";

/** @typedef {import("./run.js").Three} Three */
/** @typedef {import("./run.js").Example} Example */
/** @typedef {import("./run.js").Run} Run */

/** Milliseconds from one example to the next. */
const PACES = { slow: 1200, middle: 400, fast: 80 };
const LOG_ROWS = 40;

/** @type {WeakMap<object, Experiment>} */
const shown = new WeakMap();

/** @param {{data: Run, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export function mount({ data, parentElement, setTriggerValue }) {
  let one = shown.get(parentElement);
  if (!one) {
    one = new Experiment();
    attachStyles(parentElement, one.root);
    shown.set(parentElement, one);
  }
  one.send = (value) => setTriggerValue("change", value);
  one.receive(data);
  const held = one;
  return () => {
    if (!parentElement.isConnected) held.clock.stop();
  };
}

class Experiment {
  constructor() {
    /** @type {(value: any) => void} */
    this.send = () => {};
    this.root = el("div", { class: "perceptron", "data-testid": "perceptron" });
    this.clock = new Clock(() => this.#tick());
    this.step = 0;
    this.brush = 0;
    this.pace = "middle";
    this.cursor = [0, 0];
    this.cross = svg("path", { class: "cursor" });
    /** @type {Run | null} */
    this.run = null;
    this.told = "";
    /** A learning rate that the server has not answered yet. @type {number | null} */
    this.wanted = null;
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Run} run */
  receive(run) {
    const old = this.run;
    if (run.eta === this.wanted) this.wanted = null;
    this.run = this.wanted === null ? run : stretched(run, this.wanted);
    if (old?.id !== run.id) {
      this.clock.stop();
      this.step = 0;
    }
    if (!old || old.id !== run.id || old.lang !== run.lang || old.drawing !== run.drawing) this.#build(run);
    this.#paint();
  }

  /** @param {Run} run */
  #build(run) {
    const { words } = run;
    const focused =
      this.plane && this.root.getRootNode() instanceof ShadowRoot
        ? /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement?.getAttribute("data-testid")
        : null;
    this.plane = new Plane({ domain: run.domain, names: ["x₁", "x₂"], label: words.plane, ticks: run.ticks });
    this.parts = this.#parts(words);
    const { next, play, back, reset } = this.parts;
    const controls = el("div", { class: "row" }, next, play, back, reset, this.#speeds(words));
    const side = el("div", { class: "side" }, controls, this.#rate(run), this.parts.status, this.parts.sum);
    const left = el(
      "div",
      { class: "left" },
      this.plane.root,
      this.#legend(words),
      this.parts.unseen,
      this.parts.counts,
    );
    if (run.drawing) left.append(this.#brushes(words), el("p", { class: "note" }, words.draw));
    const below = el("div", { class: "below" }, this.parts.table, this.parts.log);
    this.root.setAttribute("lang", run.lang);
    this.root.replaceChildren(left, side, below);
    this.#listenToPlane(run);
    if (focused) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-testid="${focused}"]`))?.focus();
  }

  /** @param {Record<string, string>} words */
  #parts(words) {
    const button = (/** @type {string} */ name, /** @type {() => void} */ act, kind = "") => {
      const node = el("button", { type: "button", class: kind, "data-testid": name }, words[name]);
      node.addEventListener("click", () => {
        act();
        release(node);
      });
      return node;
    };
    return {
      next: button("next", () => this.#go(1), "primary"),
      play: button("play", () => this.#toggle()),
      back: button("back", () => this.#go(-1)),
      reset: button("restart", () => this.#go(-Infinity)),
      status: el("p", { class: "status", role: "status", "data-testid": "status" }),
      sum: el("dl", { class: "sum", "data-testid": "sum" }),
      counts: el("p", { class: "counts", "data-testid": "counts" }),
      unseen: el("p", { class: "note", role: "status", "data-testid": "unseen" }),
      table: el("div", {
        class: "scroll",
        tabindex: 0,
        role: "group",
        "aria-label": words.table,
        "data-testid": "table",
      }),
      log: el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.log, "data-testid": "log" }),
    };
  }

  /** @param {Record<string, string>} words */
  #legend(words) {
    return el(
      "ul",
      { class: "legend" },
      el("li", { class: "zero" }, words.zero),
      el("li", { class: "one" }, words.one),
      el("li", { class: "after" }, words.after),
      el("li", { class: "before" }, words.before),
    );
  }

  /** @param {Record<string, string>} words */
  #speeds(words) {
    const select = el("select", { "data-testid": "pace", "aria-label": words.pace });
    for (const name of Object.keys(PACES))
      select.append(el("option", { value: name, selected: name === this.pace }, words[name]));
    select.addEventListener("change", () => {
      this.pace = select.value;
      if (this.clock.running) this.clock.start(PACES[/** @type {keyof PACES} */ (this.pace)]);
    });
    return select;
  }

  /** @param {Run} run */
  #rate({ etas, words }) {
    const last = etas.length - 1;
    const eta = /** @type {Run} */ (this.run).eta;
    const input = el("input", {
      type: "range",
      min: 0,
      max: last,
      step: 1,
      value: etas.indexOf(eta),
      "data-testid": "rate",
    });
    const value = el("output", {}, number(eta));
    input.setAttribute("aria-valuetext", number(eta));
    input.addEventListener("input", () => {
      const chosen = etas[Number(input.value)];
      input.setAttribute("aria-valuetext", number(chosen));
      say(value, number(chosen));
      this.#learnAt(chosen);
    });
    return el("label", { class: "row grow" }, el("span", {}, words.rate), input, value);
  }

  /** Shows another learning rate at once, and asks the server for its run. @param {number} eta */
  #learnAt(eta) {
    this.clock.stop();
    this.wanted = eta;
    this.run = stretched(/** @type {Run} */ (this.run), eta);
    this.step = 0;
    this.#paint();
    this.send({ kind: "eta", eta });
  }

  /** @param {Record<string, string>} words */
  #brushes(words) {
    const buttons = [words.zero, words.one].map((text, label) => {
      const node = el(
        "button",
        { type: "button", "data-testid": `brush-${label}`, "aria-pressed": String(label === this.brush) },
        text,
      );
      node.addEventListener("click", () => {
        this.brush = label;
        buttons.forEach((one, i) => one.setAttribute("aria-pressed", String(i === label)));
        release(node);
      });
      return node;
    });
    const clear = el("button", { type: "button", "data-testid": "clear" }, words.clear);
    clear.addEventListener("click", () => this.send({ kind: "points", points: [] }));
    return el("div", { class: "row", role: "group", "aria-label": words.brush }, ...buttons, clear);
  }

  /** @param {Run} run */
  #listenToPlane(run) {
    const plane = /** @type {Plane} */ (this.plane);
    plane.root.setAttribute("data-testid", "plane");
    if (!run.drawing) return;
    plane.root.setAttribute("role", "application");
    plane.root.setAttribute("tabindex", "0");
    plane.root.classList.add("drawable");
    plane.root.addEventListener("click", (event) => {
      const place = plane.placeOf(event);
      if (place) this.#put(place);
    });
    plane.root.append(this.cross);
  }

  /** Takes out the point at a place, or sets one of the chosen class there. @param {number[]} place */
  #put(place) {
    const { lattice, points, most } = /** @type {Run} */ (this.run);
    const [x1, x2] = place.map((x) => Math.round(x / lattice) * lattice);
    const here = points.findIndex((point) => Math.hypot(point[1] - x1, point[2] - x2) < lattice * 0.9);
    if (here < 0 && points.length >= most) return;
    const added = here < 0 ? [[this.brush, x1, x2]] : [];
    this.send({ kind: "points", points: [...points.filter((_point, i) => i !== here), ...added] });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.run || !(event.target instanceof Element)) return;
    const onPlane = event.target === this.plane?.root;
    if (onPlane && this.#draw(event.key)) event.preventDefault();
    else if (event.target.matches("select, input") || onPlane || event.target.matches(".scroll")) return;
    else if (event.key === "ArrowRight") this.#take(event, () => this.#go(1));
    else if (event.key === "ArrowLeft") this.#take(event, () => this.#go(-1));
    else if (event.key === " ") this.#take(event, () => this.#press(/** @type {HTMLElement} */ (event.target)));
  }

  /** Space presses the button that has the focus. @param {HTMLElement} target */
  #press(target) {
    if (target instanceof HTMLButtonElement) target.click();
    else this.#toggle();
  }

  /** @param {KeyboardEvent} event @param {() => void} act */
  #take(event, act) {
    event.preventDefault();
    act();
  }

  /** Moves the cursor of the keyboard, or draws at it. @param {string} key @returns {boolean} whether the key was used */
  #draw(key) {
    const { lattice, domain } = /** @type {Run} */ (this.run);
    const moves = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowDown: [0, -1],
      ArrowUp: [0, 1],
    });
    if (key === "Enter" || key === " ") this.#put(this.cursor);
    else if (moves[key]) {
      this.cursor = this.cursor.map((x, i) => Math.min(domain[1], Math.max(domain[0], x + moves[key][i] * lattice)));
      this.#paint();
    } else return false;
    return true;
  }

  get #total() {
    return this.run?.examples.length ?? 0;
  }

  /** @returns {boolean} whether there is more to show */
  #tick() {
    this.#move(1);
    return this.step < this.#total;
  }

  #toggle() {
    if (this.clock.running) this.clock.stop();
    else {
      if (this.step >= this.#total) this.step = 0;
      if (this.#tick()) this.clock.start(PACES[/** @type {keyof PACES} */ (this.pace)]);
    }
    this.#paint();
  }

  /** @param {number} by */
  #go(by) {
    this.clock.stop();
    this.#move(by);
  }

  /** @param {number} by */
  #move(by) {
    this.step = Math.min(this.#total, Math.max(0, this.step + by));
    if (this.step >= this.#total) this.clock.stop();
    this.#paint();
    const run = /** @type {Run} */ (this.run);
    if (this.step === this.#total && this.#total && this.told !== run.id) {
      this.told = run.id;
      this.send({ kind: "end", id: run.id });
    }
  }

  get #state() {
    if (this.clock.running) return "running";
    if (this.#total && this.step === this.#total) return /** @type {Run} */ (this.run).outcome;
    return this.step ? "paused" : "ready";
  }

  #paint() {
    const { run, parts, plane } = this;
    if (!run || !parts || !plane) return;
    const last = run.examples[this.step - 1];
    const weights = last?.after ?? run.examples[0]?.before ?? [0, 0, 0];
    const mistakes = run.examples.slice(0, this.step).filter((one) => one.error).length;
    plane.divide(weights);
    plane.draw([...(last?.error ? [{ line: last.before, kind: "before" }] : []), { line: weights, kind: "after" }]);
    plane.place(run.points, last ? last.row : -1);
    this.#paintCursor();
    this.#tellUnseen(weights);
    this.#paintState(mistakes);
    this.#paintSum(last);
    this.#paintTable(weights, last?.row ?? -1);
    this.#paintLog();
  }

  #paintCursor() {
    const plane = /** @type {Plane} */ (this.plane);
    const [x, y] = plane.at(/** @type {[number, number]} */ (this.cursor));
    this.cross.setAttribute("d", `M${x - 14} ${y}H${x + 14}M${x} ${y - 14}V${y + 14}`);
  }

  /** Says why there is no line in the picture, or no room for another point. @param {Three} weights */
  #tellUnseen(weights) {
    const { run, parts, plane } = /** @type {{run: Run, parts: any, plane: Plane}} */ (this);
    const hidden = plane.hides(weights);
    const line = hidden ? fill(run.words[hidden], { label: plane.middle(weights) }) : "";
    const full = run.drawing && run.points.length >= run.most ? run.words.full : "";
    say(parts.unseen, [line, full].filter(Boolean).join(" "));
  }

  /** @param {number} mistakes */
  #paintState(mistakes) {
    const { run, parts } = /** @type {{run: Run, parts: any}} */ (this);
    const [state, total] = [this.#state, this.#total];
    const { words } = run;
    Object.assign(this.root.dataset, {
      state,
      step: String(this.step),
      mistakes: String(mistakes),
      eta: String(run.eta),
    });
    parts.next.disabled = this.step >= total;
    parts.play.disabled = total === 0;
    parts.back.disabled = parts.reset.disabled = this.step === 0;
    say(parts.play, state === "running" ? words.pause : words.play);
    say(parts.counts, fill(words.counts, { step: this.step, mistakes }) + (state === "solved" ? ` ${run.bound}` : ""));
    const told = total === 0 ? words.empty : (words[`at_${state}`] ?? "");
    const places = { step: this.step, first: (run.cycleStart ?? 0) + 1, again: this.step + 1 };
    say(parts.status, total && state === "solved" ? plural(run.solved, mistakes) : fill(told, places));
  }

  /** @param {Example | undefined} one */
  #paintSum(one) {
    const { run, parts } = /** @type {{run: Run, parts: any}} */ (this);
    if (!one) return parts.sum.replaceChildren();
    const [label, x1, x2] = run.points[one.row];
    const [w1, w2, b] = one.before;
    const signed = (/** @type {number} */ value) => (value < 0 ? `− ${number(-value)}` : `+ ${number(value)}`);
    const bracket = (/** @type {number} */ value) => (value < 0 ? `(${number(value)})` : number(value));
    const pair = (/** @type {number[]} */ two) => `(${two.map(number).join(", ")})`;
    const [rate, error] = [number(run.eta), bracket(one.error)];
    const rows = [
      [run.words.example, `x = ${pair([x1, x2])}, y = ${label}`],
      [
        run.words.sum,
        `z = ${number(w1)} · ${bracket(x1)} ${signed(w2)} · ${bracket(x2)} ${signed(b)} = ${number(one.z)}`,
      ],
      [run.words.prediction, `ŷ = ${one.prediction}, ${one.z >= 0 ? "z ≥ 0" : "z < 0"}`],
      [run.words.error, `y − ŷ = ${label} − ${one.prediction} = ${number(one.error)}`],
      ["Δw = η(y − ŷ)x", `${rate} · ${error} · ${pair([x1, x2])} = ${pair(one.change.slice(0, 2))}`],
      ["Δb = η(y − ŷ)", `${rate} · ${error} = ${number(one.change[2])}`],
      [
        run.words.weights,
        `w: ${pair([w1, w2])} → ${pair(one.after.slice(0, 2))}, b: ${number(b)} → ${number(one.after[2])}`,
      ],
    ];
    parts.sum.className = one.error ? "sum wrong" : "sum right";
    parts.sum.replaceChildren(...rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]));
  }

  /** @param {Three} weights @param {number} lit */
  #paintTable([w1, w2, b], lit) {
    const { run, parts } = /** @type {{run: Run, parts: any}} */ (this);
    const rows = run.points.map(([label, x1, x2], i) => {
      const answer = w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0;
      const cells = [number(x1), number(x2), String(label), `${answer} ${answer === label ? "✓" : "✗"}`];
      return el("tr", { class: i === lit ? "lit" : "" }, ...cells.map((text) => el("td", {}, text)));
    });
    parts.table.replaceChildren(table(run.words.table, ["x₁", "x₂", "y", "ŷ"], rows));
  }

  #paintLog() {
    const { run, parts } = /** @type {{run: Run, parts: any}} */ (this);
    const updates = run.examples
      .slice(0, this.step)
      .map((one, i) => ({ one, i }))
      .filter(({ one }) => one.error);
    const rows = updates
      .slice(-LOG_ROWS)
      .reverse()
      .map(({ one, i }) => {
        const [, x1, x2] = run.points[one.row];
        const cells = [
          i + 1,
          `(${number(x1)}, ${number(x2)})`,
          number(one.error),
          ...one.change.map(number),
          ...one.after.map(number),
        ];
        return el("tr", {}, ...cells.map((text) => el("td", {}, String(text))));
      });
    const heads = [run.words.number, "x", "y − ŷ", "Δw₁", "Δw₂", "Δb", "w₁", "w₂", "b"];
    parts.log.replaceChildren(table(run.words.log, heads, rows));
  }
}

/** @param {string} caption @param {string[]} heads @param {Node[]} rows */
function table(caption, heads, rows) {
  const head = el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text))));
  return el("table", {}, el("caption", {}, caption), head, el("tbody", {}, ...rows));
}
