// @ts-check
/** The door: Streamlit calls `mount` when the stage appears and again with each packet and each change of theme. */

import { keep } from "../streamlit/keeping.js";
import { SmallStage } from "./small.js";
import { Stage } from "./stage.js";
import { attachStyles } from "./theme.js";

/**
 * @typedef {{name: string, data: unknown, parentElement: import("../streamlit/keeping.js").Place,
 *   setTriggerValue: (name: string, value: any) => void}} Component
 */

/**
 * @param {Component} component
 * @param {string} [kind] "small" for the stage with the distributions beside it
 * @returns {() => void} cleanup
 */
export function mount(component, kind) {
  const make = () => (kind === "small" ? new SmallStage() : new Stage());
  const { resident: stage, leave } = keep(component, make, (moved, place) => {
    attachStyles(place, moved.root, new URL(import.meta.url).search);
    moved.settleIn();
  });
  stage.trigger = (request) => component.setTriggerValue("request", request);
  stage.receive(component.data);
  return leave;
}
