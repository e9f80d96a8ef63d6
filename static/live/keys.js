/** The stage's keys: Space, arrows, R. */
import { listenToPage } from "../kit/page_keys.js";

/** @typedef {"toggle" | "step" | "epoch" | "back" | "reset"} Command */

/** @type {Record<string, Command>} */
const KEYS = { " ": "toggle", ArrowRight: "step", ArrowUp: "epoch", ArrowLeft: "back", r: "reset", R: "reset" };

/**
 * @param {(command: Command) => boolean} act does it; false when it can't be done now
 * @returns {() => void} takes the listener off
 */
export function listen(act) {
  return listenToPage(KEYS, (command, { repeat }) => {
    // Holding a key down steps on, but must not flip play and pause.
    if (repeat && (command === "toggle" || command === "reset")) return false;
    return act(command);
  });
}
