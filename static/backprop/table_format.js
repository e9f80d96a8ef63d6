/** How the numbers of a table are printed. */
import { numbersOf, powerOfTen } from "../kit/numbers.js";

/**
 * How the numbers of one table are printed: with the same places after the point, and a power of ten taken out when
 * they are all very small or large.
 * @param {ArrayLike<number>} values
 * @param {number} [counting] most places after the point
 * @returns {{power: string, print: (value: number) => string, round: (value: number) => number}}
 */
export function tableFormat(values, counting = 3) {
  let most = 0;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) most = Math.max(most, Math.abs(values[i]));
    whole &&= Number.isInteger(values[i]);
  }
  const size = most ? Math.floor(Math.log10(most)) : 0;
  const power = size < 1 - counting || size > 4 ? size : 0;
  const places = whole && !power ? 0 : Math.min(counting, Math.max(0, counting - (size - power)));
  return {
    power: power ? `×${powerOfTen(power)}` : "",
    print: (value) => numbersOf().fixed(value / 10 ** power, places),
    round: (value) => Number((value / 10 ** power).toFixed(places)) * 10 ** power,
  };
}
