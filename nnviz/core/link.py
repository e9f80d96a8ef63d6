"""The link: a set-up read from the address bar and written into it.

A link holds only what differs from the defaults. Reading never fails: what can't be used is named
in a `Problem` and replaced by its default.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nnviz.core.accepts import Accepts, Choice, Flag, Whole, shorten
from nnviz.core.changes import MAX_LINK_STEP, Change, format_changes, parse_changes, settings_after
from nnviz.core.i18n import LANGUAGES, _
from nnviz.core.layers_text import format_layers, parse_layers
from nnviz.core.problems import InputError, Problem
from nnviz.core.spec import DataSpec, NetworkSpec, RunSpec, TrainingSpec, spec_fields

__all__ = ["FASTEST", "PARAMETERS", "SPEEDS", "Setup", "ViewSpec", "read_link", "write_link"]

FASTEST = "max"
SPEEDS: dict[str, int] = {"1": 1, "3": 3, "10": 10, "30": 30, "100": 100, "300": 300, "1000": 1000, FASTEST: 0}
"""Names of the speeds in a link, and updates a second; 0 is as fast as it goes."""

T = TypeVar("T")


def _field(default: Any, accepted: Accepts) -> Any:
    return field(default=default, metadata={"accepts": accepted})


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """How a run is shown. `lang` is empty where the browser's own language is meant."""

    step: int = _field(0, Whole(0, MAX_LINK_STEP))
    speed: str = _field(FASTEST, Choice(SPEEDS))
    autoplay: bool = _field(False, Flag())
    present: bool = _field(False, Flag())
    lang: str = _field("", Choice({"": "", **LANGUAGES}))


PARAMETERS = frozenset(
    {"changes", "layers"}.union(
        *({name for name, *_rest in spec_fields(kind)} for kind in (DataSpec, NetworkSpec, TrainingSpec, ViewSpec))
    )
)
"""The names that a link can hold."""

FOREIGN = ("utm_", "mc_", "fbclid", "gclid", "msclkid", "embed")
"""How names begin that hosts, mails and search engines add to a link."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a link says.

    Attributes
    ----------
    start : RunSpec
        What is run, with the settings at update 0.
    view : ViewSpec
        How it is shown, and where the run stands.
    changes : tuple of Change
        What was changed on the way there.
    """

    start: RunSpec = field(default_factory=RunSpec)
    view: ViewSpec = field(default_factory=ViewSpec)
    changes: tuple[Change, ...] = ()

    @property
    def run(self) -> RunSpec:
        """What is run, with the settings of the next update: those that the page shows."""
        return settings_after(self.start, self.changes)


def read_link(parameters: Mapping[str, str]) -> tuple[Setup, tuple[Problem, ...]]:
    """Read a set-up from the parameters of a link.

    Parameters
    ----------
    parameters : mapping of str to str
        Any names and any text. Names that other tools add to count visits are passed over.

    Returns
    -------
    setup : Setup
        Always valid.
    problems : tuple of Problem
        What could not be used, in the active language; each such field has its default in `setup`.
    """
    problems = list(_name_unknown(parameters))
    data = _read_spec(DataSpec, parameters, problems)
    network = _read_network(parameters, problems)
    training = _read_spec(TrainingSpec, parameters, problems)
    view = _read_spec(ViewSpec, parameters, problems)
    start = _fit_together(data, network, training, problems)
    changes = _read_changes(parameters, start, view.step, problems)
    return Setup(start, view, changes), tuple(problems)


def _name_unknown(parameters: Mapping[str, str]) -> Iterator[Problem]:
    for name in parameters:
        if name not in PARAMETERS and not name.lower().startswith(FOREIGN):
            message = _("A link has no parameter called “{name}”.").format(name=shorten(name))
            yield Problem(name, message)


def _read_spec(kind: type[T], parameters: Mapping[str, str], problems: list[Problem]) -> T:
    values = {}
    for name, accepted, _default in spec_fields(kind):
        if name in parameters:
            try:
                values[name] = accepted.read(name, parameters[name])
            except InputError as error:
                problems.extend(error.problems)
    return _build(kind, values, problems)


def _read_network(parameters: Mapping[str, str], problems: list[Problem]) -> NetworkSpec:
    network = _read_spec(NetworkSpec, parameters, problems)
    if "layers" not in parameters:
        return network
    try:
        return dataclasses.replace(network, layers=parse_layers(parameters["layers"]))
    except InputError as error:
        problems.extend(error.problems)
        return network


def _read_changes(
    parameters: Mapping[str, str], start: RunSpec, step: int, problems: list[Problem]
) -> tuple[Change, ...]:
    try:
        return parse_changes(parameters.get("changes", ""), start, step)
    except InputError as error:
        problems.extend(error.problems)
        return ()


def _build(kind: type[T], values: dict[str, Any], problems: list[Problem]) -> T:
    """Make a specification; fields that contradict others go back to their defaults."""
    try:
        return kind(**values)
    except InputError as error:
        problems.extend(error.problems)
        wrong = {problem.field for problem in error.problems}
        return kind(**{name: value for name, value in values.items() if name not in wrong})


def _fit_together(data: DataSpec, network: NetworkSpec, training: TrainingSpec, problems: list[Problem]) -> RunSpec:
    try:
        return RunSpec(data, network, training)
    except InputError as error:
        problems.extend(error.problems)
        defaults = {name: default for name, _accepted, default in spec_fields(TrainingSpec)}
        wrong = {problem.field: defaults[problem.field] for problem in error.problems}
        return RunSpec(data, network, dataclasses.replace(training, **wrong))


def write_link(setup: Setup) -> dict[str, str]:
    """Write a set-up as the parameters of a link, without what has its default."""
    start = setup.start
    parameters: dict[str, str] = {}
    for spec in (start.data, start.network, start.training, setup.view):
        parameters |= dict(_differences(spec))
    if start.network.layers != NetworkSpec().layers:
        parameters["layers"] = format_layers(start.network.layers)
    if setup.changes:
        parameters["changes"] = format_changes(start, setup.changes)
    return parameters


def _differences(spec: Any) -> Iterator[tuple[str, str]]:
    for name, accepted, default in spec_fields(spec):
        value = getattr(spec, name)
        if value != default:
            yield name, accepted.format(value)
