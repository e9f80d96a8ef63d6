"""The chapter on partial derivatives and the chain rule: its parts in both languages, and what is typed into it."""

import pytest

from nnviz.calculus.expressions import parse
from nnviz.calculus.slope import measure_slope
from nnviz.calculus.words import explain
from nnviz.kit.session import widget_key
from nnviz.lessons.questions import load_questions
from tests.helpers.drawings import all_data_of, data_of

GRAPHS = ("graph", "multivariable", "neuron")


def graphs(app):
    sent = all_data_of(app, "calculus/graph")
    return dict(zip(("graph", "multivariable", "neuron"), sent, strict=True))


def write(app, name, text):
    app.text_input(key=widget_key(f"expression_{name}")).set_value(text).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_shows_in_every_language(open_page, lang):
    app = open_page("calculus", lang=lang)
    assert len(app.header) >= 8
    slope = data_of(app, "calculus/slope")
    assert (slope["x"], slope["check"]["autograd"], slope["check"]["kind"]) == (2.0, 7.0, "agree")
    assert all(graph["check"]["agrees"] for graph in graphs(app).values())
    assert not app.error and not app.warning


def test_the_courses_four_questions_have_their_place():
    asked = {question.id for question in load_questions("calculus")}
    assert {"what-is-partial", "where-chain-rule", "which-step", "square-at-3"} <= asked


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_what_can_not_be_read_is_explained_and_the_last_picture_stays(open_page, lang):
    app = open_page("calculus", lang=lang)
    write(app, "slope", "sin(x)")
    for text in ("__import__('os')", "(" * 10_000, ""):
        write(app, "slope", text)
        (said,) = [element.value for element in app.warning]
        assert "sin\\(x\\)" in said
        assert data_of(app, "calculus/slope")["name"] == "sin(x)"
    write(app, "slope", "२x²")
    assert not app.warning
    assert data_of(app, "calculus/slope")["name"] == "2·x²"


def test_a_ready_expression_fills_the_field(open_page):
    app = open_page("calculus")
    app.pills(key=widget_key("presets_slope")).set_value("(2x + 1)^2").run()
    slope = data_of(app, "calculus/slope")
    assert (slope["x"], slope["check"]["autograd"]) == (3.0, 28.0)
    assert any(r"\frac{d}{dx}" in element.value for element in app.markdown)
    assert "y = 49\ndy/dx = 28" in [block.value for block in app.code]


def test_a_constant_and_too_long_a_graph_are_explained(open_page):
    app = write(open_page("calculus"), "graph", "+".join(["x"] * 24))
    assert "23 steps" in app.warning[0].value
    write(app, "graph", "7")
    assert any("no variable" in element.value for element in app.info)


def test_z_may_depend_on_t_in_one_way_or_none(open_page):
    app = write(open_page("calculus"), "inner_x", "2")
    sent = graphs(app)["multivariable"]
    assert [node["name"] for node in sent["nodes"]] == ["t", "y", "z"] and sent["check"]["agrees"]
    write(app, "inner_y", "3")
    assert any("does not depend on t" in element.value for element in app.info)


def test_the_neuron_with_another_activation_and_loss(open_page):
    app = open_page("calculus")
    app.segmented_control(key=widget_key("neuron_activation")).set_value("tanh").run()
    sent = graphs(app)["neuron"]
    assert sent["check"]["agrees"]
    assert [sent["edges"][i]["sign"] for i in sent["chains"][0]["paths"][0]] == ["∂L/∂a", "∂a/∂z", "∂z/∂w"]
    app.segmented_control(key=widget_key("neuron_loss")).set_value("cross-entropy").run()
    assert graphs(app)["neuron"]["check"]["agrees"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("relu(x) - relu(-x)", "The slope is 1 from both sides. Rule and torch.autograd give 0"),
        ("sqrt(x^2)", "PyTorch has no number either"),
        ("1/x", "f has no value here"),
        ("exp(1000x + 1000)", "too large for a computer's numbers"),
    ],
)
def test_what_is_said_at_zero(open_page, text, said):
    slope = measure_slope(parse(text), 0.0)
    open_page("calculus")
    assert said in explain(slope)


def test_a_convention_is_named(open_page):
    open_page("calculus")
    assert "relu′(0) = 0" in explain(measure_slope(parse("relu(x) - relu(-x)"), 0.0))


def test_the_graph_names_the_convention_at_a_kink(open_page):
    app = write(open_page("calculus"), "graph", "relu(x - 1)")
    assert "relu′(0) = 0" in graphs(app)["graph"]["check"]["said"]
    write(app, "graph", "relu(x)")
    assert "convention" not in graphs(app)["graph"]["check"]["said"]


def test_the_goal_is_reached_at_a_kink(open_page):
    app = write(open_page("calculus"), "slope", "abs(x - 1)")
    assert data_of(app, "calculus/slope")["check"]["kind"] == "kink"
    assert app.session_state["nnviz_study"].progress.score("find-a-kink").right


def test_the_guess_about_a_kink_is_answered_by_measuring(open_page):
    app = open_page("calculus")
    app.radio(key=widget_key("guess_relu_slope")).set_value("none")
    app.button(key=f"{widget_key('guess_relu_slope')}_send").click().run()
    assert not app.exception
    assert any("from the left the slope is **0**, from the right **1**" in element.value for element in app.markdown)
