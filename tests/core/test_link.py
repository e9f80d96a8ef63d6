"""A link opens the run it was copied from, and nothing in a link can break a page."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.catalog.schedules import SCHEDULES
from nnviz.core.i18n import LANGUAGES
from nnviz.core.link import SPEEDS, Setup, ViewSpec, read_link, write_link
from nnviz.core.spec import BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec, TrainingSpec, spec_fields

PARAMETERS = sorted(
    {name for kind in (DataSpec, NetworkSpec, TrainingSpec, ViewSpec) for name, _a, _d in spec_fields(kind)}
    | {"layers"}
)

rounded = st.floats(-10, 10).map(lambda x: round(x, 2))
layers = st.lists(
    st.one_of(
        st.builds(Dense, st.integers(1, 64), st.sampled_from(list(ACTIVATIONS))),
        st.builds(Dropout, st.floats(0, 0.9)),
        st.just(BatchNorm()),
    ),
    max_size=8,
).map(tuple)
datas = st.builds(
    DataSpec,
    dataset=st.sampled_from(list(DATASETS)),
    samples=st.integers(20, 2000),
    noise=st.integers(0, 50),
    train=st.integers(10, 90),
    data_seed=st.integers(0, 2**31 - 1),
    classes=st.integers(3, 5),
    features=st.sampled_from([(), ("x1",), ("x1", "sin_x1")]),
    points=st.lists(st.tuples(st.integers(0, 4), rounded, rounded), max_size=200).map(tuple),
)
networks = st.builds(
    NetworkSpec,
    layers=layers,
    init=st.sampled_from(list(INITIALIZERS)),
    sigma=st.floats(0, 10),
    seed=st.integers(0, 2**31 - 1),
)
trainings = st.builds(
    TrainingSpec,
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    lr=st.floats(1e-6, 100),
    batch=st.integers(2, 2000),
    l1=st.floats(0, 10),
    clip=st.floats(0, 1000),
    schedule=st.sampled_from(list(SCHEDULES)),
    patience=st.integers(0, 100_000),
)
views = st.builds(
    ViewSpec,
    step=st.integers(0, 200_000),
    speed=st.sampled_from(list(SPEEDS)),
    autoplay=st.booleans(),
    present=st.booleans(),
    lang=st.sampled_from(["", "en", "hi"]),
)
setups = st.builds(Setup, st.builds(RunSpec, datas, networks, trainings), views)


@given(setups)
def test_a_link_opens_the_set_up_it_was_written_from(setup: Setup) -> None:
    read, problems = read_link(write_link(setup))

    assert problems == ()
    assert read == setup


def test_defaults_need_no_parameters() -> None:
    assert write_link(Setup()) == {}


def test_the_link_of_the_design_is_understood() -> None:
    parameters = {
        "dataset": "spiral",
        "layers": "dense:8:tanh,dense:8:tanh",
        "optimizer": "sgd",
        "lr": "0.03",
        "batch": "10",
        "seed": "1",
    }

    setup, problems = read_link(parameters)

    assert problems == ()
    assert setup.run.data.dataset == "spiral"
    assert setup.run.network == NetworkSpec(layers=(Dense(8, "tanh"), Dense(8, "tanh")), seed=1)
    assert setup.run.training == TrainingSpec(optimizer="sgd", lr=0.03, batch=10)


def test_unknown_names_are_named_but_not_those_that_count_visits() -> None:
    setup, problems = read_link({"foo": "1", "DATASET": "spiral", "utm_source": "mail", "fbclid": "x"})

    assert setup == Setup()
    assert [problem.field for problem in problems] == ["foo", "DATASET"]
    assert all(problem.field in problem.message for problem in problems)


def test_a_link_can_say_that_there_is_no_hidden_layer() -> None:
    setup = Setup(RunSpec(network=NetworkSpec(layers=())))

    assert write_link(setup) == {"layers": "none"}
    assert read_link({"layers": "none"}) == (setup, ())


@pytest.mark.parametrize(
    ("parameter", "text", "message"),
    [
        ("lr", "fast", "lr: “fast” can't be used; it takes a number from 0.000001 to 100."),
        ("lr", "nan", "lr: “nan” can't be used; it takes a number from 0.000001 to 100."),
        ("samples", "9" * 5000, f"samples: “{'9' * 39}…” can't be used; it takes a whole number from 20 to 2,000."),
        ("dataset", "", None),
        (
            "layers",
            "dense:8",
            "layers: “dense:8” is not a layer; it takes dense:UNITS:ACTIVATION, dropout:P or batchnorm.",
        ),
        ("layers", "dense:65:tanh", "layers: “65” can't be used; it takes a whole number from 1 to 64."),
        ("layers", ",".join(["dense:1:tanh"] * 9), "layers: 9 hidden layers are too many; at most 8 are accepted."),
        ("lang", "xx", f"lang: “xx” can't be used; it takes one of {', '.join(LANGUAGES)}."),
        ("autoplay", "yes", "autoplay: “yes” can't be used; it takes 1 (yes) or 0 (no)."),
    ],
)
def test_what_can_not_be_used_is_named_and_has_its_default(parameter: str, text: str, message: str | None) -> None:
    setup, problems = read_link({parameter: text, "seed": "7"})

    assert setup == Setup(RunSpec(network=NetworkSpec(seed=7)))
    assert [problem.field for problem in problems] == [parameter]
    if message is not None:
        assert problems[0].message == message


def test_a_loss_that_does_not_fit_the_data_is_named_and_replaced() -> None:
    setup, problems = read_link({"dataset": "sine", "loss": "bce"})
    fitting = [name for name, loss in LOSSES.items() if "regression" in loss.tasks]

    assert setup.run.training.loss == "auto"
    assert [problem.message for problem in problems] == [
        f"loss: bce does not fit this data; it takes one of {', '.join(fitting)}."
    ]


def test_batch_norm_with_a_batch_of_one_is_named_and_replaced() -> None:
    setup, problems = read_link({"layers": "dense:4:relu,batchnorm", "batch": "1"})

    assert setup.run.training.batch == TrainingSpec().batch
    assert [problem.field for problem in problems] == ["batch"]


@given(st.dictionaries(st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=8)), st.text(max_size=60)))
def test_any_link_gives_a_valid_set_up_and_names_what_it_could_not_use(parameters: dict[str, str]) -> None:
    setup, problems = read_link(parameters)

    named = {problem.field for problem in problems}
    assert named <= set(PARAMETERS) | set(parameters)
    kept = write_link(setup)
    for name, text in parameters.items():
        if name in PARAMETERS and name not in named:
            again, no_problems = read_link({**kept, name: text})
            assert (again, no_problems) == (setup, ())


def test_every_field_of_a_specification_says_what_it_accepts() -> None:
    for kind in (DataSpec, TrainingSpec, ViewSpec):
        assert {field.name for field in dataclasses.fields(kind)} == {name for name, _a, _d in spec_fields(kind)}
