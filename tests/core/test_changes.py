"""What was changed on the way of a run stands in a link, and what can't be a change of this run is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.changes import (
    MAX_WEIGHT,
    MOST_CHANGES,
    Change,
    Edit,
    Retune,
    Switch,
    format_changes,
    parse_changes,
    retuned,
    settings_after,
)
from nnviz.core.link import Setup, ViewSpec, read_link, write_link
from nnviz.core.problems import InputError
from nnviz.core.spec import Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec

START = RunSpec(network=NetworkSpec((Dense(4, "tanh"), Dropout(0.2), Dense(3, "relu"), Dropout(0.5))))
WEIGHTS = st.floats(-MAX_WEIGHT, MAX_WEIGHT)
SETTINGS = {
    "lr": st.floats(1e-6, 100),
    "batch": st.integers(1, 2000),
    "optimizer": st.sampled_from(list(OPTIMIZERS)),
    "l2": st.floats(0, 10),
    "patience": st.integers(0, 100_000),
}


@st.composite
def ways(draw) -> tuple[Change, ...]:
    """Return changes in their order, none of which changes nothing."""
    changes: list[Change] = []
    run = START
    for step in sorted(draw(st.lists(st.integers(0, 500), max_size=6))):
        kind = draw(st.sampled_from(["edit", "switch", "settings", "rate"]))
        if kind == "edit":
            changes.append(Edit(step, draw(st.integers(0, 4)), 1, draw(st.none() | st.integers(0, 3)), draw(WEIGHTS)))
        elif kind == "switch":
            changes.append(Switch(step, 0, draw(st.integers(0, 3)), draw(st.booleans())))
        else:
            given_settings = draw(st.fixed_dictionaries({}, optional=SETTINGS)) if kind == "settings" else {}
            rate = draw(st.floats(0, 0.9)) if kind == "rate" else 0.5
            layers = (*run.network.layers[:3], Dropout(rate))
            change = Retune(step, replace(run.training, **given_settings), layers)
            if retuned(run, change) != run:
                changes.append(change)
                run = retuned(run, change)
    return tuple(changes)


@given(ways())
def test_a_link_holds_the_changes_to_the_last_digit(changes: tuple[Change, ...]) -> None:
    setup = Setup(START, ViewSpec(step=500), changes)
    read, problems = read_link(write_link(setup))

    assert problems == ()
    assert read == setup
    assert read.run == settings_after(START, changes)


def test_the_text_can_be_read() -> None:
    faster = replace(START.training, lr=0.1, batch=20)
    changes = (
        Retune(100, faster, START.network.layers),
        Retune(100, faster, (*START.network.layers[:3], Dropout(0.3))),
        Edit(120, 0, 1, 2, 0.5),
        Edit(120, 4, 0, None, -1.0),
        Switch(130, 2, 1, on=False),
    )
    text = format_changes(START, changes)
    assert text == "100:lr:0.1:batch:20,100:rate3:0.3,120:w:0:1:2:0.5,120:b:4:0:-1,130:off:2:1"


@pytest.mark.parametrize(
    "text",
    [
        "lr:0.1",
        "5",
        "5:lr",
        "5:lr:0.1:batch",
        "-5:lr:0.1",
        "5:lr:fast",
        "5:loss:mse",
        "5:rate0:0.3",
        "5:rate:0.3",
        "5:w:0:0:0",
        "5:w:0:0:0:nan",
        "5:w:0:0:0:1e9",
        "5:w:9:0:0:1",
        "5:off:0",
        "5:maybe:0:0",
        "5:on:-1:0",
        "101:lr:0.1",
        "9:lr:0.1,5:lr:0.2",
        "1e3:lr:0.1",
        ",",
        ",".join(["5:off:0:0"] * (MOST_CHANGES + 1)),
    ],
)
def test_what_is_no_change_of_the_run_is_named(text: str) -> None:
    with pytest.raises(InputError, match="changes") as raised:
        parse_changes(text, START, 100)
    assert [problem.field for problem in raised.value.problems] == ["changes"]


def test_a_batch_too_small_for_batch_normalisation_is_refused_on_the_way_too() -> None:
    _setup, problems = read_link({"layers": "dense:3:relu,batchnorm", "step": "9", "changes": "5:batch:1"})
    assert ["batch normalisation" in problem.message for problem in problems] == [True]


def test_without_changes_a_set_up_is_what_it_began_as() -> None:
    assert Setup(START).run == START
    assert settings_after(START, [Switch(3, 0, 0, on=False)]) == START
    assert TrainingSpec() == START.training
