"""The playground's controls: each changes the set-up, follows it, and explains what can't be."""

import re

import pytest

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.link import write_link
from nnviz.core.presets import PRESETS
from nnviz.core.spec import MAX_LAYERS, RunSpec
from nnviz.kit.session import SETUP, widget_key
from nnviz.kit.widgets import BOUND
from tests.helpers.streamlit_private import sent_to_element


def setup_of(app):
    return app.session_state[SETUP]


def run_of(app):
    return setup_of(app).run


def key_of(app, name):
    bound = app.session_state.get(BOUND, {}).get(name)
    return bound.key if bound else widget_key(name)


def widget(app, kind, name):
    return getattr(app, kind)(key=key_of(app, name))


def set_to(app, kind, name, value):
    widget(app, kind, name).set_value(value).run()
    assert not app.exception
    return app


def click(app, name):
    widget(app, "button", name).click().run()
    assert not app.exception
    return app


def go_to(app, tab):
    return set_to(app, "segmented_control", "tab", tab)


def told(app, kind="error"):
    """Return the first message of a kind as it is read, without the marks that keep Markdown out."""
    return re.sub(r"\\(.)", r"\1", getattr(app, kind)[0].value)


def captions(app):
    return " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("lang", ["en", "hi"])
@pytest.mark.parametrize("tab", ["data", "network", "train"])
def test_every_tab_shows_in_every_language(open_page, lang, tab):
    app = go_to(open_page(lang=lang), tab)
    assert len(app.selectbox) >= 1
    assert not app.error


def test_a_visitor_sees_the_default_set_up(open_page):
    app = open_page()
    assert run_of(app) == RunSpec()
    assert widget(app, "selectbox", "dataset").value == "circle"
    assert not app.warning


@pytest.mark.parametrize("name", [name for name in DATASETS if name != "file"])
def test_every_data_set_can_be_chosen(open_page, name):
    app = set_to(open_page(), "selectbox", "dataset", name)
    assert run_of(app).data.dataset == name
    assert DATASETS[name].description in captions(app)


@pytest.mark.parametrize(
    ("tab", "kind", "name", "value", "part", "field"),
    [
        ("data", "slider", "samples", 200, "data", "samples"),
        ("data", "slider", "noise", 35, "data", "noise"),
        ("data", "slider", "train", 80, "data", "train"),
        ("data", "number_input", "data_seed", 7, "data", "data_seed"),
        ("network", "selectbox", "init", "he_normal", "network", "init"),
        ("network", "number_input", "seed", 9, "network", "seed"),
        ("train", "selectbox", "optimizer", "sgd", "training", "optimizer"),
        ("train", "select_slider", "lr", 0.3, "training", "lr"),
        ("train", "select_slider", "batch", 50, "training", "batch"),
        ("train", "selectbox", "loss", "mse", "training", "loss"),
        ("train", "select_slider", "l1", 0.01, "training", "l1"),
        ("train", "select_slider", "l2", 0.003, "training", "l2"),
        ("train", "select_slider", "clip", 1.0, "training", "clip"),
        ("train", "selectbox", "schedule", "cosine", "training", "schedule"),
        ("train", "number_input", "stop_epoch", 40, "training", "stop_epoch"),
        ("train", "number_input", "stop_loss", 0.05, "training", "stop_loss"),
        ("train", "number_input", "patience", 12, "training", "patience"),
    ],
)
def test_a_widget_changes_its_field(open_page, tab, kind, name, value, part, field):
    app = set_to(go_to(open_page(), tab), kind, name, value)
    assert getattr(getattr(run_of(app), part), field) == value
    assert field in write_link(setup_of(app))
    assert widget(app, kind, name).value == value


def test_widgets_follow_the_link(open_page):
    app = go_to(open_page(lr="0.0123", batch="33", optimizer="momentum", momentum="0.77"), "train")
    assert widget(app, "select_slider", "lr").value == 0.0123
    assert widget(app, "select_slider", "batch").value == 33
    assert widget(app, "select_slider", "momentum").value == 0.77


def test_the_new_button_takes_the_next_seed(open_page):
    app = click(open_page(), "new_data_seed")
    assert run_of(app).data.data_seed == 2
    assert widget(app, "number_input", "data_seed").value == 2


class TestFeatures:
    def test_features_are_taken_in_their_usual_order(self, open_page):
        app = set_to(open_page(), "pills", "features", ["x1_x2", "x1"])
        assert run_of(app).data.features == ("x1", "x1_x2")

    def test_no_feature_means_the_usual_ones(self, open_page):
        app = set_to(open_page(), "pills", "features", [])
        assert run_of(app).data.features == ()
        assert widget(app, "pills", "features").value == ["x1", "x2"]

    def test_a_curve_offers_only_features_of_x1(self, open_page):
        app = set_to(open_page(features="x1,x2,x1_squared"), "selectbox", "dataset", "sine")
        assert run_of(app).data.features == ()
        assert widget(app, "pills", "features").options == ["x₁", "x₁²", "sin x₁"]


