/** Says once in the console when Streamlit no longer calls its parts as page.css does; the page is then plainer. */
(() => {
  /** What every page has, so that what is missing is missing for good. */
  const PARTS = ["stApp", "stHeader", "stMain", "stMainBlockContainer", "stElementContainer", "stHtml"];

  const missing = PARTS.filter((part) => !document.querySelector(`[data-testid="${part}"]`));
  if (!missing.length || document.documentElement.dataset.nnvizLooks) return;
  document.documentElement.dataset.nnvizLooks = "plain";
  console.warn(`nnviz: Streamlit no longer has ${missing.join(", ")}: margins and places on the page are Streamlit's.`);
})();
