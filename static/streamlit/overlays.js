/**
 * What Streamlit lays over the page while it is open and may give no role that would say so. Where Streamlit calls it
 * otherwise, keys for the page work behind it too.
 */
export const OVERLAYS = "[data-testid='stDialog'], [data-testid='stPopoverBody']";
