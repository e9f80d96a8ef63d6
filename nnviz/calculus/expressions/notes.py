"""Where what was typed has two usual readings: which one was taken, and how to write the other."""

from __future__ import annotations

from fractions import Fraction

from nnviz.calculus.expressions.text import to_text
from nnviz.calculus.expressions.tree import Apply, Combine, Constant, Number, Tree
from nnviz.core.i18n import _

__all__ = ["Notes"]


class Notes:
    """Sentences in the active language, each once.

    Attributes
    ----------
    said : list of str
    """

    def __init__(self) -> None:
        self.said: list[str] = []

    def note_log(self) -> None:
        """Say which logarithm was taken."""
        self._say(_("“log” is read as the natural logarithm ln, as in PyTorch. To base 10 it is log10."))

    def note_product(self, left: Combine, right: Tree) -> None:
        """Say what a division with a product behind it was read as: 1/2x."""
        taken = to_text(Combine("*", left, right))
        other = to_text(Combine("/", left.left, Combine("*", left.right, right)))
        self._say(
            _("Read from left to right, as {taken}. If you mean {other}, write the brackets.").format(
                taken=taken, other=other
            )
        )

    def note_power(self, base: Tree, exponent: Tree) -> None:
        """Say how far an exponent reaches where a longer one is usual: e^2x."""
        if isinstance(base, (Number, Constant)):
            taken = to_text(Combine("^", base, exponent))
            self._say(_("The exponent ends after {taken}. For a longer one, write it in brackets.").format(taken=taken))

    def note_radical(self, tree: Tree) -> None:
        """Say how far a root reaches: √2x."""
        self._say(_("The root ends after {taken}. For a longer one, write brackets.").format(taken=to_text(tree)))

    def note_bare(self, typed: str, tree: Apply) -> None:
        """Say what a function without brackets takes: sin 2x."""
        message = _("“{function}” without brackets is read as {taken}. Brackets make it clear.")
        self._say(message.format(function=typed, taken=to_text(tree)))

    def note_inverse(self, function: str, tree: Tree) -> None:
        """Say whether a power −1 on a name is the inverse function or one divided by it."""
        message = _("“{function}⁻¹” is read as {taken}.").format(function=function, taken=to_text(tree))
        if isinstance(tree, Apply):
            other = to_text(Combine("/", Number(Fraction(1)), Apply(function, tree.argument)))
            message += " " + _("If you mean {other}, write that.").format(other=other)
        self._say(message)

    def _say(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said.append(sentence)
