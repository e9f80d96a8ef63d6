/** Whether the stage may ask the server now: it stands in its page, and the learner is not about to leave it. */
import { answered, arrived, isLeaving } from "../streamlit/leaving.js";

/** Milliseconds that a stage is out of the page before it asks for nothing any more. */
const DETACHED_FOR = 5000;

export class ServerLink {
  /**
   * @param {HTMLElement} root of the stage
   * @param {() => void} lost the stage is out of the page for good
   */
  constructor(root, lost) {
    this.root = root;
    this.lost = lost;
    /** @type {(request: object) => void} */
    this.trigger = () => {};
    this.path = location.pathname;
    /** Since when the stage is out of the page; 0 while nothing was asked for there. */
    this.detachedSince = 0;
    /** @type {unknown} */
    this.lastData = undefined;
  }

  /** Whether the stage stands in its own page, or would if Streamlit had not taken it out for a moment. */
  get isOnItsPage() {
    return location.pathname === this.path;
  }

  /** The stage has been put into a page. */
  settleIn() {
    this.path = location.pathname;
    arrived();
  }

  /**
   * Streamlit calls again with the same bytes when only the theme or the stage's place changed.
   * @param {unknown} data
   * @returns {boolean} whether it is an answer
   */
  isNew(data) {
    if (data === this.lastData) return false;
    this.lastData = data;
    answered();
    return true;
  }

  /**
   * @param {() => object} request
   * @returns {boolean} whether it could be sent: what is sent from out of the page is lost, on leaving it does harm
   */
  send(request) {
    if (!this.root.isConnected) return this.#drift();
    this.detachedSince = 0;
    if (isLeaving(this.path)) return false;
    this.trigger(request());
    return true;
  }

  /** @returns {false} */
  #drift() {
    const now = performance.now();
    this.detachedSince ||= now;
    if (now - this.detachedSince > DETACHED_FOR) this.lost();
    return false;
  }
}
