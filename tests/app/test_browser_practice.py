"""Questions in a browser: answered wrong, then right, by keyboard; progress saved and loaded; the way there."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from nnviz.lessons.questions import expected_answer, load_questions
from tests.helpers.streamlit_private import Part

CHOICE = next(question for question in load_questions("neuron") if question.kind == "choice")
RIGHT = next(option for option in CHOICE.options if option.id == expected_answer(CHOICE))
WRONG = next(option for option in CHOICE.options if option.id != RIGHT.id)


def card(page: Page) -> Locator:
    """Return the frame around the question."""
    choice = page.get_by_role("radiogroup", name=CHOICE.prompt)
    return page.get_by_test_id(Part.FORM).filter(has=choice).locator("xpath=../..")


def answer(page: Page, text: str) -> None:
    """Choose an answer and send it, with the keyboard alone."""
    form = page.get_by_test_id(Part.FORM).filter(has=page.get_by_role("radiogroup", name=CHOICE.prompt))
    form.get_by_role("radio", name=text).focus()
    page.keyboard.press("Space")
    expect(form.get_by_role("radio", name=text)).to_be_checked()
    form.get_by_role("button").focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", ["neuron", "practice"])
def test_a_question_is_answered_wrong_then_right(keep_open, path):
    page = keep_open.anew(path)
    answer(page, WRONG.text)
    expect(card(page)).to_contain_text("Not yet.")
    expect(card(page)).to_contain_text(WRONG.feedback)
    answer(page, RIGHT.text)
    expect(card(page)).to_contain_text("Right.")
    expect(card(page)).not_to_contain_text("Not yet.")
    expect(page.get_by_text("1 of", exact=False).first).to_be_visible()


def test_feedback_keeps_the_language_of_the_page(keep_open):
    page = keep_open.anew("practice", lang="hi")
    page.get_by_role("tabpanel").first.get_by_test_id(Part.FORM_SUBMIT_BUTTON).first.get_by_role("button").click()
    expect(page.get_by_text("पहले कोई एक उत्तर चुनें।")).to_be_visible()


def test_progress_is_saved_to_a_file_and_loaded_by_another_visitor(keep_open, visit, tmp_path):
    page = keep_open.anew("practice")
    answer(page, RIGHT.text)
    expect(card(page)).to_contain_text("Right.")
    page.get_by_text("Take your progress along").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save progress").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["questions"] == {CHOICE.id: {"tried": 1, "right": True}}

    other = visit("practice")
    other.get_by_text("Take your progress along").click()
    other.locator('input[type="file"]').set_input_files(file)
    expect(other.get_by_text("Loaded.", exact=False)).to_be_visible()
    expect(other.get_by_text("1 of", exact=False).first).to_be_visible()


def test_the_way_from_a_chapter_to_practice_keeps_the_answers(keep_open):
    page = keep_open.anew("neuron")
    answer(page, RIGHT.text)
    expect(card(page)).to_contain_text("Right.")
    page.get_by_test_id(Part.TOP_NAV).get_by_role("button", name="Practice").click()
    page.get_by_role("menuitem", name="All questions").or_(page.get_by_role("link", name="All questions")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Practice")
    expect(card(page)).to_contain_text("Right.")
