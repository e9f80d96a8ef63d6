"""The first half of the chapter on probability and statistics, without a browser."""

import re

import numpy as np
import pytest

from nnviz.kit.session import STUDY, widget_key
from nnviz.statistics.chance import face_probabilities, throw
from nnviz.statistics.distributions import DISTRIBUTIONS
from nnviz.statistics.exhibit_chance import Thrown
from nnviz.statistics.exhibit_distributions import Shown
from nnviz.statistics.line import line_for
from nnviz.statistics.page_chance import THROWN
from nnviz.statistics.page_describe import LINE
from nnviz.statistics.page_distributions import NAME, SHOWN
from tests.helpers.drawings import ask, data_of
from tests.helpers.uploader import give, send

DEVANAGARI = re.compile("[ऀ-ॿ]")
DRAWINGS = (
    "statistics/chance",
    "statistics/distribution",
    "statistics/normal_parts",
    "statistics/means",
    "statistics/number_line",
)
CSV = b"tree,height,age\n" + b"".join(b"oak,%d,%d\n" % (100 + i * i, i) for i in range(70))


def texts(app) -> str:
    kinds = ("title", "header", "markdown", "info", "caption", "latex")
    return "\n".join(element.value for kind in kinds for element in app.get(kind))


def solved(app, question) -> bool:
    return app.session_state[STUDY].progress.score(question).right


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_shows_in_every_language(open_page, lang):
    app = open_page("statistics", lang=lang)
    assert bool(DEVANAGARI.search(texts(app))) == (lang == "hi")
    for name in DRAWINGS:
        assert bool(DEVANAGARI.search(str(data_of(app, name)))) == (lang == "hi")
    assert not app.error and not app.warning


def test_throws_are_those_of_the_library_and_a_loaded_die_solves_its_question(open_page):
    app = open_page("statistics")
    app.segmented_control(key=widget_key("statistics_kind")).set_value("die").run()
    shown = data_of(app, "statistics/chance")
    np.testing.assert_allclose(shown["probabilities"], np.full(6, 1 / 6))
    assert shown["count"] == 0 and not shown["at"]
    app = ask(app, "statistics/chance", {"device": "die", "chance": 0.4, "count": 50_000, "seed": 7})
    expected = throw(face_probabilities("die", 0.4), 50_000, 7)
    assert data_of(app, "statistics/chance")["counts"] == expected.counts.tolist()
    assert solved(app, "law-of-large-numbers")


def test_throws_that_were_asked_of_the_coin_are_not_the_die_s(open_page):
    app = open_page("statistics")
    app.segmented_control(key=widget_key("statistics_kind")).set_value("die").run()
    app = ask(app, "statistics/chance", {"device": "coin", "chance": 0.5, "count": 99, "seed": 1})
    assert app.session_state[THROWN] == Thrown("die", 1 / 6, 0, 1)


def test_every_distribution_shows_its_formulas_with_the_numbers(open_page):
    app = open_page("statistics")
    for name, distribution in DISTRIBUTIONS.items():
        app.pills(key=NAME).set_value(name).run()
        assert not app.exception
        shown = data_of(app, "statistics/distribution")
        assert shown["name"] == name and shown["low"] <= shown["high"]
        latex = [element.value.strip("$\n") for element in app.get("latex")]
        assert distribution.write(distribution.formula) in latex
        assert distribution.write(distribution.formula, shown["values"]) in latex


def test_samples_are_drawn_with_the_numbers_of_the_sliders_and_an_interval_solves_its_question(open_page):
    app = open_page("statistics")
    assert data_of(app, "statistics/distribution")["samples"] == []
    app = ask(app, "statistics/distribution", shown("normal", {"mu": 3.0, "sigma": 2.0}, -1.0, 7.0, 5000))
    samples = data_of(app, "statistics/distribution")["samples"]
    assert len(samples) == 5000
    assert np.mean(samples) == pytest.approx(3.0, abs=0.15) and np.std(samples) == pytest.approx(2.0, abs=0.1)
    assert solved(app, "interval-95")


def shown(name, values, low, high, count=0):
    return {"name": name, "values": values, "low": low, "high": high, "count": count, "seed": 2}


