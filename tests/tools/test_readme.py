"""What the README shows as code does what it says."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_the_example_of_the_library_prints_what_a_run_came_to(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    said = re.fullmatch(r"([\d.]+)% of the test points are right after 1000 updates\n", capsys.readouterr().out)
    assert said
    assert float(said[1]) > 95
