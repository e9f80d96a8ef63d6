"""The chapters' modules, as the server gives them out."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from nnviz.ui.drawing import drawing_address, drawing_routes

LESSONS = Path(__file__).parents[2] / "static/lessons"


@pytest.fixture
def client():
    return TestClient(Starlette(routes=drawing_routes()))


def test_a_module_may_be_kept_for_ever_under_the_address_of_its_version(client):
    answer = client.get(f"/{drawing_address('neurons')}")
    assert answer.text == (LESSONS / "neurons.js").read_text(encoding="utf-8")
    assert "immutable" in answer.headers["Cache-Control"] and "javascript" in answer.headers["Content-Type"]


def test_what_modules_share_with_the_stage_stands_beside_them(client):
    base = drawing_address("neurons").removesuffix("lessons/neurons.js")
    assert "export function el" in client.get(f"/{base}stage/dom.js").text


@pytest.mark.parametrize("address", ["/app/drawings/0123456789ab/lessons/neurons.js", "/app/drawings/x/lessons/no.js"])
def test_another_version_or_another_file_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_names_that_lead_out_of_the_folders_are_not_there(client):
    folder = drawing_address("neurons").rpartition("/")[0]
    assert client.get(f"/{folder}/..%2f..%2fpage.css").status_code == 404
