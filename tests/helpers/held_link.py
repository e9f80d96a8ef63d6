"""A link to the server on which requests can be held back and let through one by one, and answers all at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

from tests.helpers.stage import DEADLINE
from tests.helpers.streamlit_private import ends_run, is_stream, read_request

LOOK_EVERY = 20

BE_BUSY = "const end = performance.now() + 500; while (performance.now() < end);"


class HeldLink:
    """Stands between a page and the server; to be put there before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[str | bytes] = []
        self.holding = False
        self.hurrying = False
        self.requests: list[Any] = []
        self.held_answers: list[str | bytes] | None = None
        self.answered = 0
        page.route_web_socket(is_stream, self._connect)

    def _connect(self, link: WebSocketRoute) -> None:
        self.page_side = link
        self.server = link.connect_to_server()
        link.on_message(self._request)
        self.server.on_message(self._answer)

    def _request(self, message: str | bytes) -> None:
        asked = read_request(message)
        if asked is not None:
            self.requests.append(asked)
        if self.holding:
            self.waiting.append(message)
        else:
            self.server.send(message)

    def _answer(self, message: str | bytes) -> None:
        if self.hurrying and self.waiting:
            self.server.send(self.waiting.pop(0))
        self.hurrying = False
        if self.held_answers is None:
            self.page_side.send(message)
        else:
            self.held_answers.append(message)
        self.answered += ends_run(message)

    def hold(self) -> None:
        """Hold back every request from now on."""
        self.holding = True

    def wait_for_request(self, count: int = 1) -> None:
        """Wait until so many requests are held back."""
        self._wait_until(lambda: len(self.waiting) >= count, "the page asked for nothing")

    def wait_for_page_request(self) -> None:
        """Wait until the last request is one for a whole page."""
        self._wait_until(lambda: not self.requests[-1].fragment_id, "the page asked for no other page")

    def wait_for_answer(self, count: int) -> None:
        """Wait until so many answers have come from the server, to their last message."""
        self._wait_until(lambda: self.answered >= count, "the server did not answer")

    def _wait_until(self, holds: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + DEADLINE / 1000
        while not holds():
            assert time.monotonic() < deadline, complaint
            self.page.wait_for_timeout(LOOK_EVERY)

    def hold_answers(self) -> None:
        """Hold back what the server sends from now on."""
        self.held_answers = []

    def release_answers(self) -> None:
        """Let it all through, so close together that the page finds all of it waiting."""
        answers, self.held_answers = self.held_answers or [], None
        self.page.evaluate(f"() => setTimeout(() => {{ {BE_BUSY} }})")
        for answer in answers:
            self.page_side.send(answer)

    def release_one(self) -> None:
        """Let the oldest request through that is held back, once there is one."""
        self.wait_for_request()
        self.server.send(self.waiting.pop(0))

    def release_two(self) -> None:
        """Let two requests through, the second as soon as the server begins to answer the first."""
        self.wait_for_request(2)
        self.hurrying = True
        self.release_one()

    def release(self) -> None:
        """Let all requests through, and those that follow."""
        self.holding = False
        for message in self.waiting:
            self.server.send(message)
        self.waiting.clear()
