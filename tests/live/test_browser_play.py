"""Playing, pausing, stepping and going back: by buttons and by keys, always at an exact update."""

from __future__ import annotations

import pytest

from tests.helpers.stage import Stage

STEPS_IN_AN_EPOCH = 25


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, at its first weights."""
    stage = Stage.on(keep_open("playground"))
    stage.begin_again()
    return stage


def test_the_first_sight_is_a_network_that_has_not_learned_yet(keep_open):
    stage = Stage.on(keep_open.anew())
    assert (stage.state, stage.step, stage.epoch) == ("idle", 0, 0)
    assert 0 < stage.train_loss < 2


def test_play_moves_everything_and_pause_stops_at_the_update_that_is_shown(stage):
    first = stage.train_loss
    stage.play(beyond=200)
    assert stage.train_loss < first

    stage.press("play")
    stage.wait_for_state("paused")
    shown = stage.step

    assert stage.stand_still() == shown
    stage.press("step")
    stage.wait_for_step(shown + 1)


def test_play_goes_on_from_where_it_stood(stage):
    stage.play(beyond=50)
    stood = stage.pause()
    stage.play(beyond=stood)
    stage.wait_for_link_beyond(stood)


def test_one_batch_one_epoch_and_one_back(stage):
    stage.press("step")
    stage.wait_for_step(1)
    stage.wait_for_state("paused")
    after_one = stage.train_loss

    stage.press("epoch")
    stage.wait_for_step(STEPS_IN_AN_EPOCH)
    assert stage.epoch == 1

    stage.press("reset")
    stage.wait_for_step(0)
    for _ in range(2):
        stage.press("step")
    stage.wait_for_step(2)
    stage.press("back")
    stage.wait_for_step(1)
    assert stage.train_loss == after_one


def test_keys_do_what_the_buttons_do(stage):
    stage.key("ArrowRight")
    stage.wait_for_step(1)
    stage.key("ArrowUp")
    stage.wait_for_step(STEPS_IN_AN_EPOCH)
    stage.key("ArrowLeft")
    stage.wait_for_step(STEPS_IN_AN_EPOCH - 1)
    stage.key("Space")
    stage.wait_beyond(2 * STEPS_IN_AN_EPOCH)
    stage.key("Space")
    stage.wait_for_state("paused")
    stage.key("r")
    stage.wait_for_step(0)
    stage.wait_for_state("idle")


def test_reset_returns_to_the_same_first_weights(keep_open):
    stage = Stage.on(keep_open.anew())
    first = stage.train_loss
    stage.play(beyond=100)
    stage.press("reset")
    stage.wait_for_step(0)
    stage.wait_for_state("idle")
    assert stage.train_loss == first


def test_a_new_seed_gives_other_first_weights_and_is_in_the_link(keep_open):
    stage = Stage.on(keep_open.anew())
    first = stage.train_loss
    stage.press("reseed")
    stage.wait_for_other_loss(first)
    assert stage.step == 0
    stage.wait_for_link(seed="2")


def losses_after_an_epoch(stage: Stage) -> tuple[str, str]:
    stage.press("epoch")
    stage.wait_for_step(STEPS_IN_AN_EPOCH)
    return stage.get("train-loss"), stage.get("test-loss")


def test_the_same_steps_lead_to_the_same_loss_after_a_reset_and_in_another_visit(stage, keep_open):
    losses = losses_after_an_epoch(stage)
    assert losses_after_an_epoch(Stage.on(keep_open.anew())) == losses


def test_the_default_learns_to_tell_more_than_95_percent_of_the_test_points(stage):
    stage.press("play")
    stage.wait("s => +s.dataset.testAccuracy > 0.95")
