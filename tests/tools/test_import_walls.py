"""The walls between the rooms of the house: what the contracts in pyproject.toml let pass and what they report."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
COMPUTING = (
    "core/spec.py",
    "data/load.py",
    "engine/passes.py",
    "run/trainer.py",
    "live/recorder.py",
    "lessons/questions.py",
    "backprop/trace.py",
    "landscape/surface.py",
    "depth/towers.py",
    "uncertainty/monte_carlo.py",
    "statistics/classifier.py",
    "neuron/artificial.py",
)
FOREIGN = (
    ("backprop/exhibit.py", "streamlit"),
    ("live/director.py", "streamlit"),
    ("kit/links.py", "torch"),
    ("depth/words.py", "torch"),
    ("race/page.py", "torch"),
    ("kit/figures/points.py", "torch"),
    ("kit/arrival.py", "plotly"),
    ("statistics/classifier.py", "sklearn"),
)


@pytest.fixture
def house(tmp_path):
    """Return a copy of the package, in which a test may break walls."""
    shutil.copytree(ROOT / "nnviz", tmp_path / "nnviz", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def report(house):
    """Return the exit code of the linter and what it prints, in one line."""
    environment = os.environ | {"PYTHONPATH": str(house)}
    command = [sys.executable, "-c", LINT, "--no-cache"]
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, re.sub(r"\s+", " ", done.stdout)


def write_into(house, file, line):
    path = house / "nnviz" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def module(file):
    return "nnviz." + file.removesuffix(".py").replace("/", ".")


def test_what_computes_may_not_ask_the_session(house):
    for file in COMPUTING:
        write_into(house, file, "from nnviz.kit.session import director")
    code, printed = report(house)
    assert code == 1
    for file in COMPUTING:
        assert f"{module(file)} -> nnviz.kit.session" in printed, file


def test_a_package_from_outside_stays_where_it_is_known(house):
    for file, package in FOREIGN:
        write_into(house, file, f"import {package}")
    code, printed = report(house)
    assert code == 1
    for file, package in FOREIGN:
        assert f"{module(file)} imports {package}" in printed, (file, package)


def test_no_subject_reaches_into_another(house):
    write_into(house, "backprop/trace.py", "from nnviz.landscape.results import Landscape")
    code, printed = report(house)
    assert code == 1
    assert "nnviz.backprop.trace -> nnviz.landscape.results" in printed


def test_a_room_without_a_place_among_the_layers_fails(house):
    (house / "nnviz/attic").mkdir()
    (house / "nnviz/attic/__init__.py").write_text("", encoding="utf-8")
    code, printed = report(house)
    assert code == 1
    assert "attic" in printed
