"""The playground page as a whole: languages, links, problems, presentation."""

from __future__ import annotations

import dataclasses
import re

import pytest

from nnviz.core.link import ViewSpec
from nnviz.core.spec import DataSpec, NetworkSpec, TrainingSpec
from nnviz.kit.session import DIRECTOR, SETUP, widget_key

DEVANAGARI = re.compile("[ऀ-ॿ]")


def texts(app) -> str:
    """Return everything the page says outside the stage."""
    labels = [element.label for kind in ("selectbox", "slider", "number_input", "button") for element in app.get(kind)]
    values = [
        element.value
        for kind in ("title", "subheader", "caption", "markdown", "warning", "info")
        for element in app.get(kind)
    ]
    return "\n".join(labels + values)


def unmarked(text: str) -> str:
    """Return a message as it is read, without the marks that keep Markdown out."""
    return re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("page", ["home", "playground"])
def test_in_hindi_the_page_speaks_hindi(open_page, page):
    english, hindi = texts(open_page(page, lang="en")), texts(open_page(page, lang="hi"))
    assert not DEVANAGARI.search(english)
    assert DEVANAGARI.search(hindi)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"lr": "fast"}, "lr: “fast” can't be used"),
        ({"features": ""}, "features: “” can't be used"),
        ({"seed": ["3", "4"]}, "seed: the link names it more than once; the last one counts."),
        ({"layers": "dense:8"}, "layers: “dense:8” is not a layer"),
        ({"dataset": "wine", "columns": "age,alcohol"}, "columns"),
        ({"dataset": "sine", "loss": "bce"}, "loss: bce does not fit this data"),
        ({"dataset": "file", "file": "0123456789abcdef"}, "file"),
        ({"present": "perhaps"}, "present: “perhaps” can't be used"),
    ],
)
def test_what_a_link_says_wrongly_is_named_and_the_page_stands(open_page, parameters, message):
    app = open_page(**parameters)
    assert message in unmarked(app.warning[0].value)
    assert widget_key("dataset") in [element.key for element in app.selectbox]


def test_problems_are_told_in_the_language_of_the_link(open_page):
    assert DEVANAGARI.search(open_page(lang="hi", lr="fast").warning[0].value)


def test_the_language_switch_changes_the_language_and_not_the_run(open_page):
    app = open_page(dataset="moons", seed="4")
    run = app.session_state[SETUP].run
    app.segmented_control(key=widget_key("language")).set_value("hi").run()
    assert not app.exception
    assert app.session_state[SETUP].view.lang == "hi"
    assert app.session_state[SETUP].run == run
    assert DEVANAGARI.search(texts(app))


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_presentation_has_no_controls_and_a_way_out(open_page, lang):
    app = open_page(present="1", lang=lang)
    assert not app.selectbox
    app.button[0].click().run()
    assert not app.exception
    assert widget_key("dataset") in [element.key for element in app.selectbox]


def test_a_link_with_a_step_replays_to_it(open_page):
    assert open_page(step="60").session_state[DIRECTOR].step == 60


def test_the_boundary_is_offered_as_a_chart_and_a_surface_while_nothing_moves(open_page):
    app = open_page(step="60")
    assert not app.get("plotly_chart")
    for choice in ("plane", "surface"):
        app.segmented_control(key=widget_key("still")).set_value(choice).run()
        assert not app.exception
        assert len(app.get("plotly_chart")) == 1


def test_a_curve_is_offered_as_a_chart_alone(open_page):
    app = open_page(dataset="sine", step="60")
    assert app.segmented_control(key=widget_key("still")).options == ["Off", "Chart"]


PARAMETERS = [
    field.name for kind in (DataSpec, NetworkSpec, TrainingSpec, ViewSpec) for field in dataclasses.fields(kind)
]
GARBAGE = [
    "",
    " ",
    "NaN",
    "-1",
    "9" * 4000,
    "1e400",
    "\x00",
    "🦄",
    "<script>",
    "../../etc/passwd",
    "%s{0}",
    "a,b;c:::,;",
    "[]",
]


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_in_every_parameter_of_a_link_breaks_nothing(open_page, text):
    app = open_page(**dict.fromkeys(PARAMETERS, text))
    run = app.session_state[SETUP].run
    assert (run.data.dataset, run.training) == ("circle", TrainingSpec())
    # One message of the link's problems; advice on the set-up that is left stands in the sidebar.
    assert len(app.main.warning) == 1
