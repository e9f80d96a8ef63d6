"""Links from page to page that bring a set-up along."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nnviz.core.i18n import _
from nnviz.core.link import Setup, ViewSpec, write_link
from nnviz.core.spec import RunSpec
from nnviz.kit import session

__all__ = ["render_set_up_link", "render_try_link"]


def render_set_up_link(page: str, label: str, parameters: Mapping[str, str]) -> None:
    """Show a link to a page; with a set-up, if there are `parameters`, in the learner's language.

    It keeps the session; a link in Markdown would open a new one. It names an update even where that is the first:
    no address that a session writes does so, and this tells the two apart (`nnviz.kit.address.start_from_link`).
    """
    language = session.setup().view.lang
    spoken = {"lang": language} if language else {}
    whole = {"step": "0", **parameters, **spoken} if parameters else None
    st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=whole)


def render_try_link(page: str, run: RunSpec, speed: str) -> None:
    """Offer to try a run at a speed, one of `nnviz.core.link.SPEEDS`."""
    render_set_up_link(page, _("Try it"), write_link(Setup(run, ViewSpec(speed=speed))))