class TestRealData:
    def test_any_two_columns_can_be_chosen(self, open_page):
        app = set_to(open_page(dataset="iris"), "selectbox", "column_0", "sepal_width")
        assert run_of(app).data.columns == ("sepal_width", "petal_width")

    def test_choosing_the_other_column_swaps_them(self, open_page):
        app = set_to(open_page(dataset="iris"), "selectbox", "column_0", "petal_width")
        assert run_of(app).data.columns == ("petal_width", "petal_length")


class TestDrawing:
    def test_it_begins_with_points_and_can_be_cleared_and_begun_again(self, open_page):
        app = set_to(open_page(), "selectbox", "dataset", "drawn")
        assert "8 points are drawn." in captions(app)
        app = click(app, "clear_points")
        assert run_of(app).data.points == ()
        assert widget(app, "button", "clear_points").disabled
        assert len(run_of(click(app, "first_points")).data.points) == 8


class TestLayers:
    def test_layers_are_listed_with_shapes_and_counts(self, open_page):
        app = go_to(open_page(), "network")
        text = captions(app)
        assert "2 → 4 · 12 parameters" in text and "2 → 1 · 3 parameters" in text and "25 parameters in all" in text

    @pytest.mark.parametrize(
        ("dataset", "words"), [("circle", "sigmoid"), ("rings", "softmax, since there are 3"), ("sine", "linear")]
    )
    def test_the_output_layer_says_why_it_is_so(self, open_page, dataset, words):
        assert words in captions(go_to(open_page(dataset=dataset), "network"))

    def test_units_and_activation_change_one_layer(self, open_page):
        app = set_to(go_to(open_page(), "network"), "number_input", "units_1", 7)
        app = set_to(app, "selectbox", "activation_1", "gelu")
        assert write_link(setup_of(app))["layers"] == "dense:4:tanh,dense:7:gelu"

    def test_layers_are_added(self, open_page):
        app = click(go_to(open_page(), "network"), "add_dense")
        widget(app, "menu_button", "add_other").click("dropout").run()
        assert write_link(setup_of(app))["layers"] == "dense:4:tanh,dense:2:tanh,dense:2:tanh,dropout:0.2"

    def test_layers_are_moved_and_removed(self, open_page):
        app = go_to(open_page(layers="dense:4:tanh,batchnorm,dense:2:relu"), "network")
        widget(app, "menu_button", "layer_menu_2").click("up").run()
        assert write_link(setup_of(app))["layers"] == "dense:4:tanh,dense:2:relu,batchnorm"
        widget(app, "menu_button", "layer_menu_0").click("remove").run()
        assert write_link(setup_of(app))["layers"] == "dense:2:relu,batchnorm"

    def test_when_there_are_enough_layers_it_says_why_no_more_can_be_added(self, open_page):
        app = go_to(open_page(layers=",".join(["dense:2:tanh"] * MAX_LAYERS)), "network")
        assert widget(app, "button", "add_dense").disabled
        assert "at most 8 hidden layers" in captions(app)

    def test_each_layer_has_its_shape_beside_it(self, open_page):
        app = go_to(open_page(layers="dense:4:tanh,batchnorm,dropout:0.2"), "network")
        for shape in ("2 → 4 · 12 parameters", "4 → 4 · 8 parameters", "4 → 4 · no parameters"):
            assert shape in captions(app)

    def test_a_dropout_rate_is_changed(self, open_page):
        app = set_to(go_to(open_page(layers="dense:9:tanh,dropout:0.25"), "network"), "select_slider", "rate_1", 0.5)
        assert write_link(setup_of(app))["layers"] == "dense:9:tanh,dropout:0.5"

    def test_sigma_is_offered_for_normal_weights_only(self, open_page):
        app = go_to(open_page(), "network")
        assert widget_key("sigma") not in [element.key for element in app.number_input]
        app = set_to(set_to(app, "selectbox", "init", "normal"), "number_input", "sigma", 1.5)
        assert run_of(app).network.sigma == 1.5

    def test_every_activation_is_offered(self, open_page):
        app = go_to(open_page(), "network")
        assert len(widget(app, "selectbox", "activation_0").options) == len(ACTIVATIONS)


class TestRefusedChanges:
    def test_a_contradiction_is_explained_and_the_widget_goes_back(self, open_page):
        app = go_to(open_page(layers="dense:4:tanh,batchnorm"), "train")
        app = set_to(app, "select_slider", "batch", 1)
        assert "batch normalisation needs at least 2 samples" in app.warning[0].value
        assert run_of(app).training.batch == 10
        assert widget(app, "select_slider", "batch").value == 10

    def test_the_next_good_change_clears_the_message(self, open_page):
        app = go_to(open_page(layers="dense:4:tanh,batchnorm"), "train")
        app = set_to(set_to(app, "select_slider", "batch", 1), "select_slider", "batch", 20)
        assert not app.warning

    @pytest.mark.parametrize("value", [65, 0, -3])
    def test_a_number_out_of_range_is_refused_in_words_and_the_box_goes_back(self, open_page, value):
        app = set_to(go_to(open_page(), "network"), "number_input", "units_0", value)
        message = f"Units: “{value}” can't be used; it takes a whole number from 1 to 64. Nothing was changed."
        assert told(app.sidebar, "warning") == message
        assert widget(app, "number_input", "units_0").value == run_of(app).network.layers[0].units == 4

    def test_it_is_forgotten_when_another_tab_is_opened(self, open_page):
        app = go_to(set_to(go_to(open_page(), "network"), "number_input", "units_0", 65), "train")
        assert not app.warning


