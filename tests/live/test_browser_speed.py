"""The slider of the speed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.helpers.stage import Stage

BURST = """range => {
    for (const value of [6, 5, 4, 3, 2, 1, 2, 3]) {
        range.value = value;
        range.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""


def test_after_a_quick_move_the_speed_is_that_of_the_slider(visit):
    stage = Stage.on(visit())
    stage.part("speed").evaluate(BURST)
    shown = stage.part("speed").get_attribute("aria-valuetext")
    stage.press("step")
    stage.wait_for_link(step="1")
    expect(stage.part("speed")).to_have_attribute("aria-valuetext", shown)
    expect(stage.part("speed")).to_have_js_property("value", "3")
    stage.page.reload()
    again = Stage.on(stage.page)
    expect(again.part("speed")).to_have_attribute("aria-valuetext", shown)
