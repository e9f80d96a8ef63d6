"""The playground's controls in the sidebar: one tab at a time, advice on the set-up, and its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from nnviz.core.i18n import _, ngettext
from nnviz.core.problems import InputError
from nnviz.core.results import Data
from nnviz.core.spec import RunSpec
from nnviz.data.load import load_data
from nnviz.engine.plan import plan_output
from nnviz.kit import changes, session
from nnviz.kit.arrival import render_refusal
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.widgets import kept_choice
from nnviz.playground.export import export_code
from nnviz.playground.page_controls.data import render_data_tab
from nnviz.playground.page_controls.network import render_network_tab
from nnviz.playground.page_controls.train import render_train_tab
from nnviz.run.advice import Advice, advise

__all__ = ["render_controls", "render_present_button"]

TABS = ("data", "network", "train")
MOST_CODE_HEIGHT = 480


def render_controls() -> None:
    """Show the controls for the current set-up. Only the chosen tab is built, so that a change is quick."""
    run = session.setup().run
    data = _current_data(run)
    tab = _render_tabs()
    advice = advise(run, data) if data is not None else ()
    render_refusal("kept")
    _render_warnings(advice)
    if tab == "data":
        render_data_tab(run)
    elif tab == "network":
        render_network_tab(run, data)
    else:
        render_train_tab(run, data)
    _render_remarks(advice)
    with st.container(horizontal=True, gap="xsmall"):
        if data is not None:
            _render_code(run, data)
        render_present_button("present", _("Present"), ":material/slideshow:", present=True, width="stretch")


def _current_data(run: RunSpec) -> Data | None:
    """Return the points, or None while too few are drawn or the loss does not fit them."""
    try:
        data = load_data(run.data)
        plan_output(data, run.training)
    except InputError:
        return None
    return data


def _render_tabs() -> str:
    labels = {"data": _("Data"), "network": _("Network"), "train": _("Train")}
    key = session.widget_key("tab")
    chosen = st.segmented_control(
        _("Set up"),
        TABS,
        default=kept_choice(key, TABS, TABS[0]),
        key=key,
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="stretch",
        on_change=_turn_to_tab,
    )
    return chosen or TABS[0]


def _turn_to_tab() -> None:
    session.outdate_page()
    session.forget_refusal()


def _render_warnings(advice: Sequence[Advice]) -> None:
    """Say what can hardly work where it is seen at once; the first thing in full, the others when asked for."""
    first, *others = [escape_markdown(message.text) for message in advice if message.level == "warning"] or [""]
    if first:
        st.warning(f":small[{first}]", icon=":material/warning:")
    if others:
        told = ngettext("{count} more warning", "{count} more warnings", len(others)).format(count=len(others))
        with st.expander(told, icon=":material/warning:"):
            for text in others:
                st.markdown(f":small[{text}]")


def _render_remarks(advice: Sequence[Advice]) -> None:
    for message in advice:
        if message.level == "info":
            st.caption(":material/info: " + message.text)


def _render_code(run: RunSpec, data: Data) -> None:
    asked = st.button(
        _("PyTorch code"),
        key=session.widget_key("code"),
        icon=":material/code:",
        width="stretch",
        help=_("This set-up as a script that runs by itself"),
    )
    if asked:
        st.dialog(_("PyTorch code"), width="large", icon=":material/code:")(_show_code)(export_code(run, data))


def render_present_button(name: str, label: str, icon: str, *, present: bool, **button: Any) -> None:
    """Offer to show the stage alone and large, for a class, or everything again."""
    st.button(
        label,
        key=session.widget_key(name),
        icon=icon,
        on_click=changes.change_view,
        kwargs={"present": present},
        **button,
    )


def _show_code(code: str) -> None:
    st.download_button(
        _("Download"),
        code,
        file_name="network.py",
        mime="text/x-python",
        key=session.widget_key("download_code"),
        icon=":material/download:",
        on_click="ignore",
    )
    st.code(code, height=MOST_CODE_HEIGHT)
