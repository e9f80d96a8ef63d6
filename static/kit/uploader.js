// @ts-check
/** A place to give a file: chosen, or dropped here. The browser reads it and the server says what it thinks of it. */
import { el, fill, say, svg } from "./dom.js";
import { settle } from "./place.js";

/**
 * @typedef {object} Data
 * @property {string} lang
 * @property {string} accept ends of names that the browser's dialog offers first
 * @property {number} most bytes; of a larger file only name and size are sent
 * @property {string} accepted
 * @property {string} promise what is said with it while no file is given
 * @property {number} reply the last sending that the server has dealt with
 * @property {string} file what it holds; "" for nothing
 * @property {boolean} refused whether that can't be used
 * @property {Record<string, string>} words
 */
/** @typedef {{[name: string]: any}} Sending */

const ARROW = "M8 11V3M4.5 6 8 2.5 11.5 6M2.5 10.5v3h11v-3";
const CROSS = "M4 4l8 8M12 4l-8 8";

/** @param {string} path */
function icon(path) {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: path }));
}

/** @param {DragEvent} event */
function brings(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/**
 * A file that is dropped beside the place would make the browser leave the page and show it.
 * @param {DragEvent} event
 */
function stay(event) {
  if (!brings(event) || event.defaultPrevented) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
}

/** @param {File} file @returns {Promise<string>} its bytes in base64 */
function read(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(String(reader.result).split(",")[1] ?? ""));
    reader.addEventListener("error", () => failed(reader.error));
    reader.readAsDataURL(file);
  });
}

class Uploader {
  constructor() {
    /** @type {Data} */
    this.data = /** @type {any} */ (null);
    /** @type {import("./place.js").Component["setTriggerValue"]} */
    this.trigger = () => {};
    /** What is on its way, until the server has dealt with it. */
    this.under = { seq: 0, name: "", word: "" };
    this.input = el("input", {
      type: "file",
      class: "unseen",
      "aria-describedby": "accepted",
      "data-testid": "uploader-input",
    });
    this.choose = el("span", { class: "choose" });
    this.drop = el("span", { class: "muted" });
    this.said = el("span", { role: "status", "data-testid": "uploader-said" });
    this.remove = el("button", { type: "button", "data-testid": "uploader-remove" }, icon(CROSS));
    this.given = el("div", { class: "given" }, this.remove, this.said);
    this.zone = el(
      "div",
      { class: "zone" },
      el("label", {}, this.input, icon(ARROW), el("span", {}, this.choose, " ", this.drop)),
      this.given,
    );
    this.accepted = el("p", { id: "accepted", class: "muted" });
    this.root = el("div", { class: "uploader", "data-testid": "uploader" }, this.zone, this.accepted);
    this.listen();
  }

  listen() {
    this.input.addEventListener("change", () => this.chosen());
    this.remove.addEventListener("click", () => this.removed());
    this.zone.addEventListener("dragover", (event) => this.dragged(event));
    this.zone.addEventListener("dragleave", () => this.zone.classList.remove("over"));
    this.zone.addEventListener("drop", (event) => this.dropped(event));
  }

  /** @param {import("./place.js").Component} component */
  show({ data, setTriggerValue }) {
    this.data = data;
    this.trigger = setTriggerValue;
    if (data.reply === this.under.seq) this.under.word = "";
    this.root.lang = data.lang;
    this.input.accept = data.accept;
    say(this.choose, data.words.choose);
    say(this.drop, data.words.drop);
    this.update();
  }

  update() {
    const { words, file, refused, accepted, promise } = this.data;
    const { word, name } = this.under;
    const known = word ? name : file;
    const state = word || (file ? (refused ? "refused" : "ready") : "empty");
    this.root.dataset.state = state;
    // What was empty for long is read out when it is filled, so the place itself is never hidden.
    say(this.said, known ? fill(words[state], { file: known }) : "");
    this.remove.hidden = !known;
    this.remove.setAttribute("aria-label", fill(words.remove, { file: known }));
    say(this.accepted, state === "empty" ? `${accepted} ${promise}` : accepted);
    this.accepted.hidden = state === "ready";
  }

  chosen() {
    const files = [...(this.input.files ?? [])];
    // The same file can be chosen again, after a change, only when the browser no longer holds it.
    this.input.value = "";
    this.take(files);
  }

  /** @param {DragEvent} event */
  dragged(event) {
    if (!brings(event)) return;
    event.preventDefault();
    this.zone.classList.add("over");
  }

  /** @param {DragEvent} event */
  dropped(event) {
    this.zone.classList.remove("over");
    if (!brings(event)) return;
    event.preventDefault();
    this.take([...(event.dataTransfer?.files ?? [])]);
  }

  /** @param {File[]} files */
  take(files) {
    const [file] = files;
    if (!file) return;
    const { name, size } = file;
    if (files.length > 1) this.send(this.begin(name), { kind: "several", count: files.length });
    else if (size > this.data.most) this.send(this.begin(name), { kind: "large", name, size });
    else this.transmit(file, this.begin(name));
  }

  /** @param {string} name @returns {number} what tells this sending from all others, of other visits to the page too */
  begin(name) {
    this.under = { seq: Math.max(Date.now(), this.under.seq + 1), name, word: "reading" };
    this.update();
    return this.under.seq;
  }

  /** @param {File} file @param {number} seq */
  async transmit(file, seq) {
    const { name } = file;
    const sending = await read(file).then(
      (content) => ({ kind: "file", name, content }),
      () => ({ kind: "unreadable", name }),
    );
    this.send(seq, sending);
  }

  /** @param {number} seq @param {Sending} sending */
  send(seq, sending) {
    // Another file was given meanwhile.
    if (seq !== this.under.seq) return;
    this.under.word = "checking";
    this.trigger("change", { seq, ...sending });
    this.update();
  }

  removed() {
    this.send(this.begin(""), { kind: "remove" });
    this.input.focus();
  }
}

/** @param {import("./place.js").Component} component */
export function mount(component) {
  // Listeners that are there already are not added again.
  document.addEventListener("dragover", stay);
  document.addEventListener("drop", stay);
  settle(component.parentElement, "kit/uploader.css", () => new Uploader()).show(component);
}
