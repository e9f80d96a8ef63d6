"""Monte Carlo dropout: how sure a network is."""
