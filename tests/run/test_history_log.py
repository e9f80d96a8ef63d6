"""The record of a run stays small however long the run is."""

from __future__ import annotations

import numpy as np

from nnviz.core.results import Metrics
from nnviz.run.history_log import MOST_ENTRIES, HistoryLog


def fill(log, epochs):
    for epoch in epochs:
        if log.wants(epoch):
            log.record(epoch, Metrics(float(epoch), 0.0, None, None))


def test_a_short_run_is_recorded_whole():
    log = HistoryLog()
    fill(log, range(MOST_ENTRIES))
    assert log.up_to(10**9).epochs.tolist() == list(range(MOST_ENTRIES))


def test_a_long_run_is_thinned_evenly_and_keeps_its_values():
    log = HistoryLog()
    fill(log, range(100_000))
    history = log.up_to(10**9)
    assert MOST_ENTRIES // 2 <= len(history.epochs) <= MOST_ENTRIES
    assert set(np.diff(history.epochs)) == {log.stride}
    assert history.epochs[0] == 0
    assert history.values[:, 0].tolist() == history.epochs.tolist()


def test_regression_has_no_accuracy():
    log = HistoryLog()
    log.record(0, Metrics(1.0, 2.0, None, None))
    log.record(1, Metrics(1.0, 2.0, 0.5, 0.25))
    assert np.isnan(log.up_to(1).values[0, 2:]).all()
    assert log.up_to(1).values[1].tolist() == [1.0, 2.0, 0.5, 0.25]


def test_an_epoch_is_recorded_once_and_again_after_it_was_dropped():
    log = HistoryLog()
    fill(log, range(10))
    assert not log.wants(5)
    log.drop_after(4)
    assert log.wants(5)
    assert log.up_to(10**9).epochs.tolist() == [0, 1, 2, 3, 4]


def test_only_the_past_is_shown():
    log = HistoryLog()
    fill(log, range(10))
    assert log.up_to(3).epochs.tolist() == [0, 1, 2, 3]
