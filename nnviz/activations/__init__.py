"""Activation functions, the forward pass, and what a hidden layer does to the plane."""