class TestPresets:
    @pytest.mark.parametrize("name", PRESETS)
    def test_a_preset_sets_everything_and_says_why(self, open_page, name):
        app = set_to(go_to(open_page(seed="5"), "network"), "selectbox", "preset", name)
        assert run_of(app) == PRESETS[name].run
        assert PRESETS[name].reason in captions(app)

    def test_a_change_leaves_the_preset(self, open_page):
        app = set_to(go_to(open_page(), "network"), "selectbox", "preset", "xor")
        app = set_to(app, "number_input", "units_0", 3)
        assert widget(app, "selectbox", "preset").value is None


class TestTraining:
    def test_only_losses_that_fit_are_offered(self, open_page):
        app = go_to(open_page(dataset="rings"), "train")
        options = widget(app, "selectbox", "loss").options
        assert options[0] == "Automatic: Categorical cross-entropy"
        assert "Binary cross-entropy" not in options

    def test_momentum_is_offered_where_it_is_used(self, open_page):
        app = go_to(open_page(), "train")
        assert widget_key("momentum") not in [element.key for element in app.select_slider]
        app = set_to(app, "selectbox", "optimizer", "nesterov")
        assert widget(app, "select_slider", "momentum").value == 0.9

    def test_a_batch_larger_than_the_training_part_is_said_to_be_full(self, open_page):
        app = go_to(open_page(samples="100", batch="200"), "train")
        assert widget(app, "select_slider", "batch").value == 200
        assert "Full batch: each update uses all training points (50)." in captions(app)


def test_advice_stands_beside_the_controls(open_page):
    app = open_page(dataset="spiral", layers="none")
    assert "they can't separate “Spiral”" in app.warning[0].value


def test_the_code_is_shown_when_asked_for(open_page):
    app = click(open_page(), "code")
    assert "nn.Linear(2, 4)," in app.code[0].value


def test_a_widget_that_shows_what_it_should_is_not_set_again(open_page):
    # What the server sets goes over what the learner has done since: of quick presses on a slider some were lost.
    app = set_to(open_page(), "slider", "noise", 17)
    assert not sent_to_element(widget(app, "slider", "noise")).set_value
    assert widget(app, "slider", "noise").value == run_of(app).data.noise == 17


def defaults(app, kind):
    """Return what the browser is told to show where it has forgotten the widgets of a kind."""
    return {
        shown.key.split("#")[0].removeprefix("nnviz_widget_"): sent_to_element(shown) for shown in getattr(app, kind)
    }


def test_the_browser_is_told_each_value_in_use_at_each_run(open_page):
    """It forgets widgets that the server still knows, and sends what it was told to show instead."""
    link = {"dataset": "blobs", "classes": "4", "noise": "35", "features": "x1,x1_x2", "init": "normal", "sigma": "0.5"}
    app = open_page(**link, seed="7", lr="0.0123", optimizer="sgd", schedule="cosine")
    for _run in range(2):
        assert defaults(app, "slider")["noise"].default == [35]
        assert defaults(app, "selectbox")["dataset"].default == list(DATASETS).index("blobs")
        assert list(defaults(app, "button_group")["features"].default) == [0, list(FEATURES).index("x1_x2")]
        app.run()
    go_to(app, "network")
    for _run in range(2):
        assert defaults(app, "number_input")["seed"].default == 7
        assert defaults(app, "number_input")["sigma"].default == 0.5
        weights = defaults(app, "selectbox")["init"]
        assert weights.options[weights.default] == "Normal with σ"
        assert list(defaults(app, "button_group")["tab"].default) == [1]
        app.run()
    go_to(app, "train")
    for _run in range(2):
        rate = defaults(app, "select_slider")["lr"]
        assert [rate.options[int(place)] for place in rate.default] == ["0.0123"]
        assert defaults(app, "number_input")["lr_typed"].default == 0.0123
        app.run()


def test_small_numbers_on_a_slider_are_written_out(open_page):
    app = go_to(open_page(lr="0.000012"), "train")
    options = widget(app, "select_slider", "lr").options
    assert [option for option in options if float(option) <= 3e-5] == ["0.00001", "0.000012", "0.00003"]


def test_a_number_that_was_in_use_stays_on_its_slider(open_page):
    app = go_to(open_page(lr="0.0123"), "train")
    set_to(app, "select_slider", "lr", 0.03)
    key = key_of(app, "lr")
    assert "0.0123" in widget(app, "select_slider", "lr").options
    set_to(app, "select_slider", "lr", 0.0123)
    assert run_of(app).training.lr == 0.0123
    assert key_of(app, "lr") == key
