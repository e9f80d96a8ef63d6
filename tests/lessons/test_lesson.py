"""A lesson's Markdown: title, opening words, named sections, links that stand alone."""

import pytest

from nnviz.lessons.lesson import LessonError, PageLink, parse_lesson, split_links

SOURCE = """# A neuron

It adds up.

## What you will be able to do {#goals}

- name its parts

## The sum {#sum}

$z = w x + b$

### A detail

More.
"""


def test_a_lesson_has_a_title_an_intro_and_sections_in_reading_order():
    lesson = parse_lesson("neuron", SOURCE)
    assert (lesson.chapter, lesson.title, lesson.intro) == ("neuron", "A neuron", "It adds up.")
    assert [(section.name, section.title) for section in lesson.sections.values()] == [
        ("goals", "What you will be able to do"),
        ("sum", "The sum"),
    ]
    assert lesson.sections["goals"].text == "- name its parts"
    assert lesson.sections["sum"].text == "$z = w x + b$\n\n### A detail\n\nMore."


@pytest.mark.parametrize(
    "source",
    [
        "",
        "No title",
        "## First {#a}\n\nText",
        "# Title\n\n## No name\n\nText",
        "# T\n\n## A {#a}\n\nx\n\n## B {#a}\n\ny",
    ],
    ids=["empty", "no title", "section first", "section without name", "name twice"],
)
def test_a_file_of_another_form_is_refused(source):
    with pytest.raises(LessonError):
        parse_lesson("neuron", source)


def test_links_alone_in_a_line_of_a_list_are_told_from_the_text_around_them():
    text = (
        "Try it:\n\n- [XOR](/playground?dataset=xor)\n- [Perceptron](/perceptron)\n\nThen [read](#sum) on.\n- a point"
    )
    assert split_links(text) == [
        "Try it:\n",
        PageLink("XOR", "/playground?dataset=xor"),
        PageLink("Perceptron", "/perceptron"),
        "\nThen [read](#sum) on.\n- a point",
    ]
