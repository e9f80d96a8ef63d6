/** Repeats something until it says no. */
export class Clock {
  /** @param {() => boolean} tick false when there is nothing more to do */
  constructor(tick) {
    this.tick = tick;
    this.timer = 0;
  }

  get running() {
    return this.timer !== 0;
  }

  /** @param {number} milliseconds */
  start(milliseconds) {
    this.stop();
    this.timer = window.setInterval(() => {
      if (!this.tick()) this.stop();
    }, milliseconds);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
  }
}
