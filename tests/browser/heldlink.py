"""A link to the server on which requests can be held back and let through one by one."""

from __future__ import annotations

import time

from playwright.sync_api import Page, WebSocketRoute

from tests.browser.stage import DEADLINE

LOOK_EVERY = 20


class HeldLink:
    """Stands between a page and the server; to be put there before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[str | bytes] = []
        self.holding = False
        self.hurrying = False
        page.route_web_socket(lambda url: "/_stcore/stream" in url, self._connect)

    def _connect(self, link: WebSocketRoute) -> None:
        self.page_side = link
        self.server = link.connect_to_server()
        link.on_message(self._request)
        self.server.on_message(self._answer)

    def _request(self, message: str | bytes) -> None:
        if self.holding:
            self.waiting.append(message)
        else:
            self.server.send(message)

    def _answer(self, message: str | bytes) -> None:
        if self.hurrying and self.waiting:
            self.server.send(self.waiting.pop(0))
        self.hurrying = False
        self.page_side.send(message)

    def hold(self) -> None:
        """Hold back every request from now on."""
        self.holding = True

    def wait_for_request(self, count: int = 1) -> None:
        """Wait until so many requests are held back."""
        deadline = time.monotonic() + DEADLINE / 1000
        while len(self.waiting) < count:
            assert time.monotonic() < deadline, "the page asked for nothing"
            self.page.wait_for_timeout(LOOK_EVERY)

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
