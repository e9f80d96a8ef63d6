"""The film of a run: each frame is what a run of its own says at that update."""

import numpy as np
import pytest
import torch

from nnviz.core.presets import PRESETS
from nnviz.data.load import load_data
from nnviz.run.film import film_run
from nnviz.run.trainer import Trainer

RUN = PRESETS["spiral"].run
STEPS = (0, 30, 200)


@pytest.fixture(scope="module")
def film():
    return film_run(RUN, STEPS, 7)


def test_each_frame_is_the_networks_answer_at_its_update(film):
    (left, right), (bottom, top) = film.data.domain
    x1 = left + (right - left) * (np.arange(7) + 0.5) / 7
    x2 = bottom + (top - bottom) * (np.arange(7) + 0.5) / 7
    cells = torch.tensor([[1.0, x, y] for y in x2 for x in x1], dtype=torch.float32).t()
    for step, boundary in zip(film.steps, film.boundaries, strict=True):
        trainer = Trainer(RUN, load_data(RUN.data))
        trainer.seek(int(step))
        _logits, predictions = trainer.network.evaluate(cells)
        np.testing.assert_allclose(boundary.ravel(), predictions.numpy()[0], atol=1e-6)


def test_epochs_and_accuracies_are_those_of_the_run(film):
    trainer = Trainer(RUN, load_data(RUN.data))
    trainer.advance(200)
    assert film.epochs.tolist() == [0, 1, 8]
    assert film.accuracies[-1] == trainer.metrics().test_accuracy
