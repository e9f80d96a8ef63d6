"""Distributions of weights, activations and gradients in the layers of a run."""
