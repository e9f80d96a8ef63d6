"""The pages' HTML and the stage's modules, as the server hands them out before any script runs."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from nnviz.stage.assets import stage_address
from nnviz.ui.site import page_routes

ROOT = Path(__file__).parent.parent.parent
STREAMLITS_OWN = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
TELL_BASE = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>'
PRELOAD = r'<link rel="modulepreload" href="(app/stage/[^"]*)">'


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes()))


@pytest.mark.parametrize("page", [page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "home"])
def test_a_page_is_streamlits_html_and_what_is_to_be_known_before_it(client: TestClient, page: str) -> None:
    html = client.get(f"/{page}").text

    before, script, after = html.partition(TELL_BASE)
    assert script
    assert before.endswith("<head>")
    assert before + re.sub(PRELOAD, "", after) == STREAMLITS_OWN


def test_the_playground_asks_for_every_module_of_the_stage_at_once(client: TestClient) -> None:
    asked = re.findall(PRELOAD, client.get("/playground").text)

    assert {address.split("/")[-1] for address in asked} == {file.name for file in (ROOT / "static/stage").glob("*.js")}
    assert all(client.get(f"/{address}").status_code == 200 for address in asked)


def test_a_page_without_a_stage_asks_for_none(client: TestClient) -> None:
    assert not re.findall(PRELOAD, client.get("/practice").text)


@pytest.mark.parametrize("parameters", ["", "?lang=hi&seed=5"])
def test_the_home_page_lives_at_the_base(client: TestClient, parameters: str) -> None:
    answer = client.get(f"/home{parameters}", follow_redirects=False)

    assert answer.is_redirect
    assert urljoin("http://host/demo/home", answer.headers["Location"]) == f"http://host/demo/{parameters}"


def test_a_module_may_be_kept_for_ever_under_the_address_of_its_version(client: TestClient) -> None:
    answer = client.get(f"/{stage_address()}")

    assert answer.text == (ROOT / "static/stage/main.js").read_text(encoding="utf-8")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "javascript" in answer.headers["Content-Type"]


@pytest.mark.parametrize("address", ["/app/stage/0123456789ab/main.js", "/app/stage/x/..%2fpage.css"])
def test_another_version_or_another_file_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_names_that_lead_out_of_the_folder_are_not_there(client: TestClient) -> None:
    folder = stage_address().rpartition("/")[0]

    assert client.get(f"/{folder}/..%2f..%2fpage.css").status_code == 404
