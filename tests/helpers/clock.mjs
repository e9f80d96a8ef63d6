/** A browser's clock under a test's control: timers, display refreshes and `performance.now` in virtual time. */

/** @typedef {{at: number, run: (now: number) => void}} Job */

const REFRESH = 1000 / 60;

export class Clock {
  constructor() {
    this.now = 1000;
    this.id = 0;
    /** What `prefers-reduced-motion` says. */
    this.isMotionReduced = false;
    /** @type {Map<number, Job>} */
    this.jobs = new Map();
    const forget = (/** @type {number} */ id) => this.jobs.delete(id);
    Object.assign(globalThis, {
      performance: { now: () => this.now },
      requestAnimationFrame: (/** @type {Job["run"]} */ run) => this.add(this.nextRefresh, run),
      cancelAnimationFrame: forget,
      clearTimeout: forget,
      document: { hidden: false, addEventListener() {}, removeEventListener() {} },
      window: {
        matchMedia: () => ({ matches: this.isMotionReduced }),
        setTimeout: (/** @type {Job["run"]} */ run, /** @type {number} */ wait) => this.after(wait, run),
      },
    });
  }

  get nextRefresh() {
    return (Math.floor(this.now / REFRESH + 1e-6) + 1) * REFRESH;
  }

  /**
   * @param {number} wait milliseconds
   * @param {Job["run"]} run
   */
  after(wait, run) {
    return this.add(this.now + wait, run);
  }

  /**
   * @param {number} at
   * @param {Job["run"]} run
   */
  add(at, run) {
    this.jobs.set(++this.id, { at, run });
    return this.id;
  }

  /**
   * Runs all that is due in the next milliseconds, in order.
   * @param {number} milliseconds
   */
  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (let next = this.#first(end); next; next = this.#first(end)) {
      const [id, { at, run }] = next;
      this.jobs.delete(id);
      this.now = Math.max(this.now, at);
      run(this.now);
    }
    this.now = end;
  }

  /** @param {number} end @returns {[number, Job] | null} the earliest of what is due until then */
  #first(end) {
    /** @type {[number, Job] | null} */
    let first = null;
    for (const entry of this.jobs) if (entry[1].at <= end && (!first || entry[1].at < first[1].at)) first = entry;
    return first;
  }
}
