"""The chapter on the perceptron, without a browser."""

import re

import pytest

from nnviz.kit.session import widget_key
from nnviz.perceptron.exhibit import run_id
from nnviz.perceptron.rule import GATES
from tests.helpers.drawings import ask, data_of

DEVANAGARI = re.compile("[ऀ-ॿ]")


def texts(app) -> str:
    return "\n".join(
        block.value for kind in ("title", "header", "subheader", "markdown", "info") for block in app.get(kind)
    )


def choose(app, name):
    app.segmented_control(key=widget_key("perceptron_data")).set_value(name).run()
    assert not app.exception
    return app


def end_run(app, points):
    """Do what happens when the browser has shown the last example."""
    return ask(app, "perceptron/training", {"kind": "end", "id": run_id(points)})


def place(app, points):
    return ask(app, "perceptron/training", {"kind": "points", "points": [list(point) for point in points]})


@pytest.mark.parametrize("lang", ["en", "hi"])
@pytest.mark.parametrize("name", [*GATES, "drawn"])
def test_it_shows_each_choice_in_every_language(open_page, name, lang):
    app = choose(open_page("perceptron", lang=lang), name)
    assert bool(DEVANAGARI.search(texts(app))) == (lang == "hi")
    assert len(app.code) == 2


def test_the_truth_table_is_that_of_the_gates(open_page):
    table = next(
        element.value
        for element in open_page("perceptron").markdown
        if "NAND" in element.value and "|" in element.value
    )
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    assert rows[0] == ["x₁", "x₂", "AND", "OR", "NAND", "XOR"]
    for first, second, *answers in ([int(cell) for cell in row] for row in rows[2:]):
        assert answers == [first & second, first | second, 1 - (first & second), first ^ second]


def test_the_code_has_the_numbers_of_the_page(open_page):
    app = choose(open_page("perceptron"), "or")
    ask(app, "perceptron/training", {"kind": "eta", "index": 0})
    assert "y = torch.tensor([0.0, 1.0, 1.0, 1.0])\neta = 0.25" in app.code[0].value
    assert app.code[1].value.splitlines()[0] == "w = [0.25, 0.25]  b = -0.25"


def test_the_reasons_are_shown_after_the_run_and_not_before(open_page):
    app = choose(open_page("perceptron"), "xor")
    assert "Why no line can do it" not in texts(app)
    app = end_run(app, GATES["xor"])
    assert "Why no line can do it" in texts(app)
    assert r"$w_1 + w_2 + 2\,b \geq 0$" in texts(app)


def test_the_bound_stands_beside_the_mistakes(open_page):
    app = end_run(choose(open_page("perceptron"), "and"), GATES["and"])
    assert "These points need 11 mistakes; the bound allows 51." in texts(app)


def test_a_guess_is_shown_with_the_result(open_page):
    app = choose(open_page("perceptron"), "xor")
    app.radio(key=widget_key("guess_perceptron_xor")).set_value("few")
    next(element for element in app.button if element.label == "Show the result").click().run()
    assert not app.exception
    assert "You guessed: **Done after at most 8 mistakes**" in texts(app)
    assert "It is **never done**: from example 10 on everything repeats." in texts(app)


def test_xors_cycle_solves_its_question(open_page):
    app = end_run(choose(open_page("perceptron"), "xor"), GATES["xor"])
    assert app.session_state["nnviz_study"].progress.score("perceptron-cycle").right


def test_many_mistakes_on_drawn_points_solve_their_question(open_page):
    points = ((0, 0.0, 0.875), (1, 0.0, 1.0), (0, 1.0, 1.0), (1, 1.0, 1.125))
    app = choose(open_page("perceptron"), "drawn")
    app = end_run(place(app, points), points)
    assert app.session_state["nnviz_study"].progress.score("perceptron-many-mistakes").right


@pytest.mark.parametrize("points", [(), ((0, 0.0, 0.0),), ((0, 0.5, 0.5), (1, 0.5, 0.5))])
def test_few_or_contradicting_points_break_nothing(open_page, points):
    app = choose(open_page("perceptron"), "drawn")
    app = place(app, points)
    assert data_of(app, "perceptron/training")["points"] == [list(point) for point in points]
