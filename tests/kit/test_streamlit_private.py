"""What nnviz does where Streamlit no longer has what it does not document: it goes on, and the log has one line."""

from __future__ import annotations

import logging
import threading

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from nnviz.app.site import page_routes
from nnviz.kit import streamlit_private


@pytest.fixture
def log(caplog):
    """Return a function that gives the warnings of nnviz; what was said before may be said again."""
    streamlit_private._warn.cache_clear()
    caplog.set_level(logging.WARNING, "nnviz")
    yield lambda: [record.getMessage() for record in caplog.records if record.name == "nnviz"]
    streamlit_private._warn.cache_clear()


@pytest.fixture
def open_routes():
    """Return a function that makes a client of what nnviz serves before any script runs."""
    return lambda: TestClient(Starlette(routes=page_routes()))


class TestAllIsThere:
    def test_nothing_is_said(self, log, open_page):
        streamlit_private.ignore_pages_folder()
        streamlit_private.page_html("")
        open_page("playground")
        assert log() == []


class TestPagesFolder:
    def test_a_server_that_knows_no_such_folder_is_left_alone(self, log, monkeypatch):
        from streamlit.runtime.pages_manager import PagesManager

        monkeypatch.delattr(PagesManager, "uses_pages_directory")
        for _start in range(2):
            streamlit_private.ignore_pages_folder()
        (line,) = log()
        assert "PagesManager.uses_pages_directory: a link to a page as the first request" in line
        assert not hasattr(PagesManager, "uses_pages_directory")

    def test_no_manager_of_pages_is_no_error(self, log, monkeypatch):
        from streamlit.runtime import pages_manager

        monkeypatch.delattr(pages_manager, "PagesManager")
        streamlit_private.ignore_pages_folder()
        (line,) = log()
        assert "no longer has streamlit.runtime.pages_manager.PagesManager" in line


class TestHtml:
    def test_without_streamlits_folder_streamlit_serves_the_pages_and_nnviz_the_rest(
        self, log, monkeypatch, open_routes
    ):
        from streamlit import file_util

        monkeypatch.delattr(file_util, "get_static_dir")
        client = open_routes()
        assert client.get("/playground").status_code == 404, "left to Streamlit's own route"
        assert client.get("/home", follow_redirects=False).is_redirect
        (line,) = log()
        assert "streamlit.file_util.get_static_dir: the browser asks a page's own address" in line

    @pytest.mark.parametrize("html", [None, "<html><body></body></html>"])
    def test_html_that_is_not_there_or_has_no_head_is_left_to_streamlit(
        self, log, monkeypatch, tmp_path, open_routes, html
    ):
        from streamlit import file_util

        if html is not None:
            (tmp_path / "index.html").write_text(html, encoding="utf-8")
        monkeypatch.setattr(file_util, "get_static_dir", lambda: str(tmp_path))
        assert open_routes().get("/playground").status_code == 404
        (line,) = log()
        assert "an index.html with a <head>" in line


class TestHistory:
    def test_without_a_runs_context_each_page_opens_and_nobody_went_back(self, log, monkeypatch, open_page):
        from streamlit.runtime import scriptrunner

        monkeypatch.delattr(scriptrunner, "get_script_run_ctx")
        open_page("playground", seed="5").run()
        assert not streamlit_private.goes_through_history()
        lines = [line for line in log() if "get_script_run_ctx" in line]
        assert len(lines) == 1 and "Back to one of the last addresses changes nothing" in lines[0]

    def test_a_context_that_knows_nothing_of_the_history_says_nobody_went_back(self, log, monkeypatch):
        from streamlit.runtime import scriptrunner

        monkeypatch.setattr(scriptrunner, "get_script_run_ctx", lambda **_options: object())
        assert [streamlit_private.goes_through_history() for _run in range(2)] == [False, False]
        (line,) = log()
        assert "is_history_navigation in a run's context" in line


class TestServer:
    def test_whether_a_script_runs_is_told_by_its_thread(self, log, monkeypatch):
        from streamlit import runtime

        monkeypatch.delattr(runtime, "exists")
        assert not streamlit_private.in_server(), "the main thread makes the server"
        found = []
        thread = threading.Thread(target=lambda: found.append(streamlit_private.in_server()))
        thread.start()
        thread.join()
        assert found == [True]
        (line,) = log()
        assert "streamlit.runtime.exists: whether a script runs is told by its thread" in line

    @pytest.mark.parametrize(("serves", "lines"), [(True, 1), (False, 0)])
    def test_sockets_that_are_not_found_are_told_of_where_there_should_be_one(self, log, monkeypatch, serves, lines):
        monkeypatch.setattr(streamlit_private.gc, "get_objects", list)
        for _start in range(2):
            streamlit_private.send_at_once(serves=serves)
        assert len(log()) == lines
        assert all("an answer to the stage may wait for 40 ms" in line for line in log())


class TestTrigger:
    def test_a_component_that_is_not_there_sent_nothing(self):
        assert streamlit_private.read_trigger("unknown", "ask") is None
