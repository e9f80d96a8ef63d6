/**
 * One update taken apart, a single step at a time: the network, the formula of the step, and the chain of one
 * weight.
 */
import { el } from "../kit/dom.js";
import { mounted } from "../kit/drawing.js";
import { listenToPage } from "../kit/page_keys.js";
import { Stepper } from "./stepper.js";

/** @typedef {import("./payloads.js").BackpropPayload} Payload */
/**
 * @typedef {import("./payloads.js").LearnFromRow | import("./payloads.js").LearnFromBatch
 *   | import("./payloads.js").OpenWindow | import("./payloads.js").ChooseWeight
 *   | import("./payloads.js").FollowPaths} Message
 */

/**
 * What the keys that the page names do.
 * @type {Record<string, import("./stepper.js").Move>}
 */
const KEYS = { ArrowRight: "next", ArrowLeft: "back", Home: "first", End: "last" };

class Backprop {
  /** @param {import("../kit/asker.js").Asker<Message>} asker */
  constructor(asker) {
    this.asker = asker;
    this.root = el("div", { class: "backprop", "data-testid": "backprop" });
    this.width = 0;
    /** The texts that the parts were made with, as JSON. */
    this.spoken = "";
    /** @type {Stepper | null} */
    this.stepper = null;
    this.forgetKeys = listenToPage(KEYS, (move) => this.stepper?.press(move) ?? false);
  }

  leave() {
    this.forgetKeys();
    this.stepper?.bar.stop();
  }

  /** @param {number} width */
  resize(width) {
    this.width = width;
    if (!this.stepper) return;
    this.stepper.width = width;
    this.stepper.draw();
  }

  /** @param {Payload} payload */
  show(payload) {
    const stepper = this.#stepperFor(payload);
    stepper.take(payload);
    stepper.draw();
  }

  /** @param {Payload} payload @returns {Stepper} the one that is there, or one in another language */
  #stepperFor(payload) {
    const spoken = JSON.stringify(payload.words);
    if (this.stepper && spoken === this.spoken) return this.stepper;
    this.spoken = spoken;
    this.stepper?.bar.stop();
    const stepper = new Stepper(payload, this.root, (message) => this.asker.ask(message));
    stepper.width = this.width;
    this.stepper = stepper;
    return stepper;
  }
}

export const mount = mounted("backprop/style.css", Backprop);
