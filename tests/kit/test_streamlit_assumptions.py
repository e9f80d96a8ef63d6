"""What nnviz and its tests rely on in Streamlit although Streamlit does not document it, each assumption by itself.

The message of a failure says what breaks. docs/decisions.md says why each is needed;
``test_streamlit_private.py`` takes each away. What only a browser can see is in
``test_browser_streamlit_assumptions.py``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.helpers.streamlit_private import Part, send_trigger, sent_to, streamlits_html
from tests.helpers.streamlit_server import sockets_that_send_at_once

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


@functools.cache
def browser_side() -> str:
    """Return all of Streamlit's own JavaScript."""
    scripts = (Path(st.__file__).parent / "static/static/js").glob("*.js")
    return "\n".join(script.read_text(encoding="utf-8") for script in scripts)


# What the server's half relies on: nnviz/kit/streamlit_private.py.


def test_streamlit_decides_once_for_a_process_whether_a_folder_of_pages_makes_the_pages(monkeypatch):
    from streamlit.runtime.pages_manager import PagesManager

    breaks = "a deep link as the first request would run a page without its navigation"
    assert hasattr(PagesManager, "uses_pages_directory"), f"PagesManager.uses_pages_directory is gone: {breaks}"
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    PagesManager(str(ROOT / "app.py"))
    assert PagesManager.uses_pages_directory, "Streamlit no longer goes by the folder: ignore_pages_folder can go"
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    PagesManager(str(ROOT / "app.py"))
    assert PagesManager.uses_pages_directory is False, f"what was decided is decided anew: {breaks}"


def test_streamlits_html_is_a_file_with_one_head():
    breaks = "a page's HTML would come from Streamlit, with two errors in the console and no preloaded stage"
    assert streamlits_html().count("<head>") == 1, f"there is not one <head>: {breaks}"


def test_streamlits_browser_side_asks_the_window_where_its_server_is():
    breaks = "each page but the first would ask its own address for the server, with two errors in the console"
    assert re.search(r"window\.__streamlit\b(?!_)", browser_side()), f"window.__streamlit is not read: {breaks}"
    assert "BACKEND_BASE_URL" in browser_side(), f"BACKEND_BASE_URL is not read: {breaks}"


def test_a_run_knows_whether_the_learner_went_back_in_the_history():
    def script():
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        st.text(repr(get_script_run_ctx(suppress_warning=True).is_history_navigation))

    shown = [text.value for text in AppTest.from_function(script, default_timeout=30).run().text]
    assert shown == ["False"], (
        "is_history_navigation is gone: Back to one of the last 50 addresses would change nothing"
    )


def test_a_process_knows_whether_it_is_a_streamlit_server():
    def script():
        import streamlit as st
        from streamlit import runtime

        st.text(repr(runtime.exists()))

    shown = [text.value for text in AppTest.from_function(script, default_timeout=30).run().text]
    assert shown == ["True"], "streamlit.runtime.exists is gone: app.py would go by the thread it runs in"


def test_a_streamlit_server_does_not_send_at_once_by_itself(tmp_path):
    sockets = sockets_that_send_at_once(tmp_path, "None")
    assert sockets, "the server's sockets are not found: an answer to the stage would wait for up to 40 ms"
    assert not sockets[-1], "Streamlit sends at once by itself: send_at_once can go"


@pytest.mark.parametrize("name", [f"{section}.{key}" for section in SETTINGS for key in SETTINGS[section]])
def test_streamlit_knows_every_setting(name):
    value = functools.reduce(lambda settings, key: settings[key], name.split("."), SETTINGS)
    if name.startswith("theme.") and isinstance(value, dict | list):
        return  # a table of the theme, which the next test looks into
    assert st.get_option(name) == value, f"{name} is unknown: .streamlit/config.toml says what it was for"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_streamlit_knows_every_color_of_both_themes(scheme):
    for name, color in SETTINGS["theme"][scheme].items():
        known = st.get_option(f"theme.{scheme}.{name}")
        assert known == color, f"theme.{scheme}.{name} is unknown: the page would have Streamlit's color"


def test_a_large_message_is_sent_again_and_not_referred_to(monkeypatch):
    from streamlit import config
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

    def cacheable() -> bool:
        message = ForwardMsg()
        message.delta.new_element.text.body = "x" * 1_000_000
        populate_hash_if_needed(message)
        return bool(message.metadata.cacheable)

    breaks = "a click in the sidebar and then Back, on a busy server, would end the page for good"
    assert not cacheable(), f"global.minCachedMessageSize is not heeded: {breaks}"
    monkeypatch.setattr(config, "get_option", lambda _name: 10_000)
    assert cacheable(), "Streamlit refers to no message any more: global.minCachedMessageSize can go"


def component_page():
    import streamlit as st

    from nnviz.kit.streamlit_private import component_script, read_trigger, register_component

    script = component_script("app/static/kit/dom.js", "small", 2)
    register_component("nnviz_assumed", script)(key="assumed", data={"a": 1}, on_ask_change=lambda: None)
    st.text(repr(read_trigger("assumed", "ask")))


