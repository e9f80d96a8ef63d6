/** Axes on a canvas: frame, ticks, numbers, names. */

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {import("./ticks.js").Tick} Tick */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {Tick[]} across
 * @param {Tick[]} up
 * @param {{text: string, muted: string, faint: string, font: string}} look
 * @param {{x?: string, y?: string, size?: number, grid?: boolean}} options
 */
export function drawAxes(context, box, across, up, look, { x = "", y = "", size = 12, grid = false }) {
  context.font = `${size}px ${look.font}`;
  context.strokeStyle = look.faint;
  context.lineWidth = 1;
  context.beginPath();
  const bottom = box.y + box.height;
  for (const { at } of across) line(context, at, bottom, at, bottom + 4);
  for (const { at } of up) line(context, grid ? box.x + box.width : box.x, at, box.x - 4, at);
  context.rect(Math.round(box.x) - 0.5, Math.round(box.y) - 0.5, Math.round(box.width) + 1, Math.round(box.height) + 1);
  context.stroke();
  context.fillStyle = look.muted;
  context.textBaseline = "top";
  context.textAlign = "center";
  for (const { at, text } of across) context.fillText(text, at, bottom + 6);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { at, text } of up) context.fillText(text, box.x - 6, at);
  names(context, box, x, y, look, size);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {string} x
 * @param {string} y
 * @param {{text: string}} look
 * @param {number} size
 */
function names(context, box, x, y, look, size) {
  context.fillStyle = look.text;
  context.textBaseline = "top";
  context.textAlign = "center";
  if (x) context.fillText(x, box.x + box.width / 2, box.y + box.height + 6 + size * 1.25, box.width);
  if (!y) return;
  context.save();
  context.translate(box.x - size * 3.3 + 2, box.y + box.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(y, 0, 0, box.height);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 */
function line(context, x0, y0, x1, y1) {
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
}
