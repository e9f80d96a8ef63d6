"""The distributions in a browser: one run with the playground, live while it plays, exact when it stands still."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import PHONE, show_in, sideways
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part

SEEN = "(s, step) => +s.querySelector('[data-testid=distributions]')?.dataset.step === step"
REFRESHED = "(s, count) => +s.querySelector('[data-testid=distributions]')?.dataset.refreshed >= count"


class Distributions:
    """The distributions beside the small stage."""

    def __init__(self, page) -> None:
        self.stage = Stage.on(page)
        self.root = self.stage.part("distributions")

    def get(self, name: str) -> str:
        return self.root.get_attribute(f"data-{name}")

    def wait_for_step(self, step: int) -> None:
        self.stage.wait(SEEN, step)

    def facts(self, layer: int) -> list[str]:
        return [self.stage.part(f"{name}-{layer}").text_content() for name in ("mean", "deviation")]

    def table(self) -> str:
        return self.root.locator("table").text_content()


def go_to(page, section: str, name: str) -> None:
    page.get_by_test_id(Part.TOP_NAV).get_by_role("button", name=section).click()
    page.get_by_test_id(Part.TOP_NAV_DROPDOWN_LINK).filter(has_text=name).click()


@pytest.fixture
def opened(keep_open) -> Distributions:
    """Return the distributions of the first weights, on a page that stays open."""
    seen = Distributions(keep_open("distributions"))
    for choice in ("time-now", "quantity-weights"):
        seen.stage.press(choice)
    seen.stage.begin_again()
    seen.wait_for_step(0)
    return seen


def test_histograms_move_while_it_plays_and_stand_at_the_step_where_it_pauses(opened):
    stage = opened.stage
    first = opened.table()
    stage.play(beyond=50)
    stage.wait(REFRESHED, int(opened.get("refreshed")) + 2)
    assert opened.table() != first

    stage.key("Space")
    stage.wait_for_state("paused")
    stood = stage.stand_still()
    opened.wait_for_step(stood)
    still, refreshed = opened.table(), opened.get("refreshed")

    # The next thing that happens is what the learner does: nothing comes by itself.
    stage.press("step")
    opened.wait_for_step(stood + 1)
    assert int(opened.get("refreshed")) == int(refreshed) + 1
    stage.press("back")
    opened.wait_for_step(stood)
    assert opened.table() == still


def test_it_is_the_playgrounds_run_and_goes_on_there(keep_open):
    page = keep_open.anew()
    stage = Stage.on(page)
    stage.key("ArrowUp")
    stage.wait_for_step(25)
    go_to(page, "See inside", "Distributions")

    seen = Distributions(page)
    seen.wait_for_step(25)
    seen.stage.key("ArrowRight")
    seen.wait_for_step(26)
    seen.stage.play(beyond=60)
    stood = seen.stage.pause()
    loss = seen.stage.train_loss

    go_to(page, "Play", "Playground")
    expect(page.get_by_test_id("loss-curve")).to_be_visible()
    stage = Stage.on(page)
    stage.wait_for_step(stood)
    assert stage.train_loss == loss


def test_gradients_over_time_and_reading_by_keyboard(opened):
    stage = opened.stage
    stage.press("quantity-gradients")
    expect(stage.part("caption")).to_contain_text("No update was made yet")
    stage.press("epoch")
    opened.wait_for_step(25)
    expect(stage.part("layer-0")).to_be_visible()
    now = opened.facts(0)

    stage.press("time-over_time")
    expect(opened.root).to_have_attribute("data-columns", "26")
    stage.press("quantity-weights")
    expect(stage.part("caption")).to_contain_text("From the start to update 25")
    canvas = stage.part("layer-1").locator("canvas")
    canvas.focus()
    stage.key("ArrowUp")
    expect(stage.part("reading-1")).to_contain_text("Epoch 1:")
    stage.key("ArrowLeft")
    expect(stage.part("reading-1")).to_contain_text("Epoch 0.96")
    assert stage.step == 25

    stage.press("time-now")
    stage.press("quantity-gradients")
    assert opened.facts(0) == now


def test_first_weights_are_compared_where_one_looks(opened):
    page = opened.stage.page
    drawing = page.get_by_test_id("initializers")
    expect(drawing.get_by_test_id("first-zeros")).to_be_visible()
    expect(drawing.get_by_test_id("first-xavier_normal")).to_be_hidden()
    drawing.get_by_test_id("initializer-xavier_normal").click()
    expect(drawing.get_by_test_id("first-xavier_normal")).to_be_visible()
    drawing.get_by_test_id("first-quantity-weights").click()
    expect(drawing.get_by_test_id("deviation-zeros-0")).to_have_text("0.00")
    canvas = drawing.get_by_test_id("layer-zeros-0").locator("canvas")
    canvas.hover(position={"x": 150, "y": 60})
    expect(drawing.get_by_test_id("reading-zeros-0")).to_contain_text("of 8")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("hi", "light")])
def test_it_can_be_read_by_all(keep_open, lang, scheme):
    page = keep_open.anew("distributions", lang=lang, step="30")
    show_in(page, scheme)
    Distributions(page).wait_for_step(30)
    expect(page.get_by_test_id("initializers")).to_be_visible()
    wait_until_drawn(page)
    assert violations(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(visit):
    phone = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
    page = visit("distributions", step="30", layers="dense:8:relu,batchnorm,dense:8:relu", profile=phone)
    seen = Distributions(page)
    seen.wait_for_step(30)
    seen.stage.part("layer-1").locator("canvas").tap(position={"x": 200, "y": 60})
    expect(seen.stage.part("reading-1")).to_contain_text("of 8")
    assert sideways(page) == 0
