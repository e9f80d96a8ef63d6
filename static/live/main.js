/** The door: Streamlit calls `mount` when the stage appears and again with each packet and each change of theme. */

import { attachStyles } from "../kit/drawing.js";
import { keep } from "../streamlit/keeping.js";
import { FullParts } from "./full_parts.js";
import { SmallParts } from "./small_parts.js";
import { Stage } from "./stage.js";

/** @typedef {import("../streamlit/keeping.js").Place} Place */
/**
 * @typedef {{name: string, data: unknown, parentElement: Place,
 *   setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/**
 * @param {Component} component
 * @param {string} [kind] "small" for the stage with the distributions beside it
 * @returns {() => void} cleanup
 */
export function mount(component, kind) {
  const make = () => new Stage((stage) => (kind === "small" ? new SmallParts(stage) : new FullParts(stage)));
  const { resident: stage, leave } = keep(component, make, (moved, place) => {
    attachStyles(place, moved.root, "live/style.css", new URL(import.meta.url).search);
    moved.link.settleIn();
  });
  stage.link.trigger = (request) => component.setTriggerValue("request", request);
  stage.receive(component.data);
  return leave;
}
