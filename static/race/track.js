/** The way of a racer. */

/** @typedef {[number, number]} Place */

/**
 * @param {Place[]} places one for each update
 * @param {number} at
 * @returns {Place[]} the track until then; between two updates a part of the line
 */
export function trackUntil(places, at) {
  const whole = Math.floor(at);
  const done = places.slice(0, whole + 1);
  if (whole + 1 < places.length && at > whole) {
    const [[a, b], [c, d]] = [places[whole], places[whole + 1]];
    done.push([a + (c - a) * (at - whole), b + (d - b) * (at - whole)]);
  }
  return done;
}
