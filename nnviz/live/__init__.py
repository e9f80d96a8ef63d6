"""The live view, the server's half: what the browser is sent of a run, and what it may ask."""
