"""The check of all chapters, on a small tree of its own, and on the chapters there are."""

from pathlib import Path

import pytest

from nnviz.lessons.answers import load_answers
from nnviz.lessons.chapters import CHAPTERS, CONTENT_FOLDER, PAGES_FOLDER
from nnviz.lessons.check import check_lessons

LESSON = """# A neuron

Words.

## Goals {#goals}

- name the parts, see [the table](#comparison)

## Comparison {#comparison}

| | one | other |
|---|---|---|
| a | b | c |

## Try it {#playground}

- [XOR](/playground?dataset=xor&lr=0.1&layers=dense:4:tanh)
- [This page](/neuron)
"""

QUESTIONS = """
[[question]]
id = "neuron-sum"
kind = "number"
prompt = "How much?"
answer = "three"
tolerance = 0.5
hint = "Add."
feedback_right = "Yes."
feedback_wrong = "No."

[[question]]
id = "neuron-part"
kind = "choice"
prompt = "Which?"
answer = "soma"
options = [
  {id = "soma", text = "Soma", feedback = "Adds."},
  {id = "axon", text = "Axon", feedback = "Passes on."},
]
hint = "Look."

[[question]]
id = "neuron-fires"
kind = "goal"
prompt = "Make it fire."
hint = "More."
feedback_right = "It fires."

[[question]]
id = "neuron-why"
kind = "open"
prompt = "Why?"
model = "Because."
checklist = ["It says this.", "It says that."]
"""

HINDI = {
    "name the parts, see": "हिस्सों के नाम",
    "| a |": "| क |",
    "- [XOR]": "आज़माएँ\n\n- [XOR]",
    "How much?": "कितना?",
    "Which?": "कौन सा?",
    "Make it fire.": "चलाएँ।",
    "Why?": "क्यों?",
}


