/** Outlines of the parts of both neurons. A signal comes in on the left and leaves on the right, part above part. */

export const [WIDTH, HEIGHT] = [460, 300];

/**
 * @typedef {{lines?: string[], areas?: string[], signs?: [number, number, string][], label: [number, number,
 *   string]}} Part
 */

/** @param {number} x @param {number} y @param {number} r @returns {string} a disc */
const disc = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** @type {Record<string, Part>} in the order of a signal */
export const BIOLOGICAL = {
  receive: {
    lines: [
      "M52 76C90 84 112 96 148 128",
      "M70 44C88 66 98 78 106 92",
      "M44 150C84 146 108 150 140 150",
      "M52 224C90 216 112 204 148 172",
      "M70 258C88 234 98 222 106 208",
    ],
    label: [96, 34, "start"],
  },
  strength: {
    areas: [disc(45, 74, 8), disc(64, 38, 8), disc(36, 150, 8), disc(45, 226, 8), disc(64, 264, 8)],
    label: [8, 290, "start"],
  },
  sum: {
    areas: [
      "M140 150C136 116 158 102 184 104C214 104 230 124 228 150C230 178 212 198 184 196C156 198 136 182 140 150z",
      disc(182, 150, 15),
    ],
    label: [182, 222, "middle"],
  },
  threshold: { areas: ["M227 132C238 138 246 143 258 145V155C246 157 238 162 227 168z"], label: [266, 112, "middle"] },
  send: {
    lines: ["M258 150H372"],
    areas: ["M268 143h28v14h-28z", "M304 143h28v14h-28z", "M340 143h26v14h-26z"],
    label: [318, 184, "middle"],
  },
  pass: {
    lines: ["M372 150C388 140 396 114 416 98", "M372 150H420", "M372 150C388 160 396 186 416 202"],
    areas: [disc(422, 94, 8), disc(428, 150, 8), disc(422, 206, 8)],
    label: [452, 238, "end"],
  },
};

/** @type {Record<string, Part>} */
export const ARTIFICIAL = {
  receive: {
    areas: [disc(36, 66, 20), disc(36, 150, 20), disc(36, 234, 20)],
    signs: [
      [36, 71, "x₁"],
      [36, 155, "x₂"],
      [36, 239, "x₃"],
    ],
    label: [14, 34, "start"],
  },
  strength: {
    lines: ["M56 72L146 130", "M56 150H140", "M56 228L146 170"],
    areas: [disc(96, 98, 13), disc(96, 150, 13), disc(96, 202, 13)],
    signs: [
      [96, 102, "w₁"],
      [96, 154, "w₂"],
      [96, 206, "w₃"],
    ],
    label: [80, 262, "start"],
  },
  sum: { areas: [disc(184, 150, 44)], signs: [[184, 156, "Σ + b"]], label: [184, 222, "middle"] },
  threshold: {
    lines: ["M228 150H244"],
    areas: ["M244 124h52v52h-52z"],
    signs: [[270, 156, "f(z)"]],
    label: [270, 110, "middle"],
  },
  send: { lines: ["M296 150H372", "M364 143L373 150L364 157"], signs: [[334, 141, "y"]], label: [334, 184, "middle"] },
  pass: {
    lines: ["M374 150L410 100", "M374 150H414", "M374 150L410 200"],
    areas: [disc(422, 94, 11), disc(428, 150, 11), disc(422, 206, 11)],
    label: [452, 238, "end"],
  },
};
