"""The chapter on activations: its parts in both languages, and what its widgets change."""

import numpy as np
import pytest

from nnviz.activations.forward_pass import build_course_network, trace_forward
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.kit.session import widget_key
from nnviz.lessons.questions import load_questions
from tests.helpers.drawings import ask, data_of


def printed(app):
    return [block.value for block in app.code]


def numbers(texts):
    """Return what was printed as an array."""
    rows = texts if isinstance(texts[0], list) else [texts]
    return np.array([[float(text.replace("−", "-")) for text in row] for row in rows]).squeeze()


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_shows_in_every_language(open_page, lang):
    app = open_page("activations", lang=lang)
    assert len(app.header) >= 8
    for name in ("tangent", "softmax", "forward", "collapse", "warp"):
        assert len(data_of(app, f"activations/{name}")) > 1
    assert not app.error and not app.warning


def test_it_has_the_seven_questions_of_the_course():
    assert len(load_questions("activations")) == 7


class TestExplorer:
    def choose(self, app, names):
        app.pills(key=widget_key("activations")).set_value(names).run()
        assert not app.exception
        return [curve["label"] for curve in data_of(app, "activations/tangent")["curves"]]

    def test_the_chosen_curves_are_drawn(self, open_page):
        assert self.choose(open_page("activations"), ["tanh", "gelu"]) == ["Tanh", "GELU"]

    def test_nothing_chosen_and_too_much_chosen_are_explained(self, open_page):
        app = open_page("activations")
        assert self.choose(app, []) == ["ReLU", "Sigmoid"]
        assert "at least one" in app.info[0].value
        assert len(self.choose(app, list(ACTIVATIONS))) == 4
        assert "4 curves at once" in app.info[0].value

    def test_the_goal_is_reached_where_only_sigmoid_is_flat(self, open_page):
        app = open_page("activations")
        for z, reached in ((1.0, False), (6.0, True)):
            ask(app, "activations/tangent", {"z": z})
            assert app.session_state["nnviz_study"].progress.score("relu-or-sigmoid").right == reached


class TestForwardPass:
    def test_a_slider_moves_the_numbers_and_the_program(self, open_page):
        app = open_page("activations")
        app.slider(key=widget_key("forward_x1")).set_value(2.5).run()
        expected = trace_forward(build_course_network("2-4-1", 1), [1.0, 2.5])
        for shown, step in zip(data_of(app, "activations/forward")["steps"], expected, strict=True):
            np.testing.assert_allclose(numbers(shown["a"]), step.a.squeeze(), atol=0.005)
        code, output = printed(app)
        assert "x = torch.tensor([1.0, 2.5])" in code
        assert f"{expected[-1].a[0]:.4f}" in output

    def test_the_one_matrix_is_the_product_of_all(self, open_page):
        shown = data_of(open_page("activations"), "activations/collapse")
        first, second = (numbers(weight) for weight in shown["weights"])
        np.testing.assert_allclose(numbers(shown["single"]), second @ first, atol=0.005)
        assert shown["sign"] == "≈"

    def test_new_weights_are_new(self, open_page):
        app = open_page("activations")
        before = data_of(app, "activations/forward")["steps"][0]["weight"]
        app.button(key=widget_key("forward_new")).click().run()
        assert data_of(app, "activations/forward")["steps"][0]["weight"] != before

    def choose_playground(self, app):
        app.segmented_control(key=widget_key("forward_network")).set_value("playground").run()
        assert not app.exception
        return data_of(app, "activations/forward")

    def test_the_playgrounds_network_can_be_followed(self, open_page):
        app = open_page(layers="dense:3:relu,dense:2:tanh")
        app.switch_page("pages/activations.py").run()
        shown = self.choose_playground(app)
        assert [np.shape(step["weight"]) for step in shown["steps"]] == [(3, 2), (2, 3), (1, 2)]
        assert [step["activation"] for step in shown["steps"]] == ["ReLU", "Tanh", "Sigmoid"]

    @pytest.mark.parametrize(
        ("link", "words"),
        [
            ({"layers": "dense:20:relu"}, "more than 8"),
            ({"layers": "dense:4:relu,dropout:0.2"}, "dropout"),
            ({"dataset": "drawn", "points": ""}, "too few points"),
        ],
    )
    def test_one_that_can_not_be_is_explained_and_the_courses_stands_in(self, open_page, link, words):
        app = open_page(**link)
        app.switch_page("pages/activations.py").run()
        assert len(self.choose_playground(app)["steps"]) == 2
        assert words in " ".join(warning.value for warning in app.warning)


def test_the_guess_about_a_stack_without_activations_is_answered_by_a_run(open_page):
    app = open_page("activations")
    charts = len(app.get("plotly_chart"))
    app.radio(key=widget_key("guess_linear_stack")).set_value("curve")
    app.button(key=f"{widget_key('guess_linear_stack')}_send").click().run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == charts + 1
    assert any("single straight line, at best" in element.value for element in app.markdown)
