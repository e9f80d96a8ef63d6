/**
 * When to show the next frame. At full speed the frames in hand are spread evenly over the time until the next
 * packet, less a small reserve for a late one; at a chosen speed a frame lasts as long as its updates do.
 */

const REFRESH = 1000 / 60;
const RESERVE = 3;
const MEMORY = 0.2;

export class Pace {
  constructor() {
    /** Milliseconds between packets, an exponential mean. */
    this.interval = 80;
    /** Frames a millisecond. */
    this.rate = 1 / REFRESH;
    this.credit = 0;
    this.arrived = NaN;
  }

  /** Forget the last arrival: the pause that follows says nothing about the link. */
  interrupt() {
    this.arrived = NaN;
  }

  /**
   * @param {number} now milliseconds
   * @param {number} left frames still waiting
   * @param {number} fresh frames that came now
   */
  arrive(now, left, fresh) {
    if (!Number.isNaN(this.arrived)) this.interval += MEMORY * (Math.min(now - this.arrived, 2000) - this.interval);
    this.arrived = now;
    const spare = Math.min(RESERVE, fresh / 2);
    this.rate = Math.max(1, left + fresh - spare) / Math.max(this.interval, REFRESH);
  }

  /**
   * @param {number} elapsed milliseconds since the last refresh of the display
   * @param {number} waiting frames in hand
   * @returns {number} frames to move on by; the last of them is to be painted
   */
  advance(elapsed, waiting) {
    let due = Math.min(elapsed, 100) * this.rate;
    // Near one frame a refresh, exactly one is smoother than an even spread, which would now and then skip a refresh.
    if (due > 0.9 && due < 1.1) due = 1;
    this.credit += due;
    const count = Math.min(Math.floor(this.credit + 1e-9), waiting);
    this.credit = count === waiting ? Math.min(this.credit - count, 1) : this.credit - count;
    return count;
  }
}

/**
 * Frames made before the learner chose a slower speed lie many updates apart; they must not last for seconds each.
 * @param {number} steps updates from the frame shown to a later one
 * @param {number} speed updates a second
 * @param {number} [frames] how many frames on that one is
 * @returns {number} milliseconds until then
 */
export function lasting(steps, speed, frames = 1) {
  return Math.min((Math.max(0, steps) / speed) * 1000, frames * Math.max(1000 / speed, 2 * REFRESH));
}

/**
 * @param {number} wait milliseconds waited for the last answer, NaN at first
 * @param {number} attempt 0 for the first time
 * @returns {number} milliseconds after which a request counts as lost
 */
export function retryDelay(wait, attempt) {
  return Math.min(Math.max(1000, 4 * (wait || 0)) * 2 ** attempt, 8000);
}
