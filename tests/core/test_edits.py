"""Changes that the controls offer: whatever is chosen, the result is a set-up that fits together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.losses import LOSSES
from nnviz.core.edits import (
    FIRST_POINTS,
    add_layer,
    change_data,
    change_layer,
    change_training,
    choose_dataset,
    choose_file,
    move_layer,
    next_seed,
    remove_layer,
)
from nnviz.core.layers_text import format_layers, parse_layers
from nnviz.core.problems import InputError
from nnviz.core.spec import MAX_LAYERS, MAX_SEED, BatchNorm, DataSpec, Dense, Dropout, NetworkSpec, RunSpec
from nnviz.data.load import load_data
from nnviz.engine.plan import plan_output
from tests.helpers.examples import examples


def network_of(layers):
    return RunSpec(network=NetworkSpec(parse_layers(layers)))


def layers_of(run):
    return format_layers(run.network.layers)


@examples(40)
@given(
    st.lists(st.sampled_from([name for name in DATASETS if name != "file"]), min_size=1, max_size=4),
    st.sampled_from(list(LOSSES)),
    st.sets(st.sampled_from(list(FEATURES))),
)
def test_any_chain_of_data_sets_can_be_run(names, loss, features):
    run = choose_dataset(RunSpec(), names[0])
    try:
        run = change_training(change_data(run, features=tuple(features)), loss=loss)
        plan_output(load_data(run.data), run.training)
    except InputError:
        run = RunSpec()  # The start itself does not fit together.
    for name in names:
        run = choose_dataset(run, name)
        plan_output(load_data(run.data), run.training)
        assert run.data.dataset == name


def test_features_survive_where_they_can_be_used():
    run = RunSpec(DataSpec(features=("x1", "x1_squared", "x2")))
    assert choose_dataset(run, "xor").data.features == ("x1", "x1_squared", "x2")
    assert choose_dataset(run, "sine").data.features == ()
    of_x1 = RunSpec(DataSpec(features=("x1", "x1_squared")))
    assert choose_dataset(of_x1, "sine").data.features == ("x1", "x1_squared")


def test_columns_belong_to_one_data_set():
    run = RunSpec(DataSpec("iris", columns=("sepal_length", "sepal_width")))
    assert choose_dataset(run, "wine").data.columns == ()


def test_a_loss_that_does_not_fit_goes_back_to_automatic_and_one_that_fits_stays():
    run = change_training(RunSpec(), loss="bce")
    assert choose_dataset(run, "xor").training.loss == "bce"
    assert choose_dataset(run, "blobs").training.loss == "auto"
    assert choose_dataset(run, "drawn").training.loss == "auto"
    assert choose_dataset(change_training(run, loss="mse"), "drawn").training.loss == "mse"


def test_drawing_begins_with_points_that_can_be_learnt_and_keeps_those_drawn_before():
    assert load_data(choose_dataset(RunSpec(), "drawn").data).n_classes == 2
    drawn = RunSpec(DataSpec("drawn", points=FIRST_POINTS[:3]))
    again = choose_dataset(choose_dataset(drawn, "circle"), "drawn")
    assert again.data.points == FIRST_POINTS[:3]


def test_a_file_is_named_by_its_key():
    run = choose_file(change_training(RunSpec(), loss="bce"), "0123456789abcdef")
    assert (run.data.dataset, run.data.file, run.training.loss) == ("file", "0123456789abcdef", "auto")


def test_a_new_dense_layer_is_like_the_last_dense_one():
    run = add_layer(network_of("dense:7:relu,dropout:0.3"), Dense())
    assert layers_of(run) == "dense:7:relu,dropout:0.3,dense:7:relu"
    assert layers_of(add_layer(network_of("none"), Dense(3, "gelu"))) == "dense:3:gelu"


def test_other_layers_are_added_as_they_are():
    run = add_layer(add_layer(network_of("dense:7:relu"), Dropout(0.4)), BatchNorm())
    assert layers_of(run) == "dense:7:relu,dropout:0.4,batchnorm"


def test_one_layer_too_many_is_explained():
    run = network_of(",".join(["dense:2:tanh"] * MAX_LAYERS))
    with pytest.raises(InputError, match="9 hidden layers are too many; at most 8 are accepted"):
        add_layer(run, Dense())


@pytest.mark.parametrize(
    ("position", "by", "expected"),
    [
        (0, 1, "batchnorm,dense:4:tanh,dropout:0.2"),
        (2, -1, "dense:4:tanh,dropout:0.2,batchnorm"),
        (0, -1, "dense:4:tanh,batchnorm,dropout:0.2"),
        (2, 1, "dense:4:tanh,batchnorm,dropout:0.2"),
    ],
)
def test_layers_move_as_far_as_there_are_places(position, by, expected):
    assert layers_of(move_layer(network_of("dense:4:tanh,batchnorm,dropout:0.2"), position, by)) == expected


def test_layers_are_changed_and_removed_by_position():
    run = network_of("dense:4:tanh,dense:2:relu")
    assert layers_of(change_layer(run, 1, units=9)) == "dense:4:tanh,dense:9:relu"
    assert layers_of(remove_layer(run, 0)) == "dense:2:relu"
    assert layers_of(remove_layer(remove_layer(run, 0), 0)) == "none"


def test_a_layer_that_is_no_longer_there_is_left_alone():
    run = network_of("dense:4:tanh,dropout:0.2")
    for changed in (
        change_layer(run, 2, units=9),
        change_layer(run, 1, units=9),
        remove_layer(run, 2),
        move_layer(run, 2, -1),
    ):
        assert changed == run


def test_seeds_go_round():
    assert next_seed(1) == 2
    assert next_seed(MAX_SEED) == 0
    assert replace(NetworkSpec(), seed=next_seed(MAX_SEED - 1)).seed == MAX_SEED
