"""Snapshots stay within their room, and always reach back to the first step."""

from __future__ import annotations

import pytest
import torch

from nnviz.core.spec import TrainingSpec
from nnviz.run.timeline import (
    FEWEST_SNAPSHOTS,
    FIRST_INTERVAL,
    MOST_SNAPSHOTS,
    RING_BYTES,
    Phase,
    Snapshot,
    SnapshotRing,
)

PHASE = Phase(TrainingSpec(), (), 10)


def fill(ring, steps, numbers):
    for step in range(0, steps, FIRST_INTERVAL):
        if ring.wants(step):
            ring.add(Snapshot(step, torch.zeros(numbers), PHASE))


@pytest.mark.parametrize("numbers", [100, 10_000, 200_000])
def test_a_long_run_keeps_few_snapshots_evenly_spread_from_step_0(numbers):
    ring = SnapshotRing(numbers * 4)
    fill(ring, 10**6, numbers)
    most = max(FEWEST_SNAPSHOTS, min(MOST_SNAPSHOTS, RING_BYTES // (numbers * 4)))
    assert most // 2 <= len(ring) <= most
    assert ring.before(1).step == 0
    assert ring.before(10**9).step >= 10**6 // 2


def test_the_latest_snapshot_before_a_step_is_given_never_one_at_it():
    ring = SnapshotRing(400)
    fill(ring, 1000, 100)
    assert ring.before(FIRST_INTERVAL * 3).step == FIRST_INTERVAL * 2
    assert ring.before(FIRST_INTERVAL * 3 + 1).step == FIRST_INTERVAL * 3
    assert ring.before(0).step == 0


def test_dropping_the_future_makes_room_to_take_it_again():
    ring = SnapshotRing(400)
    fill(ring, 1000, 100)
    ring.drop_after(FIRST_INTERVAL)
    assert ring.before(10**9).step == FIRST_INTERVAL
    assert ring.wants(FIRST_INTERVAL * 2)


def test_a_phase_counts_epochs_and_batches():
    assert [PHASE.epoch(step) for step in (0, 9, 10, 25)] == [0, 0, 1, 2]
    assert [PHASE.batch(step) for step in (0, 9, 10, 25)] == [0, 9, 0, 5]
