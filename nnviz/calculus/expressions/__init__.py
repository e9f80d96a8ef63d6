"""Expressions that a learner types: read against a white list into a tree of the project's own, and used from there."""

from nnviz.calculus.expressions.evaluate import evaluate, evaluate_at
from nnviz.calculus.expressions.latex import to_latex
from nnviz.calculus.expressions.parse import Reading, parse, read
from nnviz.calculus.expressions.program import Program, to_program
from nnviz.calculus.expressions.text import to_text
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Symbol, Tree, find_symbols

__all__ = [
    "Apply",
    "Combine",
    "Constant",
    "Number",
    "Program",
    "Reading",
    "Symbol",
    "Tree",
    "evaluate",
    "evaluate_at",
    "find_symbols",
    "parse",
    "read",
    "to_latex",
    "to_program",
    "to_text",
]
