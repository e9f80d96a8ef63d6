// @ts-check
/** What the stage says of itself: attributes for measuring tools, and words for those who can't see the plot. */

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").Frame} Frame */

const METRICS = ["trainLoss", "testLoss", "trainAccuracy", "testAccuracy"];

/**
 * @param {Stage} stage
 * @param {Frame} frame just painted
 */
export function mark({ root: { dataset }, scene, player, count }, frame) {
  dataset.step = String(frame.step);
  dataset.epoch = String(frame.epoch);
  METRICS.forEach((name, i) => {
    if (i < 2 || scene.task !== "regression") dataset[name] = String(frame.metrics[i]);
    else delete dataset[name];
  });
  dataset.state = player.state;
  dataset.frame = String(count);
}

/**
 * Says that there is no run: what is left of the one before is taken away.
 * @param {DOMStringMap} dataset of the stage
 */
export function unmark(dataset) {
  for (const name of METRICS) delete dataset[name];
  dataset.step = dataset.epoch = "0";
}

/** @param {Stage} stage */
export function describe({ boundary, scene, frame, numbers }) {
  const { text, axes } = scene;
  const parts = [boundary.title.textContent, axes.join(", ")];
  if (frame) {
    const [trainLoss, testLoss, , accuracy] = frame.metrics;
    parts.push(`${text.epoch} ${numbers.count(frame.epoch)}`);
    parts.push(`${text.loss}: ${text.train} ${numbers.loss(trainLoss)}, ${text.test} ${numbers.loss(testLoss)}`);
    if (Number.isFinite(accuracy)) parts.push(`${text.accuracy}, ${text.test}: ${numbers.percent(accuracy)}`);
  }
  boundary.canvas.setAttribute("aria-label", parts.join(". "));
}
