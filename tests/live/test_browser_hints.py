"""A hint's number is that of the moment it speaks of, beside a read-out that goes on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.helpers.stage import Stage

# What each frame painted says of itself, and what the hint says then.
WATCH = """stage => {
    window.watched = { accuracies: {}, hints: new Set() };
    const look = () => {
        const { epoch, testAccuracy } = stage.dataset;
        (watched.accuracies[epoch] ??= []).push(Number(testAccuracy));
        const hint = stage.querySelector("[data-testid=hint-learned]");
        if (hint) watched.hints.add(hint.innerText);
        requestAnimationFrame(look);
    };
    look();
}"""
SEEN_TWO = "() => watched.hints.size >= 2"


@pytest.fixture
def stage(visit) -> Stage:
    """Return the stage of a run that learns within seconds, but goes on changing."""
    return Stage.on(visit("playground", dataset="moons", noise="20", layers="dense:8:relu", lr="0.1"))


def test_a_hint_says_when_its_number_was_true_and_after_pause_agrees_with_the_read_out(stage):
    stage.root.evaluate(WATCH)
    stage.play()
    stage.page.wait_for_function(SEEN_TWO, timeout=60_000)
    stage.pause()
    expect(stage.part("hint-learned")).not_to_contain_text("(Epoch")
    shown = stage.root.locator(".group.accuracy .value").last.inner_text()
    assert f"{shown.removesuffix('%')} percent" in stage.part("hint-learned").inner_text()

    accuracies, hints = stage.page.evaluate("() => [watched.accuracies, [...watched.hints]]")
    dated = [found for hint in hints if (found := re.search(r"\(Epoch ([\d,]+)\): ([\d.]+) percent", hint))]
    assert dated
    for found in dated:
        known = {round(100 * share, 1) for share in accuracies[found[1].replace(",", "")]}
        assert float(found[2]) in known, f"{found[0]} beside {known}"
