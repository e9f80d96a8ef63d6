"""A real server, a real browser, and pages that must leave its console empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

from tests.helpers.screens import LAPTOP
from tests.helpers.stage import DEADLINE
from tests.helpers.streamlit_private import SAME_INSTANT
from tools.app_server import BROWSER_FLAGS, AppServer, find_chromium, run_server

STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=DEADLINE)


def pytest_collection_modifyitems(items):
    """Mark the tests that drive a browser, so that they can be run alone or left out."""
    for item in items:
        if item.path.name.startswith("test_browser"):
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """Notes whatever a page should not do while it is open."""

    home: str
    allowed: list[str]
    complaints: list[str] = field(default_factory=list)
    open: bool = True

    def over(self, context: BrowserContext) -> None:
        for event, listener in self._listeners():
            context.on(event, listener)

    def leave(self, context: BrowserContext) -> None:
        self.open = False
        for event, listener in self._listeners():
            context.remove_listener(event, listener)

    def _listeners(self) -> tuple[tuple[Any, Any], ...]:
        return (
            ("console", self.console),
            ("weberror", self.error),
            ("request", self.request),
            ("requestfailed", self.failed),
            ("response", self.response),
        )

    def note(self, complaint: str) -> None:
        if self.open and not any(words in complaint for words in self.allowed):
            self.complaints.append(complaint)

    def error(self, error: WebError) -> None:
        self.note(f"error: {error.error}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.note(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(self.home).netloc:
            self.note(f"a request to a foreign server: {request.url}")

    def failed(self, request: Request) -> None:
        # What is under way when a page is left is given up by the browser; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.note(f"failed request: {request.url} {request.failure}")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.note(f"status {response.status}: {response.url}")


class Profiles:
    """Browser profiles that are used again by the next test: emptied, but for the cache of the files of the server.

    With all files in its cache a page opens in two thirds of the time.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.idle: dict[str, list[BrowserContext]] = {}
        self.kinds: dict[BrowserContext, str] = {}

    def take(self, **profile) -> BrowserContext:
        """Return a profile that nobody uses."""
        kind = repr(sorted(profile.items()))
        if self.idle.get(kind):
            return self.idle[kind].pop()
        context = self.browser.new_context(**({"viewport": LAPTOP, "locale": "en-US"} | profile))
        context.set_default_timeout(DEADLINE)
        self.kinds[context] = kind
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close its pages and forget what they stored."""
        addresses = [urlsplit(page.url) for page in context.pages]
        for page in context.pages:
            page.close()
        blank = context.new_page()
        session = context.new_cdp_session(blank)
        for origin in {f"{address.scheme}://{address.netloc}" for address in addresses if address.netloc}:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        blank.close()
        context.clear_permissions()
        self.idle.setdefault(self.kinds[context], []).append(context)


class Visits:
    """Opens pages as visitors do, each in a browser profile of its own."""

    def __init__(self, profiles: Profiles, server: AppServer) -> None:
        self.profiles = profiles
        self.server = server
        self.allowed: list[str] = [SAME_INSTANT]
        self.watches: list[Watch] = []
        self.contexts: list[BrowserContext] = []

    def address(self, path: str, parameters: dict[str, str]) -> str:
        query = f"?{urlencode(parameters)}" if parameters else ""
        return f"{self.server.url}/{path}{query}"

    def allow(self, *words: str) -> None:
        """Let messages with these words pass; the test says why."""
        self.allowed.extend(words)

    def allow_drawings(self) -> None:
        """Let pass what Plotly's contours and surfaces make Chromium say where it has no GPU."""
        self.allow("GL Driver Message", "GPU stall due to ReadPixels", "willReadFrequently")

    def new_context(self, **profile) -> BrowserContext:
        """Begin a browser profile."""
        context = self.profiles.take(**profile)
        watch = Watch(self.server.url, self.allowed)
        watch.over(context)
        self.watches.append(watch)
        self.contexts.append(context)
        return context

    def new_tab(self, **profile) -> Page:
        return self.new_context(**profile).new_page()

    def __call__(self, path: str = "playground", profile: dict | None = None, **parameters: str) -> Page:
        page = self.new_tab(**(profile or {}))
        page.goto(self.address(path, parameters))
        return page

    @property
    def pages(self) -> list[Page]:
        return [page for context in self.contexts for page in context.pages]

    @property
    def complaints(self) -> list[str]:
        return [complaint for watch in self.watches for complaint in watch.complaints]

    def take_complaints(self) -> list[str]:
        """Return the complaints since the last call."""
        complaints = self.complaints
        for watch in self.watches:
            watch.complaints.clear()
        return complaints

    def end(self) -> None:
        for watch, context in zip(self.watches, self.contexts, strict=True):
            watch.leave(context)
            self.profiles.give_back(context)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[AppServer]:
    """One server for all tests. The first visitor, whose wait is the longest, is none of them."""
    with run_server(tmp_path_factory.mktemp("server") / "log") as server:
        yield server


