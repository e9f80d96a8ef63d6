/** A place to give a file: chosen, or dropped here. The browser reads it and the server says what it thinks of it. */
import { TIMEOUT } from "./asker.js";
import { el, fill, say, svg } from "./dom.js";
import { mounted } from "./drawing.js";

/**
 * @typedef {import("./payloads.js").UploaderPayload} Payload
 * @typedef {import("./payloads.js").GivenFile | import("./payloads.js").LargeFile
 *   | import("./payloads.js").UnreadableFile | import("./payloads.js").SeveralFiles
 *   | import("./payloads.js").Removed} Message
 */

/** Bytes a millisecond of the slowest connection on which a file is not sent again before it has come. */
const SLOWEST = 20;

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
  /** @param {import("./asker.js").Asker<Message>} asker */
  constructor(asker) {
    this.asker = asker;
    /** @type {Payload | null} */
    this.payload = null;
    /**
     * What is on its way, until the server has dealt with it.
     * @type {{name: string, word: "" | "reading" | "checking"}}
     */
    this.under = { name: "", word: "" };
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
    this.received = el("div", { class: "given" }, this.remove, this.said);
    this.zone = el(
      "div",
      { class: "zone" },
      el("label", {}, this.input, icon(ARROW), el("span", {}, this.choose, " ", this.drop)),
      this.received,
    );
    this.accepted = el("p", { id: "accepted", class: "muted" });
    this.root = el("div", { class: "uploader", "data-testid": "uploader" }, this.zone, this.accepted);
    this.listen();
    // Listeners that are there already are not added again.
    document.addEventListener("dragover", stay);
    document.addEventListener("drop", stay);
  }

  listen() {
    this.input.addEventListener("change", () => this.chosen());
    this.remove.addEventListener("click", () => this.removed());
    this.zone.addEventListener("dragover", (event) => this.dragged(event));
    this.zone.addEventListener("dragleave", () => this.zone.classList.remove("over"));
    this.zone.addEventListener("drop", (event) => this.dropped(event));
  }

  /** @param {Payload} payload */
  show(payload) {
    this.payload = payload;
    if (this.under.word === "checking" && !this.asker.busy) this.under = { name: "", word: "" };
    this.input.accept = payload.accept;
    say(this.choose, payload.words.choose);
    say(this.drop, payload.words.drop);
    this.update();
  }

  update() {
    if (!this.payload) return;
    const { words, file, refused, accepted, promise } = this.payload;
    const { word, name } = this.under;
    const known = word ? name : file;
    const state = word || (file ? (refused ? "refused" : "ready") : "empty");
    this.root.dataset.state = state;
    // What was empty for long is read out when it is filled, so the place itself is never hidden.
    say(this.said, known && state !== "empty" ? fill(words[state], { file: known }) : "");
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
    if (!file || !this.payload) return;
    const { name, size } = file;
    this.under = { name, word: "reading" };
    this.update();
    if (files.length > 1) this.send({ kind: "several", count: files.length });
    else if (size > this.payload.most) this.send({ kind: "large", name, size });
    else this.transmit(file);
  }

  /** @param {File} file */
  async transmit(file) {
    const { name } = file;
    const begun = this.under;
    /** @type {Message} */
    const message = await read(file).then(
      (content) => ({ kind: "file", name, content }),
      () => ({ kind: "unreadable", name }),
    );
    // Unless another file was given meanwhile.
    if (begun === this.under) this.send(message);
  }

  /** @param {Message} message */
  send(message) {
    this.under = { ...this.under, word: "checking" };
    this.asker.timeout = TIMEOUT + ("content" in message ? message.content.length / SLOWEST : 0);
    this.asker.ask(message);
    this.update();
  }

  removed() {
    this.under = { name: "", word: "checking" };
    this.send({ kind: "remove" });
    this.input.focus();
  }
}

export const mount = mounted("kit/uploader.css", Uploader);
