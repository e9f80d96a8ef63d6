/**
 * Colours for both themes. Two classes are orange and blue (negative and positive); more take Okabe and Ito's set,
 * which colour-blind readers can tell apart. Maps run from one colour through the page's own ground to the other.
 */

/** @typedef {[number, number, number]} Rgb */

/** @type {Rgb} */
const ORANGE = [230, 159, 0];
/** @type {Rgb} */
const BLUE = [0, 114, 178];
/** @type {Rgb[]} */
const OKABE_ITO = [
  ORANGE,
  BLUE,
  [0, 158, 115],
  [204, 121, 167],
  [120, 94, 240],
  [166, 118, 29],
  [86, 180, 233],
  [110, 110, 110],
];
/** @type {Rgb[]} */
const OKABE_ITO_DARK = [
  [240, 173, 40],
  [70, 160, 230],
  [30, 185, 140],
  [222, 145, 190],
  [160, 140, 255],
  [200, 155, 75],
  [130, 205, 245],
  [165, 165, 165],
];

/** How far a map goes towards the full colour: the plot stays calm behind its points, a neuron's small map is vivid. */
const [CALM, VIVID] = [0.6, 0.92];

export class Colors {
  /** @param {CSSStyleDeclaration} style of an element inside the page's theme */
  constructor(style) {
    const read = (/** @type {string} */ name, /** @type {string} */ other) =>
      style.getPropertyValue(name).trim() || other;
    this.background = read("--st-background-color", "#ffffff");
    this.panel = read("--st-secondary-background-color", "#f4f5f7");
    this.text = read("--st-text-color", "#1f2430");
    this.font = read("--st-font", "system-ui, sans-serif");
    const ground = parse(this.background);
    this.dark = luminance(ground) < 0.35;
    this.ground = ground;
    this.faint = this.dark ? "rgba(255,255,255,0.16)" : "rgba(0,0,0,0.13)";
    this.muted = this.dark ? "rgba(255,255,255,0.72)" : "rgba(0,0,0,0.66)";
    this.classes = this.dark ? OKABE_ITO_DARK : OKABE_ITO;
    this.negative = this.dark ? OKABE_ITO_DARK[0] : ORANGE;
    this.positive = this.dark ? OKABE_ITO_DARK[1] : BLUE;
    /** Lines and text in the class colours need more contrast than areas. */
    this.negativeLine = this.dark ? css(OKABE_ITO_DARK[0]) : "#b86e00";
    this.positiveLine = this.dark ? css(OKABE_ITO_DARK[1]) : "#0072b2";
    /** @type {Rgb} */
    this.middle = this.dark ? [24, 27, 34] : [252, 252, 252];
    this.calm = diverging(this.negative, this.middle, this.positive, CALM);
    this.vivid = diverging(this.negative, this.middle, this.positive, VIVID);
    this.key = `${this.background}${this.text}${this.font}`;
  }

  /** @param {number} index */
  of(index) {
    return this.classes[index % this.classes.length];
  }

  /**
   * @param {number} index of a class
   * @returns {Rgb} its colour behind points
   */
  softened(index) {
    return mix(this.middle, this.of(index), CALM);
  }

  /**
   * @param {number} index of a class
   * @returns {Uint32Array} from the ground to the class's colour, vivid
   */
  ramp(index) {
    return ramp(this.middle, this.of(index), VIVID);
  }

  /**
   * @param {number} index of a class
   * @returns {Uint32Array} from the ground to the class's colour behind points
   */
  calmRamp(index) {
    return ramp(this.middle, this.of(index), CALM);
  }
}

/** @param {Rgb} color */
export function css([r, g, b]) {
  return `rgb(${r}, ${g}, ${b})`;
}

/**
 * @param {Rgb} a
 * @param {Rgb} b
 * @param {number} share of b
 * @returns {Rgb}
 */
export function mix(a, b, share) {
  const between = (/** @type {number} */ i) => Math.round(a[i] + (b[i] - a[i]) * share);
  return [between(0), between(1), between(2)];
}

/**
 * @param {Rgb} low
 * @param {Rgb} middle
 * @param {Rgb} high
 * @param {number} strength
 * @returns {Uint32Array} 256 pixels as ImageData holds them on little-endian machines
 */
function diverging(low, middle, high, strength) {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const side = Math.abs(i - 127.5) / 127.5;
    // A root brings out the colour early, so that a leaning region is seen as one.
    return pixel(mix(middle, i < 128 ? low : high, strength * side ** 0.8));
  });
}

/**
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} strength
 */
function ramp(from, to, strength) {
  return Uint32Array.from({ length: 256 }, (_, i) => pixel(mix(from, to, strength * (i / 255))));
}

/** @param {number} packed a pixel as in a table of colours */
export function cssOfPixel(packed) {
  return css([packed & 255, (packed >> 8) & 255, (packed >> 16) & 255]);
}

/** @param {Rgb} color */
export function pixel([r, g, b]) {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/**
 * @param {string} text a colour as #rgb, #rrggbb or rgb(...)
 * @returns {Rgb}
 */
export function parse(text) {
  const hex = text.match(/^#([0-9a-f]{3,8})$/i)?.[1];
  const wide = hex && hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (wide) return [parseInt(wide.slice(0, 2), 16), parseInt(wide.slice(2, 4), 16), parseInt(wide.slice(4, 6), 16)];
  const [r, g, b] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return b === undefined ? [255, 255, 255] : [r, g, b];
}

/** @param {Rgb} color @returns {number} relative luminance, 0 to 1, without gamma: enough to tell dark from light */
function luminance([r, g, b]) {
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