@pytest.fixture(scope="session")
def profiles(browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def visit(profiles, server) -> Iterator[Visits]:
    """Return what opens pages; afterwards their console and the server's log must be clean."""
    yield from watched_visits(profiles, server)


def watched_visits(profiles: Profiles, server: AppServer) -> Iterator[Visits]:
    written = server.log.stat().st_size
    visits = Visits(profiles, server)
    yield visits
    visits.end()
    assert visits.complaints == []
    check_log(server, written)


def check_log(server: AppServer, start: int) -> None:
    """Require that the server has written no traceback since its log was so long."""
    log = server.log.read_bytes()[start:].decode()
    assert "Traceback" not in log, log


class KeptPages:
    """Opens pages for all tests of a module, as tabs of one browser window for each profile.

    The windows stay for all modules: in one that has all files in its cache a page opens in half the time.
    """

    def __init__(self, profiles: Profiles, server: AppServer) -> None:
        self.profiles = profiles
        self.server = server
        self.windows: dict[str, Visits] = {}
        self.tabs: dict[str, Page] = {}
        self.used: set[str] = set()

    def __call__(self, path: str, profile: dict | None = None, **parameters: str) -> Page:
        """Return an open page as it was left; open it if there is none."""
        key = repr((path, profile, sorted(parameters.items())))
        if key not in self.tabs:
            return self._open(key, path, profile, parameters)
        self.used.add(key)
        self.tabs[key].bring_to_front()
        return self.tabs[key]

    def anew(self, path: str = "playground", profile: dict | None = None, **parameters: str) -> Page:
        """Open a page in a new tab, for which the server begins a session; the tab that was here before is closed."""
        key = repr(profile)
        self._close(key)
        return self._open(key, path, profile, parameters)

    def _open(self, key: str, path: str, profile: dict | None, parameters: dict[str, str]) -> Page:
        visits = self._visits(profile)
        self.used.add(key)
        page = self.tabs[key] = visits.contexts[0].new_page()
        page.goto(visits.address(path, parameters))
        return page

    def _visits(self, profile: dict | None) -> Visits:
        if repr(profile) not in self.windows:
            visits = self.windows[repr(profile)] = Visits(self.profiles, self.server)
            visits.new_context(**(profile or {}))
        return self.windows[repr(profile)]

    def _close(self, key: str) -> None:
        if key in self.tabs:
            self.tabs.pop(key).close()

    def take_complaints(self) -> list[str]:
        """Return what the pages did wrong since the last call."""
        return [complaint for visits in self.windows.values() for complaint in visits.take_complaints()]

    def close_used(self) -> None:
        """Close the tabs that were used since this was last emptied; the next test opens them anew."""
        for key in self.used:
            self._close(key)

    def close_all(self) -> None:
        for key in list(self.tabs):
            self._close(key)

    def end(self) -> None:
        for visits in self.windows.values():
            visits.end()


@pytest.fixture(scope="session")
def windows(profiles, server) -> Iterator[KeptPages]:
    """Return what opens pages that are kept."""
    pages = KeptPages(profiles, server)
    yield pages
    pages.end()


@pytest.fixture(scope="module")
def kept_pages(windows) -> Iterator[KeptPages]:
    """Return the pages that the tests of a module go on with."""
    yield windows
    windows.close_all()
    assert windows.take_complaints() == []


@pytest.fixture
def keep_open(server, kept_pages, request) -> Iterator[KeptPages]:
    """Return what opens a page for a whole module: its first test opens it, the next ones find it as it was left.

    For tests that bring about what they look at, wherever the page stood before: opening a page takes longer than most
    of them. Console and log are looked at after each test, and a page is opened anew after one that failed.
    """
    written = server.log.stat().st_size
    kept_pages.used.clear()
    yield kept_pages
    complaints = kept_pages.take_complaints()
    if request.node.stash.get(FAILED, False):
        kept_pages.close_used()
    assert complaints == []
    check_log(server, written)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Remember of each test whether it failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def fresh_visit(profiles, tmp_path) -> Iterator[Visits]:
    """Return what opens pages on a server that nobody has asked for anything yet."""
    with run_server(tmp_path / "log") as server:
        yield from watched_visits(profiles, server)
