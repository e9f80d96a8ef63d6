/**
 * Tells Streamlit's browser side where its server is; otherwise it asks the page's own address before the parent's, and
 * is refused. A page lies directly under the server's base, so the base is the page's folder, also under a prefix.
 */
Object.assign(window, {
  __streamlit: {
    .../** @type {Record<string, object>} */ (Reflect.get(window, "__streamlit")),
    BACKEND_BASE_URL: new URL(".", location.href).href,
  },
});
