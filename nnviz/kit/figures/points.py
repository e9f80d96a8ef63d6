"""The points that were learnt from, as the figures of a boundary draw them: their groups, colours and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nnviz.core.i18n import _
from nnviz.core.results import Data, Integers
from nnviz.kit.figures.palette import CLASS_COLORS, VALUE_COLOR, with_opacity

__all__ = ["PointGroup", "answer_name", "point_groups", "told"]


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points that are drawn alike.

    Attributes
    ----------
    name : str
        What the legend says, in the active language.
    label : int or None
        Number of their class; None for values.
    color : str
        Of their marks, where these have one colour.
    rows : (n,) int64
        Rows of `Data.points`.
    test : bool
        Whether they belong to the test part.
    """

    name: str
    label: int | None
    color: str
    rows: Integers
    test: bool


def point_groups(data: Data) -> Iterator[PointGroup]:
    """Yield the points by part and class, the train part first; values make one group a part."""
    for part, rows, test in ((_("train"), data.train_index, False), (_("test"), data.test_index, True)):
        if not data.n_classes:
            yield PointGroup(part, None, with_opacity(VALUE_COLOR, 1), rows, test)
        for label, name in enumerate(data.class_names):
            color = with_opacity(CLASS_COLORS[label], 1)
            yield PointGroup(f"{name} ({part})", label, color, rows[data.targets[rows] == label], test)


def answer_name(data: Data) -> str:
    """Return what the network's answer is: the title of its axis or colour bar."""
    if data.task == "regression":
        return _("value")
    if data.task == "binary":
        return _("probability of {name}").format(name=data.class_names[1])
    return _("probability")


def told(title: str, *values: tuple[str, str]) -> str:
    """Return what hovering says: a title in bold, then a line for each pair of a name and what Plotly puts in."""
    lines = [f"{name} = %{{{value}}}" for name, value in values]
    return "<br>".join([f"<b>{title}</b>", *lines]) + "<extra></extra>"
