"""Optimizers racing over surfaces from one start."""
