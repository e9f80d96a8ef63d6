"""The threshold of a classifier and the drawings beside it, dragged and stepped in a browser."""

from __future__ import annotations

import json
import math
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect
from scipy import stats
from sklearn import metrics

from nnviz.statistics.classifier import balance, score_points
from nnviz.statistics.in_deep_learning.augmentation import learn_jittered
from nnviz.statistics.in_deep_learning.dropout import draw_numbers, thin, train_thinnable
from nnviz.statistics.judged import train_judged
from tests.helpers.screens import put_away_news

MEASURES = {
    "accuracy": metrics.accuracy_score,
    "precision": metrics.precision_score,
    "recall": metrics.recall_score,
    "f1": metrics.f1_score,
}


@pytest.fixture(scope="module")
def judged():
    """Return which test points are really "yes", and the probability of it that the example gives them."""
    trainer = train_judged("two")
    scores = score_points(trainer.network, trainer.data, trainer.run.data.input_features, trainer.data.test_index)
    return scores.classes == 1, scores.probabilities[:, 1]


def open_chapter(keep_open) -> Page:
    page = keep_open("statistics", lang="en")
    expect(page.get_by_test_id("threshold-grip")).to_be_visible()
    return page


def threshold_of(page: Page) -> float:
    return float(page.get_by_test_id("threshold-grip").get_attribute("aria-valuenow"))


def rounded(value: float, places: int = 3) -> str:
    """Return a number as a pupil rounds it: halves go up, and 351 / 400 is one."""
    return str(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def check_numbers(page: Page, positive, scores) -> None:
    """Compare matrix, measures and the spot on the ROC curve with scikit-learn at the threshold that is shown."""
    said = scores >= threshold_of(page)
    tn, fp, fn, tp = metrics.confusion_matrix(positive, said).ravel()
    for name, count in {"tn": tn, "fp": fp, "fn": fn, "tp": tp}.items():
        expect(page.get_by_test_id(f"count-{name}")).to_have_text(str(count))
    for name, measure in MEASURES.items():
        expect(page.get_by_test_id(f"value-{name}")).to_have_text(rounded(measure(positive, said)))
    spot, axis = page.locator("[data-testid=roc] .spot"), page.locator("[data-testid=roc] .axis")
    (x1, x2), (y1, y2) = (
        [float(axis.nth(0).get_attribute(end)) for end in ("x1", "x2")],
        [float(axis.nth(1).get_attribute(end)) for end in ("y1", "y2")],
    )
    across = (float(spot.get_attribute("cx")) - x1) / (x2 - x1)
    up = (float(spot.get_attribute("cy")) - y2) / (y1 - y2)
    assert across == pytest.approx(fp / (fp + tn), abs=1e-6)
    assert up == pytest.approx(tp / (tp + fn), abs=1e-6)


def test_everything_moves_with_the_threshold_and_with_a_rare_class(keep_open, judged):
    page = open_chapter(keep_open)
    check_numbers(page, *judged)
    grip = page.get_by_test_id("threshold-grip")
    grip.scroll_into_view_if_needed()
    box = page.get_by_test_id("threshold-grip").locator(".knob").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 120, box["y"] + 5, steps=6)
    page.mouse.up()
    assert threshold_of(page) < 0.4
    check_numbers(page, *judged)
    before = threshold_of(page)
    grip.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert threshold_of(page) == pytest.approx(before + 0.11)
    check_numbers(page, *judged)
    page.get_by_test_id("threshold-slider").fill("0")
    expect(page.get_by_test_id("threshold-said")).to_contain_text("Called “yes”")
    expect(page.get_by_test_id("threshold-said")).not_to_contain_text("misleads")
    page.get_by_test_id("threshold-slider").fill("1")
    expect(page.get_by_test_id("value-precision")).to_have_text("–")
    expect(page.get_by_test_id("threshold-said")).to_contain_text("0 / 0")
    check_the_rare_class(page, *judged)


def check_the_rare_class(page: Page, positive, scores) -> None:
    """Compare with "always no" where "yes" is rare, then reach the goal."""
    page.get_by_test_id("threshold-slider").fill("0.5")
    keep = balance(positive, 0.02)
    page.get_by_test_id("rare").fill("0")
    check_numbers(page, positive[keep], scores[keep])
    expect(page.get_by_test_id("never-accuracy")).to_have_text(rounded((~positive[keep]).mean()))
    expect(page.get_by_test_id("threshold-said")).to_contain_text("accuracy misleads")
    area = metrics.roc_auc_score(positive[keep], scores[keep])
    average = metrics.average_precision_score(positive[keep], scores[keep])
    expect(page.get_by_test_id("areas")).to_contain_text(rounded(area))
    expect(page.get_by_test_id("areas")).to_contain_text(rounded(average))
    page.get_by_test_id("rare").fill("6")
    page.get_by_test_id("threshold-slider").fill("0.2")
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()
    put_away_news(page)


def check_the_divergence(page: Page) -> None:
    """Move a bar by the keyboard, and compare all measures with SciPy."""
    root = page.get_by_test_id("divergence")
    page.get_by_test_id("p-0").focus()
    page.keyboard.press("PageUp")
    p = np.array([0.6, *np.array([0.25, 0.15, 0.1]) / 0.5 * 0.4])
    q = np.array([0.1, 0.2, 0.3, 0.4])
    shown = root.evaluate("element => JSON.stringify(element.dataset)")
    found = {name: float(value) for name, value in json.loads(shown).items() if name != "testid"}
    expected = {"entropy": stats.entropy(p), "kl": stats.entropy(p, q), "reverse": stats.entropy(q, p)}
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert found["cross"] == pytest.approx(stats.entropy(p) + stats.entropy(p, q))
    page.get_by_test_id("certain").click()
    expect(page.get_by_test_id("divergence-said")).to_contain_text("Infinite")


def test_the_other_drawings_show_what_torch_and_the_library_give(keep_open):
    page = open_chapter(keep_open)
    check_the_divergence(page)
    page.get_by_test_id("z-1").fill("3")
    page.get_by_test_id("truth-2").click()
    logits = torch.tensor([[2.0, 3.0, -1.0]])
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor([2]))
    expect(page.get_by_test_id("loss-said")).to_contain_text(f"{loss:.3f}")
    page.get_by_test_id("dropout-rate").fill("0.3")
    page.get_by_test_id("dropout-many").click()
    mean = thin(train_thinnable(), draw_numbers(1)[:101], 0.3).mean()
    assert float(page.get_by_test_id("dropout").get_attribute("data-mean")) == pytest.approx(mean, abs=0.02)
    page.get_by_test_id("norm-step").fill("0")
    expect(page.get_by_test_id("norm-note-1-0")).to_have_text("mean 0.00, deviation 1.00")
    page.get_by_test_id("norm-mode-1").click()
    expect(page.get_by_test_id("norm-note-1-0")).not_to_have_text("mean 0.00, deviation 1.00")
    page.get_by_test_id("weights-sigma").fill("17")
    expect(page.get_by_test_id("weights-said")).to_contain_text(f"1/√n is {1 / math.sqrt(64):.3f}")
    page.get_by_test_id("scale").fill("6")
    expect(page.get_by_test_id("scaling-said")).to_contain_text("beyond all bounds")
    page.get_by_role("button", name="Train the networks").click()
    learned = learn_jittered(0.15)
    page.get_by_test_id("augment-strength").fill("0")
    expect(page.get_by_test_id("augment-note-1")).to_contain_text(
        f"{rounded(100 * learned.test_accuracy, 1)}% of new points"
    )