def test_the_script_of_a_component_is_taken_for_one_and_not_for_a_files_name():
    (component,) = sent_to(AppTest.from_function(component_page, default_timeout=30).run(), "bidi_component")
    assert 'return mount(component, "small", 2);' in component.js_content, "no drawing and no stage would be shown"


def test_what_a_component_sends_is_there_for_one_run():
    app = AppTest.from_function(component_page, default_timeout=30).run()
    (component,) = sent_to(app, "bidi_component")
    send_trigger(app, component.id, "ask", {"seq": 1})
    assert app.text[0].value == "{'seq': 1}", "no drawing and no stage would be answered"
    assert app.run().text[0].value == "None", "what the stage asked once would be done with each run"


# What the style sheet, the scripts and the tests call by Streamlit's names.


def styled_parts() -> list[str]:
    style = (ROOT / "static/streamlit/page.css").read_text(encoding="utf-8")
    looks = (ROOT / "static/streamlit/looks.js").read_text(encoding="utf-8")
    return sorted(set(re.findall(r'"(st[A-Z]\w*)"', style + looks)))


@pytest.mark.parametrize("part", styled_parts())
def test_streamlit_has_each_part_that_the_style_sheet_names(part):
    assert is_named(part), f"{part} is gone: page.css says at its rules what they are for"


@pytest.mark.parametrize("part", list(Part))
def test_streamlit_has_each_part_that_the_tests_name(part):
    assert is_named(part), f"{part} is gone: the browser tests with Part.{part.name} find nothing; nnviz is as it was"


def is_named(part: str) -> bool:
    return re.search(rf"[`\"']{part}[`\"']", browser_side()) is not None


@pytest.mark.parametrize("name", ["data-test-script-state", "data-stale"])
def test_the_browser_side_says_whether_a_script_runs(name):
    assert name in browser_side(), f"{name} is gone: the browser tests can't wait for a run's end; nnviz is as it was"


def test_a_container_with_a_key_has_a_class_of_that_name():
    assert "st-key-" in browser_side(), (
        "st-key-... is gone: the choice of language stands in the way, page.css says more"
    )


# What the tests do with messages and with AppTest.


def test_a_request_says_what_is_to_run_and_why():
    from streamlit.proto.BackMsg_pb2 import BackMsg

    fields = BackMsg().rerun_script.DESCRIPTOR.fields_by_name
    assert {"fragment_id", "is_history_navigation"} <= set(fields), "tests.helpers.held_link can't tell requests apart"


def test_an_answer_says_when_a_run_has_ended():
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    assert "script_finished" in ForwardMsg.DESCRIPTOR.fields_by_name, "tests.helpers.held_link can't count answers"


def test_apptest_asks_a_class_of_its_own_name_about_the_pages():
    from streamlit.testing.v1 import app_test

    assert hasattr(app_test, "PagesManager"), (
        "AppTest runs pages without app.py: most page tests fail; nnviz is as it was"
    )


def test_apptest_looks_for_components_by_one_function():
    from streamlit.components.v2 import manifest_scanner

    assert hasattr(manifest_scanner, "scan_component_manifests"), "the page tests take three times as long"


# All of it in one place.

PRIVATE = {
    "an import of Streamlit's insides": r"streamlit\.(?!testing\.v1 import AppTest)\w+(?:\.\w+)* import|"
    r"from streamlit import (?:runtime|file_util|config|util|net_util|source_util)|import streamlit\.",
    "a test id of Streamlit's": r"[\"'=(]st[A-Z]\w+[\"'\])]",
    "a class of Streamlit's": r"\.st(?:-key-|[A-Z]\w+)",
    "the browser's history": r"history\.pushState",
    "what Streamlit keeps in the window": r"__streamlit",
    "what AppTest keeps to itself": r"\._tree|\._run\(states|\.proto\b",
    "a component by hand": r"components\.v2|session_state\[[^]]+\]\[\"",
}
PLACES = ("nnviz/kit/streamlit_private.py", "static/streamlit/", "tests/helpers/streamlit_private.py")
ASSERTED = (
    "tests/kit/test_streamlit_assumptions.py",
    "tests/kit/test_browser_streamlit_assumptions.py",
    "tests/kit/test_streamlit_private.py",
)
SUFFIXES = {".py", ".js", ".mjs", ".css"}


@functools.cache
def sources() -> dict[str, str]:
    """Return every source file that is not one of the places for it."""
    files = [
        file for top in ("nnviz", "pages", "static", "tests", "tools", "benchmarks") for file in (ROOT / top).rglob("*")
    ]
    names = {file.relative_to(ROOT).as_posix(): file for file in [*files, ROOT / "app.py"] if file.suffix in SUFFIXES}
    elsewhere = {
        name: file for name, file in names.items() if not name.startswith((*PLACES, *ASSERTED, "static/vendor"))
    }
    return {name: file.read_text(encoding="utf-8") for name, file in elsewhere.items()}


@pytest.mark.parametrize("private", PRIVATE)
def test_what_streamlit_does_not_document_stands_in_its_place_only(private):
    found = [
        f"{name}: {line.strip()}"
        for name, source in sources().items()
        for line in source.splitlines()
        if re.search(PRIVATE[private], line)
    ]
    assert found == [], f"{private} belongs into one of {', '.join(PLACES)}"
