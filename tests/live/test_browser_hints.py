"""A hint's number is that of the moment it speaks of, beside a read-out that goes on."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from nnviz.core.link import read_link
from nnviz.data.load import load_data
from nnviz.run.trainer import Trainer
from tests.helpers.stage import Stage

# A run that learns within seconds, but goes on changing.
RUN = {"dataset": "moons", "noise": "20", "layers": "dense:8:relu", "lr": "0.1"}
WATCH = """stage => {
    window.hints = new Set();
    const look = () => {
        const hint = stage.querySelector("[data-testid=hint-learned]");
        if (hint) hints.add(hint.innerText);
        requestAnimationFrame(look);
    };
    look();
}"""
SEEN_TWO = "() => hints.size >= 2"
DATED = re.compile(r"\(Epoch ([\d,]+)\): ([\d.]+)%")


def accuracies_in(epoch: int) -> set[float]:
    """Return the test accuracies in percent after each update of an epoch, from the engine alone."""
    run = read_link(RUN)[0].run
    trainer = Trainer(run, load_data(run.data))
    trainer.advance(epoch * trainer.steps_per_epoch)
    found = set()
    for _ in range(trainer.steps_per_epoch):
        accuracy = trainer.metrics().test_accuracy
        assert accuracy is not None
        found.add(round(100 * accuracy, 1))
        trainer.advance(1)
    return found


def test_a_hint_says_when_its_number_was_true_and_after_pause_agrees_with_the_read_out(visit):
    stage = Stage.on(visit("playground", **RUN))
    stage.root.evaluate(WATCH)
    stage.play()
    stage.page.wait_for_function(SEEN_TWO, timeout=60_000)
    stage.pause()
    expect(stage.part("hint-learned")).not_to_contain_text("(Epoch")
    shown = stage.root.locator(".group.accuracy .value").last.inner_text()
    assert f": {shown} of the test points" in stage.part("hint-learned").inner_text()

    dated = [found for hint in stage.page.evaluate("() => [...hints]") if (found := DATED.search(hint))]
    assert dated
    for found in dated:
        assert float(found[2]) in accuracies_in(int(found[1].replace(",", "")))
