"""The biological and the artificial neuron."""
