"""A run: what trains, plays, goes back, and what is said of it."""
