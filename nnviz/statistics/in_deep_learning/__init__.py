"""Where deep learning uses chance and statistics."""
