"""The pages' parts: session, controls, page chrome. Only here and in `pages/` is Streamlit known."""
