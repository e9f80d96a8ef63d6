"""Rosenblatt's perceptron, and why XOR is out of its reach."""
