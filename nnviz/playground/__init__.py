"""The playground: build a network, train it, watch it."""
