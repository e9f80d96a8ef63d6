"""The browser's modules and style sheets, as the server gives them out."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from nnviz.core.assets import asset_address, asset_routes, import_addresses

STATIC = Path(__file__).parents[2] / "static"


SHEETS = sorted(STATIC.rglob("*.css"))


@pytest.fixture
def client():
    return TestClient(Starlette(routes=asset_routes()))


@pytest.mark.parametrize("name", ["live/main.js", "neuron/neurons.js"])
def test_a_module_may_be_kept_for_ever_under_the_address_of_its_version(client, name):
    answer = client.get(f"/{asset_address(name)}")
    assert answer.text == (STATIC / name).read_text(encoding="utf-8")
    assert "immutable" in answer.headers["Cache-Control"] and "javascript" in answer.headers["Content-Type"]


def test_a_module_has_one_address_whoever_imports_it(client):
    base = asset_address("neuron/neurons.js").removesuffix("neuron/neurons.js")
    assert f"{base}kit/dom.js" in import_addresses("live/main.js")
    assert f"{base}kit/dom.js" in import_addresses("neuron/neurons.js")
    assert "export function el" in client.get(f"/{base}kit/dom.js").text


def test_all_modules_are_found_and_types_that_are_only_named_are_not():
    assert asset_address("live/inspector.js") in import_addresses("live/main.js")
    assert asset_address("live/types.js") not in import_addresses("live/main.js")


@pytest.mark.parametrize("address", ["/app/assets/0123456789ab/live/main.js", "/app/assets/x/live/no.js"])
def test_another_version_or_another_file_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_names_that_lead_out_of_the_folder_are_not_there(client):
    folder = asset_address("live/main.js").rpartition("/")[0]
    assert client.get(f"/{folder}/..%2f..%2f..%2fapp.py").status_code == 404
    assert client.get(f"/{folder}/..%2f..%2ficon.svg").status_code == 404


def test_a_module_that_is_not_there_has_no_address():
    with pytest.raises(KeyError, match=r"static/live/no\.js"):
        asset_address("live/no.js")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.relative_to(STATIC).as_posix())
def test_a_style_sheet_imports_none_that_is_not_there(sheet):
    imported = re.findall(r'@import url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert [name for name in imported if not (sheet.parent / name).is_file()] == []


def test_every_style_sheet_that_a_module_asks_for_is_there():
    asked = {
        (STATIC / name if name[0] != "." else module.parent / name).resolve()
        for module in STATIC.rglob("*.js")
        for name in re.findall(r"[\"`]([\w./]+\.css)[\"`$]", module.read_text(encoding="utf-8"))
    }
    assert len(asked) > 5 and [sheet for sheet in asked if not sheet.is_file()] == []
