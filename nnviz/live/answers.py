"""How an answer is put together: what the browser holds already decides what is sent again."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from nnviz.core.results import Data, History
from nnviz.live.request import Have

__all__ = ["history_part", "scene_arrays", "scene_id"]


def scene_id(scene: dict[str, Any], data: Data) -> str:
    """Return an id that changes when anything in the scene or its points does."""
    digest = hashlib.blake2b(orjson.dumps(scene), digest_size=8)
    for part in (data.points, data.targets, data.test_index):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


def scene_arrays(data: Data) -> dict[str, NDArray[Any]]:
    """Return the arrays that come with a scene: points, targets and which points are for testing."""
    second = data.points[:, 1] if data.n_inputs > 1 else data.targets
    test = np.zeros(len(data.points), np.uint8)
    test[data.test_index] = 1
    return {
        "points": np.stack([data.points[:, 0], second], axis=1).astype(np.float32),
        "targets": data.targets.astype(np.float32),
        "test": test,
    }


def history_part(history: History, run: str, have: Have) -> tuple[str, dict[str, NDArray[Any]]]:
    """Return how the history is to be taken, and the part that the browser lacks."""
    last = int(history.epochs[-1]) if len(history.epochs) else -1
    goes_on = have.run == run and 0 <= have.epoch <= last
    lacking = history.epochs > have.epoch if goes_on else np.ones(len(history.epochs), bool)
    arrays = {
        "history_epochs": history.epochs[lacking].astype(np.int32),
        "history_values": history.values[lacking].astype(np.float32),
    }
    return ("append" if goes_on else "replace"), arrays
