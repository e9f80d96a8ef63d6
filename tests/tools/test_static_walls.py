"""The walls between the folders of the browser's half: which of them a module may import from."""

import posixpath
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}/[^"']+)["']""")
SHARED = {
    "vendor": set(),
    "streamlit": set(),
    "kit": {"vendor", "streamlit"},
    "live": {"kit", "vendor", "streamlit"},
    "app": {"kit", "vendor"},
}
SUBJECT = {"kit", "live", "vendor"}
"""What a subject may import from besides itself; the folders of `SHARED` are no subjects."""


def imports(static):
    """Return each import between the folders of `static`: the module that imports, and what it names."""
    for module in sorted(static.rglob("*.js")):
        place = module.relative_to(static)
        for address in IMPORTED.findall(module.read_text(encoding="utf-8")):
            yield place.as_posix(), posixpath.normpath(posixpath.join(place.parent.as_posix(), address))


def crossings(static):
    """Return the imports that go through a wall."""
    for module, imported in imports(static):
        own, other = module.partition("/")[0], imported.partition("/")[0]
        if other not in {*SHARED.get(own, SUBJECT), own}:
            yield f"{module} imports {imported}"


def test_no_module_reaches_through_a_wall():
    assert list(crossings(STATIC)) == []


def test_every_imported_module_is_there():
    missing = [pair for pair in imports(STATIC) if not (STATIC / pair[1]).is_file()]
    assert [pair for pair in missing if not (STATIC / pair[1]).with_suffix(".d.ts").is_file()] == []


@pytest.mark.parametrize(
    ("module", "text", "passes"),
    [
        ("statistics/logits.js", 'import { softmax } from "../activations/softmax.js";', False),
        ("statistics/logits.js", 'const later = await import("../activations/softmax.js");', False),
        ("statistics/logits.js", '/** @typedef {import("../activations/softmax.js").Data} Data */', False),
        ("statistics/logits.js", 'export { softmax } from "../kit/softmax.js";', True),
        ("statistics/logits.js", 'import {\n  stage,\n} from "../live/stage.js";', True),
        ("kit/heatmap.js", 'import "../live/types.js";', False),
        ("kit/axes.js", 'import { ticks } from "../vendor/d3.js";', True),
        ("live/main.js", 'import { receive } from "../streamlit/socket.js";', True),
        ("live/main.js", 'import { drop } from "../statistics/dropout.js";', False),
        ("race/row.js", 'import { receive } from "../streamlit/socket.js";', False),
    ],
)
def test_a_wall_lets_through_what_it_should(tmp_path, module, text, passes):
    (tmp_path / module).parent.mkdir(parents=True)
    (tmp_path / module).write_text(text, encoding="utf-8")
    assert (list(crossings(tmp_path)) == []) == passes
