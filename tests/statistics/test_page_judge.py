"""The second half of the chapter on statistics: its drawings in both languages, and classifiers of every kind."""

import numpy as np
import pytest
from sklearn import metrics
from streamlit.testing.v1 import AppTest

from nnviz.kit.session import STUDY, widget_key
from nnviz.statistics.classifier import score_points
from nnviz.statistics.judged import train_judged
from tests.helpers.drawings import ask, data_of

DRAWINGS = (
    "statistics/scaling",
    "statistics/batch_norm",
    "statistics/dropout",
    "statistics/weights",
    "statistics/logits",
    "statistics/divergence",
    "statistics/threshold",
)


def section():
    """Show the section alone: what else the page has would only cost time."""
    from nnviz.kit import address
    from nnviz.kit.language import activate_language
    from nnviz.lessons.lesson import load_lesson
    from nnviz.statistics.page_judge import render_judge

    address.start_from_link()
    activate_language()
    render_judge(load_lesson("statistics"))


def open_section(**link):
    app = AppTest.from_function(section, default_timeout=30)
    app.query_params.update(link)
    return settled(app.run())


def settled(app):
    assert not app.exception
    return app


def choose(app, name, value):
    controls = app.pills if name in {"source", "yes_3"} else app.segmented_control
    return settled(controls(key=widget_key(f"judge_{name}")).set_value(value).run())


def said(boxes):
    return " ".join(box.value for box in boxes)


@pytest.mark.parametrize(("lang", "accuracy"), [("en", "an accuracy of"), ("hi", "यानी accuracy")])
def test_it_shows_in_every_language(open_page, lang, accuracy):
    app = open_page("statistics", lang=lang)
    for name in DRAWINGS:
        assert data_of(app, name)["id"].endswith(lang)
    assert any(accuracy in element.value for element in app.markdown)
    assert not app.error and not app.warning


def test_what_the_drawing_gets_is_what_the_network_says():
    sent = data_of(choose(open_section(), "part", "train"), "statistics/threshold")
    trainer = train_judged("two")
    rows, features = trainer.data.train_index, trainer.run.data.input_features
    scores = score_points(trainer.network, trainer.data, features, rows)
    np.testing.assert_allclose(sent["scores"], scores.probabilities[:, 1])
    np.testing.assert_array_equal(sent["positive"], scores.classes)
    for mixture in sent["mixtures"]:
        kept = np.array(mixture["keep"])
        positive, probabilities = scores.classes[kept], scores.probabilities[kept, 1]
        assert mixture["area"] == pytest.approx(metrics.roc_auc_score(positive, probabilities))
        assert mixture["average_precision"] == pytest.approx(metrics.average_precision_score(positive, probabilities))
        assert mixture["percent"] == pytest.approx(100 * positive.mean(), abs=0.06)


@pytest.mark.parametrize(("threshold", "reached"), [(0.2, True), (0.9, False)])
def test_the_goal_is_reached_by_a_threshold_that_finds_nearly_all_and_is_often_wrong(threshold, reached):
    app = open_section()
    last = len(data_of(app, "statistics/threshold")["mixtures"]) - 1
    app = ask(app, "statistics/threshold", {"threshold": threshold, "mixture": last})
    assert app.session_state[STUDY].progress.score("find-all").right == reached


def test_three_classes_have_a_matrix_of_three_and_each_can_be_yes():
    app = choose(open_section(), "source", "three")
    before = data_of(app, "statistics/threshold")
    after = data_of(choose(app, "yes_3", 2), "statistics/threshold")
    assert before["positive"] != after["positive"]
    (table,) = [element.value for element in app.markdown if "mean (macro)" in element.value]
    assert table.count("Class") == 3


class TestFromThePlayground:
    def test_an_untrained_network_is_shown_and_said_to_be_one(self, open_page):
        app = choose(open_page("statistics", dataset="xor", samples="60"), "source", "playground")
        assert "not been trained yet" in said(app.info)
        assert len(data_of(app, "statistics/threshold")["scores"]) == 30

    def test_a_trained_one_is_shown_as_it_stands(self):
        app = choose(open_section(step="40", dataset="xor"), "source", "playground")
        assert "after 40 updates" in said(app.markdown)

    @pytest.mark.parametrize(
        ("link", "reason"),
        [({"dataset": "sine"}, "predicts a number"), ({"dataset": "drawn"}, "too few points")],
    )
    def test_what_can_t_be_judged_is_explained(self, link, reason):
        app = choose(open_section(**link), "source", "playground")
        assert reason in said(app.warning) and "first example" in said(app.warning)
        assert len(data_of(app, "statistics/threshold")["scores"]) == 400

    def test_a_diverged_network_shows_its_last_finite_state(self):
        app = choose(
            open_section(step="200", dataset="xor", optimizer="sgd", lr="100", l2="10"), "source", "playground"
        )
        assert "diverged" in said(app.info)
        assert np.isfinite(data_of(app, "statistics/threshold")["scores"]).all()


def test_the_macro_means_are_the_means_of_the_printed_measures():
    app = choose(open_section(), "source", "three")
    (table,) = [block.value for block in app.markdown if "mean (macro)" in block.value]
    cells = [row.split("|")[2:5] for row in table.splitlines()[2:]]
    *classes, means = [[float(cell.strip(" *")) for cell in row] for row in cells]
    assert len(classes) == 3
    np.testing.assert_allclose(np.mean(classes, axis=0), means, atol=0.0005 + 1e-9)


def test_the_guess_about_always_no_is_answered_with_its_numbers():
    app = open_section()
    app.text_input(key=widget_key("guess_judge_never")).set_value("50")
    app.button(key=f"{widget_key('guess_judge_never')}_send").click().run()
    assert any("**95%** are right" in element.value for element in app.markdown)


def test_the_hardest_are_listed():
    app = choose(open_section(), "hardest_count", 10)
    (table,) = [element.value for element in app.markdown if "p of the true class" in element.value]
    assert len(table.splitlines()) == 12
    losses = [float(row.split("|")[-2]) for row in table.splitlines()[2:]]
    assert losses == sorted(losses, reverse=True)
