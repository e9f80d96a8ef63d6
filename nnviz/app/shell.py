"""The shell around every page: set-up of the page, language, navigation.

A page can also be the first thing a fresh server is asked for. Until some session has set up the
navigation, Streamlit then runs the page's file by itself, without ``app.py``; `begin_page` notices and
hands over to the whole application.
"""

from __future__ import annotations

import streamlit as st

from nnviz.app.run_pages import RUN_PAGES
from nnviz.app.server import tune_server
from nnviz.core.assets import STATIC_FOLDER
from nnviz.core.i18n import LANGUAGES, _, active_language
from nnviz.kit import address, changes, session
from nnviz.kit.arrival import render_refusal
from nnviz.kit.language import activate_language
from nnviz.kit.streamlit_private import adapt_browser
from nnviz.lessons.chapters import CHAPTERS
from nnviz.lessons.lesson import load_lesson

__all__ = ["begin_page", "run_app"]


def run_app() -> None:
    """Run the application: what all pages share, then the page that was asked for."""
    tune_server()
    with session.whole_page():
        address.start_from_link()
        activate_language()
        present = session.setup().view.present
        page = st.navigation(_list_pages(), position="hidden" if present else "top", expanded=True)
        st.set_page_config(
            page_title="nnviz",
            page_icon=str(STATIC_FOLDER / "icon.svg"),
            layout="wide",
            initial_sidebar_state="collapsed" if present else "auto",
        )
        adapt_browser(active_language())
        page.run()


def begin_page(*, controls: bool = False, writes_address: bool = False) -> None:
    """Begin a page: what each page's file does first.

    Parameters
    ----------
    controls : bool
        Whether the page has controls in the sidebar. The choice of language then stands above them; a
        page without controls needs no sidebar.
    writes_address : bool
        Whether the page keeps the address in step with the run. It then says itself, at its own place, what of a
        link could not be used; on all others that is said here, as every page takes its run from the address.
    """
    if not session.app_ran():
        st.navigation(_list_pages(), position="hidden")
        st.rerun()
    if not session.setup().view.present:
        place = st.sidebar if controls else st.container(horizontal=True, horizontal_alignment="right")
        with place:
            _render_language_switch()
    if not writes_address and st.query_params:
        render_refusal("default")


def _list_pages() -> dict[str, list[st.Page]]:
    """Return the pages by section.

    They have no icons: Streamlit's browser side would fetch each from a foreign server.
    """
    return {
        _("Play"): [
            st.Page("pages/home.py", title=_("Home"), url_path="home", default=True),
            st.Page("pages/playground.py", title=_("Playground"), url_path="playground"),
        ],
        _("See inside"): [
            st.Page(f"pages/{name}.py", title=_(page.title), url_path=name) for name, page in RUN_PAGES.items()
        ],
        _("Learn"): [st.Page(f"pages/{name}.py", title=load_lesson(name).title, url_path=name) for name in CHAPTERS],
        _("Practice"): [st.Page("pages/practice.py", title=_("All questions"), url_path="practice")],
    }


def _render_language_switch() -> None:
    key = session.widget_key("language")
    st.session_state[key] = active_language()
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        key=key,
        format_func=LANGUAGES.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=_choose_language,
        args=(key,),
    )


def _choose_language(key: str) -> None:
    changes.change_view(lang=st.session_state[key])
