"""The live view: what the browser is sent, and the Streamlit component that shows it."""
