/**
 * The two pictures under the sliders: the activation with the neuron's point on it, and the spikes with their
 *   voltage.
 */
import { el, svg } from "../kit/dom.js";

/**
 * @typedef {import("../kit/colors.js").Colors} Colors
 * @typedef {import("./payloads.js").FiringPayload} Payload
 */

const HEIGHT = 230;
const FRAME = { left: 52, right: 18, top: 14, bottom: 42 };
/** How high a spike is drawn, millivolt; the model itself only knows when it happens. */
const PEAK = 20;

/**
 * @param {[number, number]} x range
 * @param {[number, number]} y range
 * @param {number} width
 */
function scales([x0, x1], [y0, y1], width) {
  return {
    x: (/** @type {number} */ v) => FRAME.left + ((v - x0) / (x1 - x0)) * (width - FRAME.left - FRAME.right),
    y: (/** @type {number} */ v) =>
      HEIGHT - FRAME.bottom - ((v - y0) / (y1 - y0)) * (HEIGHT - FRAME.top - FRAME.bottom),
  };
}

/** @typedef {ReturnType<typeof scales>} Scales */

/**
 * @param {[string, string][]} attributes
 * @param {string} content
 */
function words(attributes, content) {
  const node = svg("text", { class: "axis", ...Object.fromEntries(attributes) });
  node.textContent = content;
  return node;
}

/**
 * @param {Scales} to
 * @param {[number, string][]} across ticks and their texts
 * @param {[number, string][]} up
 * @param {[string, string]} names
 * @param {number} width
 */
function axes(to, across, up, names, width) {
  const bottom = HEIGHT - FRAME.bottom;
  return [
    svg("path", { class: "frame", d: `M${FRAME.left} ${FRAME.top}V${bottom}H${width - FRAME.right}` }),
    ...across.map(([v, text]) =>
      words(
        [
          ["x", String(to.x(v))],
          ["y", String(bottom + 16)],
          ["text-anchor", "middle"],
        ],
        text,
      ),
    ),
    ...up.map(([v, text]) =>
      words(
        [
          ["x", String(FRAME.left - 6)],
          ["y", String(to.y(v) + 4)],
          ["text-anchor", "end"],
        ],
        text,
      ),
    ),
    words(
      [
        ["x", String((FRAME.left + width) / 2)],
        ["y", String(HEIGHT - 6)],
        ["text-anchor", "middle"],
      ],
      names[0],
    ),
    words(
      [
        ["transform", `translate(13 ${(FRAME.top + bottom) / 2}) rotate(-90)`],
        ["text-anchor", "middle"],
      ],
      names[1],
    ),
  ];
}

/** @param {Scales} to @param {number[]} xs @param {number[]} ys */
const path = (to, xs, ys) => `M${xs.map((x, i) => `${to.x(x).toFixed(1)} ${to.y(ys[i]).toFixed(1)}`).join("L")}`;

/**
 * @param {Payload} payload
 * @param {Colors} colors
 * @param {number} width
 */
export function drawActivation(payload, colors, width) {
  const { z, a } = payload.curve;
  const [low, high] = [Math.min(-1, ...a), Math.max(1, ...a)];
  const margin = 0.08 * (high - low);
  const to = scales([z[0], z[z.length - 1]], [low - margin, high + margin], width);
  const reach = z[z.length - 1];
  const ticks = /** @type {[number, string][]} */ ([-reach, 0, reach].map((v) => [v, mark(v)]));
  const up = /** @type {[number, string][]} */ ([...new Set([low, 0, high])].map((v) => [v, mark(v)]));
  return [
    el("figcaption", {}, payload.text.activation_title),
    svg(
      "svg",
      { width, height: HEIGHT, role: "img", "aria-label": `${payload.text.activation_title}: ${payload.point}` },
      ...axes(to, ticks, up, payload.text.activation_axes, width),
      svg("path", { class: "threshold", d: `M${to.x(0)} ${FRAME.top}V${HEIGHT - FRAME.bottom}` }),
      svg("path", { class: "curve", d: path(to, z, a), stroke: colors.positiveLine }),
      svg("path", { class: "drop", d: `M${to.x(payload.z)} ${to.y(0)}V${to.y(payload.output)}` }),
      svg("circle", { cx: to.x(payload.z), cy: to.y(payload.output), r: 7, fill: colors.negativeLine, class: "point" }),
    ),
    el("p", { class: "said", "data-testid": "point" }, payload.point),
  ];
}

/** @param {number} v */
const mark = (v) => String(Number(v.toPrecision(2))).replace("-", "−");

/**
 * @param {Payload} payload
 * @param {Colors} colors
 * @param {number} width
 */
export function drawSpikes(payload, colors, width) {
  const { times, voltage, spikes, threshold, rest, low, duration } = payload.train;
  const to = scales([0, duration], [low, PEAK + 5], width);
  const across = /** @type {[number, string][]} */ (
    [0, 0.25, 0.5, 0.75, 1].map((s) => [s * duration, (s * duration).toFixed(2)])
  );
  const up = /** @type {[number, string][]} */ ([rest, threshold, 0].map((v) => [v, mark(v)]));
  const level = `M${FRAME.left} ${to.y(threshold)}H${width - FRAME.right}`;
  const peaks = spikes
    .map((/** @type {number} */ s) => `M${to.x(s).toFixed(1)} ${to.y(threshold)}V${to.y(PEAK)}`)
    .join("");
  return [
    el("figcaption", {}, payload.text.spikes_title),
    svg(
      "svg",
      { width, height: HEIGHT, role: "img", "aria-label": `${payload.text.spikes_title}: ${payload.spoken}` },
      ...axes(to, across, up, payload.text.spikes_axes, width),
      svg("path", { class: "threshold", d: level }),
      svg("path", { class: "curve", d: path(to, times, voltage), stroke: colors.positiveLine }),
      svg("path", { class: "spike", d: peaks || "M0 0", stroke: colors.negativeLine }),
      words(
        [
          ["x", String(width - FRAME.right - 4)],
          ["y", String(to.y(threshold) - 8)],
          ["text-anchor", "end"],
        ],
        payload.text.threshold,
      ),
    ),
    el("p", { class: "said", "data-testid": "spoken" }, payload.spoken),
  ];
}
