"""Gradients through depth: towers of layers whose gradients vanish or explode."""