def in_hindi(text):
    for english, hindi in HINDI.items():
        text = text.replace(english, hindi)
    return text


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("nnviz.lessons.check.LANGUAGES", ("en", "hi"))
    for language, translate in (("en", str), ("hi", in_hindi)):
        folder = tmp_path / "content" / language / "neuron"
        folder.mkdir(parents=True)
        (folder / "lesson.md").write_text(translate(LESSON), encoding="utf-8")
        (folder / "questions.toml").write_text(translate(QUESTIONS), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    for name in ("neuron", "playground"):
        (tmp_path / "pages" / f"{name}.py").touch()
    return tmp_path


def faults(tree, answers=None, chapters=("neuron",)):
    return check_lessons(tree / "content", tree / "pages", answers or {"three": lambda: 3.0}, chapters)


def change(tree, language, file, old, new):
    path = tree / "content" / language / "neuron" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_whole_chapter_has_no_fault(tree):
    assert faults(tree) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("lesson.md", "# A neuron", "A neuron", "lesson.md: a lesson begins with “# Title”"),
        ("lesson.md", "{#goals}", "{#aims}", "there is no section “goals”"),
        ("lesson.md", "- name the parts, see [the table](#comparison)", "", "section “goals” is empty"),
        ("lesson.md", "\n| a | b | c |", "\n| a | b | c | d |", "section “comparison”: the table has another shape"),
        ("lesson.md", "#comparison)", "#nowhere)", "the link to “#nowhere” leads to no section"),
        ("lesson.md", "(/neuron)", "(/nowhere)", "the link to /nowhere leads to no page"),
        ("lesson.md", "(/neuron)", "(/neuron?a=1)", "gives parameters to a page that takes none"),
        ("lesson.md", "- [This page](/neuron)", "See [it](/neuron) now", "the link to /neuron has to stand alone"),
        ("lesson.md", "Words.", "[Words](https://example.org).", "the link to “https://example.org” leads to no page"),
        ("lesson.md", "lr=0.1", "lr=fast", "lr: “fast” can't be used"),
        ("lesson.md", "lr=0.1", "rate=0.1", "has an unknown parameter “rate”"),
        ("lesson.md", "dataset=xor", "dataset=file", "the link to /playground"),
        ("questions.toml", 'kind = "goal"', 'kind = "gaol"', "kind “gaol” is not one of"),
        ("questions.toml", '"neuron-sum"', '"neuron-part"', "the question id “neuron-part” stands 2 times"),
        ("questions.toml", '"neuron-sum"', '"Neuron sum"', "the id takes small letters"),
        ("questions.toml", 'prompt = "How much?"', 'prompt = " "', "prompt is empty"),
        ("questions.toml", 'text = "Soma"', 'text = ""', "text of option “soma” is empty"),
        ("questions.toml", '"Passes on."', '""', "feedback of option “axon” is empty"),
        ("questions.toml", 'feedback_right = "Yes."', "", "feedback_right is empty"),
        ("questions.toml", 'feedback_wrong = "No."', "", "feedback_wrong is empty"),
        ("questions.toml", 'feedback_right = "It fires."', "", "feedback_right is empty"),
        ("questions.toml", 'hint = "More."', "", "hint is empty"),
        ("questions.toml", 'model = "Because."', "", "model is empty"),
        ("questions.toml", '["It says this.", "It says that."]', "[]", "the checklist is empty"),
        ("questions.toml", '"It says that."', '""', "point 2 of the checklist is empty"),
        ("questions.toml", 'answer = "three"', 'answer = "four"', "no function computes the answer “four”"),
        ("questions.toml", 'answer = "soma"', 'answer = "gone"', "the answer “gone” is none of the options"),
        ("questions.toml", 'id = "axon"', 'id = "soma"', "two or more options with different ids"),
        ("questions.toml", "tolerance = 0.5", "tolerance = -1.0", "the tolerance is negative"),
        ("questions.toml", 'hint = "More."', 'hint = "More."\nanswer = "three"', "has no answer to compute"),
    ],
)
def test_each_kind_of_fault_is_found(tree, file, old, new, fault):
    change(tree, "en", file, old, new)
    assert any(fault in found for found in faults(tree)), faults(tree)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("lesson.md", "{#goals}", "{#aims}", "hi/neuron: other sections, or in another order"),
        ("questions.toml", '"neuron-sum"', '"neuron-sums"', "hi/neuron: other questions, or in another order"),
        ("questions.toml", 'id = "axon"', 'id = "synapse"', "“neuron-part”: other options, or in another order"),
        ("questions.toml", 'answer = "soma"', 'answer = "axon"', "“neuron-part”: another answer: axon instead of soma"),
        ("questions.toml", "tolerance = 0.5", "tolerance = 0.6", "“neuron-sum”: another tolerance"),
        ("questions.toml", 'kind = "goal"', 'kind = "open"', "“neuron-fires”: another kind: open instead of goal"),
        ("questions.toml", ', "It says that."', "", "“neuron-why”: the checklist has another length"),
        ("questions.toml", "क्यों?", "Why?", "“neuron-why”: the prompt is not translated"),
        ("lesson.md", "हिस्सों के नाम", "name the parts, see", "section “goals” is not translated"),
    ],
)
def test_each_difference_between_the_languages_is_found(tree, file, old, new, fault):
    change(tree, "hi", file, old, new)
    assert any(fault in found for found in faults(tree)), faults(tree)


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("file", ["lesson.md", "questions.toml"])
def test_a_missing_file_is_found(tree, language, file):
    (tree / "content" / language / "neuron" / file).unlink()
    assert faults(tree) == [f"{language}/neuron: there is no {file}"]


def test_a_chapter_without_a_page_is_found(tree):
    (tree / "pages" / "neuron.py").unlink()
    assert "neuron: there is no page of this name" in faults(tree)


def test_a_folder_of_no_chapter_is_found(tree):
    (tree / "content" / "hi" / "neuro").mkdir()
    assert faults(tree) == ["neuro: a folder of no chapter"]


def test_an_answer_that_is_no_finite_number_is_found(tree):
    assert faults(tree, {"three": lambda: float("nan")}) == [
        f"{language}/neuron: question “neuron-sum”: the answer “three” is no finite number" for language in ("en", "hi")
    ]


def test_the_chapters_of_the_application_have_no_fault():
    assert check_lessons(CONTENT_FOLDER, PAGES_FOLDER, load_answers(), CHAPTERS) == []