def test_parameters_are_brought_onto_their_sliders_and_what_no_button_offers_changes_nothing(open_page):
    app = open_page("statistics")
    app = ask(app, "statistics/distribution", shown("normal", {"mu": 99.0}, -1.0, 1.0))
    assert app.session_state[SHOWN] == {"normal": Shown("normal", {"mu": 3.0, "sigma": 1.0}, -1.0, 1.0, 0, 2)}
    for name, low, high, count in (("cauchy", 0, 1, 0), ("normal", 1, 0, 0), ("normal", 0, 1, 7)):
        app = ask(app, "statistics/distribution", shown(name, {}, low, high, count))
        assert app.session_state[SHOWN]["normal"].low == -1.0 and list(app.session_state[SHOWN]) == ["normal"]


class TestLine:
    def type_in(self, app, text):
        app.text_input(key=widget_key("statistics_typed")).set_value(text).run()
        assert not app.exception
        return data_of(app, "statistics/number_line")["values"]

    def test_typed_numbers_are_described_and_what_is_none_is_explained(self, open_page):
        app = open_page("statistics")
        assert self.type_in(app, "1, 1, 5; ९") == [1, 1, 5, 9]
        assert r"\bar{x} = \frac{1 + 1 + 5 + 9}{4} = \frac{16}{4} = 4" in texts(app)
        assert "**Mode:** 1, which is there 2 times." in texts(app)
        assert self.type_in(app, "1, two") == [1, 1, 5, 9]
        assert "“two” is not a number" in app.warning[0].value.replace("\\", "")
        assert "The values before stay." in app.warning[0].value

    def test_a_column_of_a_file_is_described(self, open_page):
        app = open_page("statistics")
        give(app, CSV, "trees.csv")
        assert app.selectbox(key=widget_key("statistics_column")).value == "height"
        app.button(key=widget_key("statistics_use_column")).click().run()
        shown = data_of(app, "statistics/number_line")
        assert shown["values"] == [100 + i * i for i in range(70)] and not shown["movable"]
        app.selectbox(key=widget_key("statistics_column")).set_value("tree").run()
        app.button(key=widget_key("statistics_use_column")).click().run()
        assert "row 2, column “tree”: “oak” is not a number" in app.error[0].value.replace("\\", "")
        assert len(data_of(app, "statistics/number_line")["values"]) == 70

    def test_a_file_that_cant_be_used_is_explained_and_the_values_stay(self, open_page):
        app = send(open_page("statistics"), kind="large", name="rows.csv", size=60_000_000)
        said = app.error[0].value.replace("\\", "")
        assert said.startswith("rows.csv: the file has 57.2 MB.") and said.endswith("The values before stay.")
        assert data_of(app, "statistics/number_line")["values"] == [2, 4, 6]

    def test_the_two_divisors_and_what_the_libraries_do(self, open_page):
        app = open_page("statistics")
        assert r"s^2 = \frac{(2 - 4)^2 + (4 - 4)^2 + (6 - 4)^2}{3 - 1} = \frac{8}{2} = 4" in texts(app)
        assert "| `np.var(x)` | n | 2.66667 |" in texts(app)
        assert "| `torch.var(x)` | n − 1 | 4 |" in texts(app)
        app.session_state[LINE] = line_for((5.0,))
        app.run()
        assert "With a single value n − 1 is 0" in texts(app)

    def test_the_program_has_the_values_of_the_line_and_an_outlier_solves_its_question(self, open_page):
        app = ask(open_page("statistics"), "statistics/number_line", {"values": [1, 2, 3, 20]})
        assert "data = torch.tensor([1.0, 2.0, 3.0, 20.0])" in app.code[0].value
        assert "Mean: tensor(6.5000)" in app.code[1].value
        assert solved(app, "mean-runs-away")

    def test_a_wrong_seed_is_explained(self, open_page):
        app = open_page("statistics")
        app.text_input(key=widget_key("statistics_seed")).set_value("-3").run()
        assert "Seed takes a whole number from 0 to 9,999" in app.warning[0].value.replace("\\", "")
        assert "torch.manual_seed(1)" in app.code[0].value


@pytest.mark.parametrize(
    ("key", "option", "words"),
    [
        ("statistics_large", "both", "a coin has no memory"),
        ("statistics_outlier", "mean", "Mean: 4 → **22**. Median: 4 → **4**."),
    ],
)
def test_guesses_are_answered_with_computed_numbers(open_page, key, option, words):
    app = open_page("statistics")
    app.radio(key=widget_key(f"guess_{key}")).set_value(option)
    app.button(key=f"{widget_key(f'guess_{key}')}_send").click().run()
    assert not app.exception
    assert words in texts(app)
