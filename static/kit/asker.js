/** Asks the server one question at a time, and again when an answer does not come. */

/** Milliseconds after which a short question is taken for lost: one that is sent while the page is built can be. */
export const TIMEOUT = 2000;

/**
 * @template M
 * @typedef {{seq: number, message: M}} Envelope
 */

/** @param {object} message @returns {unknown} what tells it from messages of another kind, if it has any */
const kindOf = (message) => ("kind" in message ? message.kind : undefined);

/**
 * Of the messages of one kind that wait only the last is sent: each holds the whole state that is wanted.
 * @template {object} M
 */
export class Asker {
  constructor() {
    /** @type {(envelope: Envelope<M>) => void} */
    this.send = () => {};
    /** Milliseconds to wait for an answer: more for a question that takes long to send. */
    this.timeout = TIMEOUT;
    /** Number of the last question. */
    this.seq = 0;
    /** @type {Envelope<M> | null} */
    this.inFlight = null;
    /** @type {M[]} */
    this.queue = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Whether a question waits for its answer. */
  get busy() {
    return this.inFlight !== null;
  }

  /** @param {M} message */
  ask(message) {
    this.queue = [...this.queue.filter((waiting) => kindOf(waiting) !== kindOf(message)), message];
    if (!this.inFlight) this.#next();
  }

  /** @param {number} reply number of the last question that the server has answered in this session */
  answered(reply) {
    this.seq = Math.max(this.seq, reply);
    if (this.inFlight && reply < this.inFlight.seq) return;
    this.end();
    if (this.queue.length) this.#next();
  }

  /** Waits for no answer any more. */
  end() {
    clearTimeout(this.timer);
    this.inFlight = null;
  }

  #next() {
    const message = this.queue.shift();
    if (!message) return;
    this.inFlight = { seq: ++this.seq, message };
    this.#tell(this.inFlight);
  }

  /** @param {Envelope<M>} envelope */
  #tell(envelope) {
    this.send(envelope);
    this.timer = setTimeout(() => this.#tell(envelope), this.timeout);
  }
}
