"""Calculus on expressions: derivatives by rule, by difference and by autograd, and computation graphs."""
