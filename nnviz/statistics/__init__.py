"""Chance, distributions, describing data: what the chapter on probability and statistics computes."""
