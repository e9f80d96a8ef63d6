/** A browser's clock under a test's control: timers, display refreshes and `performance.now` in virtual time. */

export class Clock {
  constructor() {
    this.now = 1000;
    this.id = 0;
    /** @type {Map<number, {at: number, run: (now: number) => void}>} */
    this.jobs = new Map();
    globalThis.performance = { now: () => this.now };
    globalThis.requestAnimationFrame = (run) =>
      this.add((Math.floor(this.now / (1000 / 60) + 1e-6) + 1) * (1000 / 60), run);
    globalThis.cancelAnimationFrame = (id) => this.jobs.delete(id);
    globalThis.clearTimeout = (id) => this.jobs.delete(id);
    globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
    globalThis.window = { matchMedia: () => ({ matches: false }), setTimeout: (run, wait) => this.after(wait, run) };
  }

  after(wait, run) {
    return this.add(this.now + wait, run);
  }

  add(at, run) {
    this.jobs.set(++this.id, { at, run });
    return this.id;
  }

  /** Runs all that is due in the next milliseconds, in order. */
  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      let [next, first] = [null, null];
      for (const [id, job] of this.jobs) if (job.at <= end && (!first || job.at < first.at)) [next, first] = [id, job];
      if (!first) break;
      this.jobs.delete(next);
      this.now = Math.max(this.now, first.at);
      first.run(this.now);
    }
    this.now = end;
  }
}
