"""The practice page: all questions by chapter, and the file with which progress is taken along."""

from __future__ import annotations

import streamlit as st

from nnviz.core.i18n import _
from nnviz.kit import session
from nnviz.kit.questions import READING_WIDTH, render_questions, tell_news
from nnviz.kit.uploader import UploadSpec, ask_for_file
from nnviz.lessons.chapters import CHAPTERS
from nnviz.lessons.lesson import load_lesson
from nnviz.lessons.progress import MAX_FILE_BYTES, Progress, check_size, read_progress

__all__ = ["render_practice_page"]


def render_practice_page() -> None:
    """Show the questions of all chapters."""
    tell_news()
    st.title(_("Practice"))
    st.markdown(_("Every question of every chapter. A wrong answer costs nothing: read why, then try again."))
    _render_file()
    chapters = {name: load_lesson(name) for name in CHAPTERS}
    tabs = st.tabs([lesson.title for lesson in chapters.values()])
    for tab, name in zip(tabs, chapters, strict=True):
        with tab:
            st.page_link(f"pages/{name}.py", label=_("Read the chapter"), icon=":material/menu_book:")
            render_questions(name)


def _render_file() -> None:
    study = session.study()
    with st.expander(_("Take your progress along"), icon=":material/save:", width=READING_WIDTH):
        st.markdown(
            _("Progress is kept while this page is open. Save it as a file to go on later or on another computer.")
        )
        st.download_button(
            _("Save progress"),
            study.write_progress,
            file_name="nnviz-progress.json",
            mime="application/json",
            key=session.widget_key("save_progress"),
            icon=":material/download:",
            on_click="ignore",
        )
        loaded = ask_for_file(_progress_upload())
        if loaded is not None:
            study.progress = study.progress.merged(loaded)
            st.success(_("Loaded. What you had already solved here still counts."), icon=":material/check_circle:")


def _progress_upload() -> UploadSpec[Progress]:
    return UploadSpec(
        place="progress",
        choose=_("Load progress from a file"),
        accepted=_("A file that was saved here, at most {kilobytes} kB.").format(kilobytes=MAX_FILE_BYTES // 1024),
        endings=(".json",),
        most_bytes=MAX_FILE_BYTES,
        check_size=lambda size, _name: check_size(size),
        read=lambda content, _name: read_progress(content),
    )
