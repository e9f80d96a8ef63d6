/** Marker shapes: one a class, so that colour is never the only sign. Train points are full, test points hollow. */

/** @typedef {(context: CanvasRenderingContext2D | Path2D, x: number, y: number, r: number) => void} Shape */

/** @type {Shape[]} */
const SHAPES = [
  (c, x, y, r) => c.arc(x, y, r, 0, 7),
  (c, x, y, r) => c.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  (c, x, y, r) => polygon(c, x, y, r * 1.25, 3, -Math.PI / 2),
  (c, x, y, r) => polygon(c, x, y, r * 1.2, 4, 0),
  (c, x, y, r) => polygon(c, x, y, r * 1.25, 3, Math.PI / 2),
  (c, x, y, r) => polygon(c, x, y, r * 1.15, 5, -Math.PI / 2),
  (c, x, y, r) => polygon(c, x, y, r * 1.1, 6, 0),
  (c, x, y, r) => polygon(c, x, y, r * 1.1, 8, Math.PI / 8),
];

/**
 * @param {number} index of the class
 * @returns {Shape}
 */
export function shapeOf(index) {
  return SHAPES[index % SHAPES.length];
}

/**
 * @param {CanvasRenderingContext2D | Path2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {number} corners
 * @param {number} turn
 */
function polygon(context, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    if (i) context.lineTo(px, py);
    else context.moveTo(px, py);
  }
  context.closePath();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} index of the class
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} color
 * @param {boolean} hollow
 * @param {string} ground colour of a full mark's rim and of a hollow one's inside
 */
export function drawMark(context, index, x, y, r, color, hollow, ground) {
  context.beginPath();
  shapeOf(index)(context, x, y, r);
  context.fillStyle = hollow ? ground : color;
  context.strokeStyle = hollow ? color : ground;
  context.lineWidth = hollow ? r * 0.42 : 1;
  context.fill();
  context.stroke();
}
