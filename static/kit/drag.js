/** Dragging: a pointer that went down on an element is followed until it goes up, wherever it moves. */

/**
 * @param {GlobalEventHandlers & Pick<Element, "setPointerCapture" | "hasPointerCapture">} node
 * @param {{down?: (event: PointerEvent) => void, move: (event: PointerEvent) => void, up?: () => void}} acts
 */
export function followPointer(node, { down, move, up }) {
  node.addEventListener("pointerdown", (event) => {
    node.setPointerCapture(event.pointerId);
    down?.(event);
  });
  node.addEventListener("pointermove", (event) => {
    if (node.hasPointerCapture(event.pointerId)) move(event);
  });
  if (up) node.addEventListener("pointerup", up);
}
