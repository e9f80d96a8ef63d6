"""An expression as small named steps, each made from earlier ones: the nodes of a computation graph."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.calculus.expressions.tree import Apply, Combine, Symbol, Tree, find_symbols

__all__ = ["Definition", "split"]

LOW = "₀₁₂₃₄₅₆₇₈₉"


@dataclass(frozen=True, slots=True)
class Definition:
    """A step of a computation.

    Attributes
    ----------
    name : str
    tree : Tree
        What it is, in variables and the names of earlier steps.
    """

    name: str
    tree: Tree


def split(tree: Tree, output: str = "f") -> tuple[Definition, ...]:
    """Return an expression as steps with one operation each; the last is called `output`.

    Parts without a variable are not steps of their own: they are constants of the step that uses them. A part that
    occurs twice is computed twice, as PyTorch does; a variable is one node, where its paths meet.
    """
    steps: list[Definition] = []
    root = _split(tree, steps)
    if isinstance(root, Symbol) and steps:
        last = steps.pop()
        return (*steps, Definition(output, last.tree))
    return (Definition(output, root),)


def _split(tree: Tree, steps: list[Definition]) -> Tree:
    """Add the steps of `tree` and return what stands for it in the step that uses it."""
    if isinstance(tree, Symbol) or not find_symbols(tree):
        return tree
    step: Tree
    if isinstance(tree, Apply):
        step = Apply(tree.function, _split(tree.argument, steps))
    elif isinstance(tree, Combine):
        step = Combine(tree.sign, _split(tree.left, steps), _split(tree.right, steps))
    else:
        raise TypeError(tree)
    name = "v" + "".join(LOW[int(digit)] for digit in str(len(steps) + 1))
    steps.append(Definition(name, step))
    return Symbol(name)
