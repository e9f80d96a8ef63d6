"""The stage as a test sees it: the attributes of the contract, and what a learner can press."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

# Milliseconds a state may take to come about: generous, for a busy machine.
DEADLINE = 30_000

# Finds the stage anew each time, in open shadow roots too, since a page may put a new one in the place of an old one.
WITH_STAGE = """(value) => {
    const seek = (root) => root.querySelector('[data-testid="stage"]')
        ?? [...root.querySelectorAll("*")].map((e) => e.shadowRoot && seek(e.shadowRoot)).find(Boolean);
    const stage = seek(document);
    return Boolean(stage) && (%s)(stage, value);
}"""

SETTLED = "s => s.isConnected && s.dataset.step !== undefined && +s.dataset.frame > 0"

UNCHANGED = """s => {
    window.unchanged = s.dataset.frame === window.lastFrame ? window.unchanged + 1 : 0;
    window.lastFrame = s.dataset.frame;
    return window.unchanged > 10;
}"""

FREE_PLACE = """path => {
    const [length, matrix, root] = [path.getTotalLength(), path.getScreenCTM(), path.getRootNode()];
    for (let share = 0.05; share < 1; share += 0.02) {
        const place = path.getPointAtLength(share * length).matrixTransform(matrix);
        if (root.elementFromPoint(place.x, place.y) === path) return [place.x, place.y];
    }
    return null;
}"""


class Stage:
    """The live view on an open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.get_by_test_id("stage")

    @classmethod
    def on(cls, page: Page) -> Stage:
        """Return the stage of a page once it has painted."""
        stage = cls(page)
        stage.wait(SETTLED)
        return stage

    def get(self, name: str) -> str:
        value = self.root.get_attribute(f"data-{name}")
        assert value is not None, f"the stage has no data-{name}"
        return value

    @property
    def step(self) -> int:
        return int(self.get("step"))

    @property
    def epoch(self) -> int:
        return int(self.get("epoch"))

    @property
    def frame(self) -> int:
        return int(self.get("frame"))

    @property
    def state(self) -> str:
        return self.get("state")

    @property
    def train_loss(self) -> float:
        return float(self.get("train-loss"))

    @property
    def test_loss(self) -> float:
        return float(self.get("test-loss"))

    def wait(self, condition: str, value: Any = None) -> None:
        """Wait until a condition in JavaScript holds for the stage `s` (and `value`)."""
        expect(self.root).to_be_attached()
        self.page.wait_for_function(WITH_STAGE % condition, arg=value, timeout=DEADLINE)

    def wait_for_state(self, state: str) -> None:
        expect(self.root).to_have_attribute("data-state", state)

    def wait_for_step(self, step: int) -> None:
        expect(self.root).to_have_attribute("data-step", str(step))

    def wait_beyond(self, step: int) -> None:
        self.wait("(s, step) => +s.dataset.step > step", step)

    def wait_for_last_frame(self) -> None:
        """Wait until all frames in hand are painted, and no more come."""
        self.wait(UNCHANGED)

    def wait_for_other_loss(self, loss: float) -> None:
        self.wait("(s, loss) => +s.dataset.trainLoss !== loss", loss)

    def part(self, name: str) -> Locator:
        """Return the part of the stage with a `data-testid`."""
        return self.root.get_by_test_id(name)

    def press(self, name: str) -> None:
        self.part(name).click()

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)

    def play(self, beyond: int = 0) -> None:
        """Press Play and wait until the run is past an update."""
        self.press("play")
        self.wait_for_state("running")
        self.wait_beyond(beyond)

    def pause(self) -> int:
        """Press Pause and return the update at which the run stands, once the server stands there too."""
        self.press("play")
        self.wait_for_state("paused")
        return self.stand_still()

    def stand_still(self) -> int:
        """Return the update that is shown once the address bar names the same one."""
        self.wait("s => new URL(location).searchParams.get('step') === s.dataset.step")
        return self.step

    def begin_again(self) -> None:
        """Go back to the first weights and to what the network says, and wait until the address bar names no update.

        A step is made before, since at update 0 nothing would show that Reset was answered.
        """
        if self.part("show-output").is_visible():
            self.press("show-output")
        self.press("step")
        self.wait_beyond(0)
        self.press("reset")
        self.wait_for_step(0)
        self.wait_for_state("idle")
        self.wait_for_link(step=None)

    def wait_for_link(self, **parameters: str | None) -> None:
        """Wait until the address bar has these parameters, and has not those that are None."""
        held = """parameters => Object.entries(parameters).every(
            ([name, value]) => new URL(location).searchParams.get(name) === value)"""
        self.page.wait_for_function(held, arg=parameters, timeout=DEADLINE)

    def wait_for_change(self, change: str) -> None:
        """Wait until the address bar says that this was changed on the way, as ``lr:0.1``."""
        held = "change => (new URL(location).searchParams.get('changes') ?? '').includes(`:${change}`)"
        self.page.wait_for_function(held, arg=change, timeout=DEADLINE)

    def wait_for_link_beyond(self, step: int) -> None:
        """Wait until the address bar names a later update."""
        held = "step => +new URL(location).searchParams.get('step') > step"
        self.page.wait_for_function(held, arg=step, timeout=DEADLINE)

    def link(self) -> dict[str, str]:
        """Return the parameters in the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    def click_edge(self, name: str) -> None:
        """Click an edge where no other edge lies above it."""
        self.part(name).scroll_into_view_if_needed()
        place = self.part(name).evaluate(FREE_PLACE)
        assert place, f"{name} is covered everywhere"
        self.page.mouse.click(*place)
