"""Directors without a browser: opened, and asked as the stage asks them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.core.link import ViewSpec
from nnviz.core.spec import DataSpec, RunSpec, TrainingSpec
from nnviz.live.director import Director, open_stage
from nnviz.live.packet import unpack
from nnviz.live.request import Request

DIVERGING = RunSpec(DataSpec("plane"), training=TrainingSpec(optimizer="sgd", lr=100.0, loss="mse"))


def open_director(run: RunSpec | None = None) -> Director:
    opened = open_stage(run or RunSpec(), ViewSpec())
    assert isinstance(opened, Director)
    return opened


def with_lr(director: Director, lr: float) -> RunSpec:
    """Return what is run, with another learning rate."""
    return replace(director.run, training=replace(director.run.training, lr=lr))


def ask(director: Director, kind: str, **more: Any) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    return unpack(director.answer(Request(director.reply + 1, kind, **more)))
