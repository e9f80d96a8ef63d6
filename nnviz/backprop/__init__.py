"""One update taken apart: forward, loss, backward, update, with the real numbers."""
