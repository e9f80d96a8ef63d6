"""The number of frames fits the time from one packet to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nnviz.live.pacing import FASTEST, plan_frames


def test_a_near_server_sends_eight_frames_and_works_most_of_the_time() -> None:
    plan = plan_frames(FASTEST, round_trip=125, last_work=110)

    assert plan.frames == 8
    assert plan.work >= 0.75 * 8 * 1000 / 60


def test_a_far_server_sends_as_many_frames_as_are_shown_on_the_way() -> None:
    plan = plan_frames(FASTEST, round_trip=150 + 12 + 100, last_work=100)

    assert 12 <= plan.frames <= 16
    assert plan.frames >= (162 + plan.work) * 60 / 1000 - 1


def test_a_slow_run_has_a_frame_for_each_update() -> None:
    plan = plan_frames(1, round_trip=60, last_work=10)

    assert (plan.frames, plan.steps) == (1, 1)


def test_a_speed_above_the_display_makes_several_updates_a_frame() -> None:
    plan = plan_frames(300, round_trip=60, last_work=10)

    assert plan.steps == 5


def test_sessions_that_train_together_share_the_work() -> None:
    alone = plan_frames(FASTEST, 60, 50)
    together = plan_frames(FASTEST, 60, 50, sharers=5)

    assert together.work == alone.work / 5


@given(st.integers(0, 10_000), st.floats(0, 10_000), st.floats(0, 10_000), st.integers(0, 1000))
def test_every_plan_is_bounded(speed: int, round_trip: float, last_work: float, sharers: int) -> None:
    plan = plan_frames(speed, round_trip, last_work, sharers)

    assert 1 <= plan.frames <= 16
    assert 0 < plan.work <= 110
    assert (plan.steps == 0) == (speed == FASTEST)
