"""Whether a set-up can be run: its data can be had, and network and loss fit it.

A specification knows only itself. What it says of real data, of drawn points and of an uploaded file can
be checked only against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nnviz.core.changes import Change, Edit, Switch
from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Data
from nnviz.core.spec import DataSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.engine import Network, plan_output
from nnviz.run.timeline import check_fit

__all__ = ["apply_fallbacks", "check_changes", "load_fitting_data"]


def load_fitting_data(run: RunSpec) -> Data:
    """Return the data of a set-up that can be run.

    Raises
    ------
    InputError
        When the data can't be had, or the network or the loss does not fit it.
    """
    data = load_data(run.data)
    check_fit(run, data)
    return data


def apply_fallbacks(run: RunSpec) -> tuple[RunSpec, tuple[Problem, ...]]:
    """Return `run` with defaults for what keeps it from being run, and what that was.

    Too few drawn points are no reason: one draws on from there.
    """
    problems: list[Problem] = []
    while True:
        try:
            load_fitting_data(run)
        except InputError as error:
            if {problem.field for problem in error.problems} == {"points"}:
                return run, tuple(problems)
            problems.extend(error.problems)
            run = _without(run, error.problems[0].field)
        else:
            return run, tuple(problems)


def check_changes(start: RunSpec, changes: Sequence[Change]) -> None:
    """Raise `InputError` when a run has not the weights or units that are changed on its way.

    Raises
    ------
    InputError
        When the network lacks one of them, or there is nothing yet to learn from.
    """
    if not changes:
        return
    try:
        data = load_fitting_data(start)
    except InputError as error:
        message = _("changes: nothing can be changed on the way before there is a run.")
        raise InputError([Problem("changes", message)]) from error
    network = Network(start.network, len(start.data.input_features), plan_output(data, start.training))
    for change in changes:
        try:
            if isinstance(change, Edit):
                network.edit(change.layer, change.unit, change.source, change.value)
            elif isinstance(change, Switch):
                network.switch(change.layer, change.unit, change.on)
        except IndexError:
            message = _("changes: the network has no such weight or neuron as is changed at update {step}.")
            raise InputError([Problem("changes", message.format(step=change.step))]) from None


def _without(run: RunSpec, field: str) -> RunSpec:
    """Return `run` with the default for the part that `field` belongs to, one that can't stand in the way again."""
    defaults = RunSpec()
    if field == "columns" and run.data.columns:
        return replace(run, data=replace(run.data, columns=()))
    if field == "loss" and run.training.loss != defaults.training.loss:
        return replace(run, training=replace(run.training, loss=defaults.training.loss))
    if field == "layers" and run.network.layers != defaults.network.layers:
        return replace(run, network=replace(run.network, layers=defaults.network.layers))
    return replace(run, data=DataSpec(), training=replace(run.training, loss=defaults.training.loss))
