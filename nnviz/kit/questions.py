"""Questions on a page: asking, feedback, model answers, and the goals an experiment recognises."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown
from nnviz.lessons.questions import Question, judge, load_questions, mix_options

__all__ = ["READING_WIDTH", "reach_goal", "render_practice", "render_questions", "tell_news"]

MAX_CHARACTERS = 2000
READING_WIDTH = 860
"""Pixels; longer lines of text are hard to read."""


def tell_news() -> None:
    """Tell what the run of the script before this one noted."""
    news = session.study().news
    while news:
        st.toast(news.pop(0), icon=":material/check_circle:")


def reach_goal(question_id: str) -> None:
    """Note that the state a question asks for has been reached in an experiment.

    Call it from the body of the script or of a fragment, as often as the state is there; not from a
    callback. The first time, the page is run again, so that the question shows it.
    """
    study = session.study()
    if study.progress.score(question_id).right:
        return
    study.progress = study.progress.after(question_id, right=True)
    study.news.append(_("Goal reached. It counts as a solved question."))
    st.rerun()


def render_practice(chapter: str) -> None:
    """Show all questions of a chapter under a heading, with a line of progress."""
    st.header(_("Practice"), anchor="practice")
    render_questions(chapter)


@st.fragment
def render_questions(chapter: str) -> None:
    """Show all questions of a chapter, with a line of progress."""
    activate_language()
    questions = load_questions(chapter)
    with st.container(width=READING_WIDTH):
        _render_progress_line(questions)
        for number, question in enumerate(questions, 1):
            with st.container(border=True):
                _render_question(number, question)


def _render_progress_line(questions: tuple[Question, ...]) -> None:
    solved = session.study().progress.count_right(question.id for question in questions)
    told = _("{solved} of {count} solved").format(solved=solved, count=len(questions))
    st.progress(solved / max(len(questions), 1), told)


def _render_question(number: int, question: Question) -> None:
    solved = session.study().progress.score(question.id).right
    solved_mark = _("solved")
    mark = f" :material/check_circle: *{solved_mark}*" if solved else ""
    st.markdown(f"**{number}.** {question.prompt}{mark}")
    if question.kind == "choice":
        _render_choice(question)
    elif question.kind == "number":
        _render_number(number, question)
    elif question.kind == "goal":
        _render_goal(question)
    else:
        _render_open(number, question)
    if question.hint:
        with st.expander(_("Hint")):
            st.markdown(question.hint)


def _label(number: int) -> str:
    return _("Your answer to question {number}").format(number=number)


def _key(question: Question) -> str:
    return session.widget_key(f"question_{question.id}")


def _seed(question: Question) -> str:
    """Set the question's widget to the last answer, if Streamlit has forgotten it, and return its key."""
    key = _key(question)
    if key not in st.session_state and question.id in session.study().answers:
        st.session_state[key] = session.study().answers[question.id]
    return key


def _render_choice(question: Question) -> None:
    texts = {option.id: option.text for option in mix_options(question)}
    with st.form(f"{_key(question)}_form", border=False):
        st.radio(
            question.prompt,
            list(texts),
            index=None,
            key=_seed(question),
            format_func=texts.__getitem__,
            label_visibility="collapsed",
        )
        _render_check_button(question, _("Check"))
    _render_verdict(question)


def _render_number(number: int, question: Question) -> None:
    label = _label(number)
    with st.form(f"{_key(question)}_form", border=False):
        st.text_input(
            f"{label} ({question.unit})" if question.unit else label, key=_seed(question), max_chars=60, width=240
        )
        _render_check_button(question, _("Check"))
    _render_verdict(question)


def _render_check_button(question: Question, label: str) -> None:
    st.form_submit_button(label, key=f"{_key(question)}_check", on_click=_take_answer, args=(question,))


def _take_answer(question: Question) -> None:
    """Take over the answer that was sent; what can be judged counts as a try."""
    study = session.study()
    answer = study.answers[question.id] = str(st.session_state[_key(question)] or "")
    if question.kind == "open":
        if answer.strip():
            study.progress = study.progress.after(question.id, right=False)
        return
    outcome = judge(question, answer).outcome
    if outcome != "unusable":
        study.progress = study.progress.after(question.id, right=outcome == "right")


def _render_verdict(question: Question) -> None:
    answer = session.study().answers.get(question.id)
    if answer is None:
        return
    verdict = judge(question, answer)
    if verdict.outcome == "right":
        _render_success(_("Right."), verdict.message)
    elif verdict.outcome == "wrong":
        headline = _("Not yet.")
        st.warning(f"**{headline}** {verdict.message}", icon=":material/replay:")
    else:
        st.info(escape_markdown(verdict.message), icon=":material/info:")


def _render_success(headline: str, message: str) -> None:
    st.success(f"**{headline}** {message}", icon=":material/check_circle:")


def _render_goal(question: Question) -> None:
    if session.study().progress.score(question.id).right:
        _render_success(_("Reached."), question.feedback_right)
    else:
        st.info(_("Do this in the experiment of the chapter. The page notices it by itself."), icon=":material/flag:")


def _render_open(number: int, question: Question) -> None:
    with st.form(f"{_key(question)}_form", border=False):
        st.text_area(_label(number), key=_seed(question), max_chars=MAX_CHARACTERS, height="content")
        _render_check_button(question, _("Compare with a model answer"))
    answer = session.study().answers.get(question.id)
    if answer is None:
        return
    if answer.strip():
        _render_model(question)
    else:
        st.info(_("Please write an answer first. One sentence is enough."), icon=":material/info:")


def _render_model(question: Question) -> None:
    headline = _("A model answer")
    st.markdown(f"**{headline}**  \n{question.model}")
    st.markdown(_("Tick what your answer says as well:"))
    solved = session.study().progress.score(question.id).right
    keys = [f"{_key(question)}_check_{place}" for place in range(len(question.checklist))]
    for key, point in zip(keys, question.checklist, strict=True):
        if key not in st.session_state:
            st.session_state[key] = solved
        st.checkbox(point, key=key, on_change=_take_ticks, args=(question, keys))


def _take_ticks(question: Question, keys: list[str]) -> None:
    study = session.study()
    if all(st.session_state[key] for key in keys) and not study.progress.score(question.id).right:
        study.progress = study.progress.after(question.id, right=True)
