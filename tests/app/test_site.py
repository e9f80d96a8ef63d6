"""The pages' HTML and the stage's modules, as the server hands them out before any script runs."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from nnviz.app.site import page_routes
from tests.helpers.streamlit_private import streamlits_html

ROOT = Path(__file__).parent.parent.parent
TELL_BASE = f"<script>{(ROOT / 'static/streamlit/base.js').read_text(encoding='utf-8')}</script>"
PRELOAD = r'<link rel="modulepreload" href="(app/assets/[^"]*)">'


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes()))


@pytest.mark.parametrize("page", [page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "home"])
def test_a_page_is_streamlits_html_and_what_is_to_be_known_before_it(client: TestClient, page: str) -> None:
    html = client.get(f"/{page}").text

    before, script, after = html.partition(TELL_BASE)
    assert script
    assert before.endswith("<head>")
    assert before + re.sub(PRELOAD, "", after) == streamlits_html()


def test_the_playground_asks_for_every_module_of_the_stage_at_once(client: TestClient) -> None:
    asked = re.findall(PRELOAD, client.get("/playground").text)

    live = {file.name for file in (ROOT / "static/live").glob("*.js")} - {"types.js"}
    assert {address.split("/")[-1] for address in asked if "/live/" in address} == live
    assert any(address.endswith("/kit/dom.js") for address in asked)
    assert all(client.get(f"/{address}").status_code == 200 for address in asked)


def test_a_page_without_a_stage_asks_for_none(client: TestClient) -> None:
    assert not re.findall(PRELOAD, client.get("/practice").text)


@pytest.mark.parametrize("parameters", ["", "?lang=hi&seed=5"])
def test_the_home_page_lives_at_the_base(client: TestClient, parameters: str) -> None:
    answer = client.get(f"/home{parameters}", follow_redirects=False)

    assert answer.is_redirect
    assert urljoin("http://host/demo/home", answer.headers["Location"]) == f"http://host/demo/{parameters}"
