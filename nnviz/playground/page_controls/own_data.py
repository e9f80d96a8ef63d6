"""The learner's own data: a CSV file to upload, or points to draw in the plot."""

from __future__ import annotations

import streamlit as st

from nnviz.core.edits import FIRST_POINTS, change_data, choose_file
from nnviz.core.i18n import _, ngettext
from nnviz.core.spec import RunSpec
from nnviz.data.csv_columns import choose_columns, suggest_columns
from nnviz.data.csv_table import Table
from nnviz.data.uploads import UPLOADS, Upload
from nnviz.kit import changes, session
from nnviz.kit.csv_file import csv_upload
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.uploader import ask_for_file, forget_file, forget_refusal, use_file
from nnviz.kit.widgets import kept_choice

__all__ = ["forget_upload", "render_drawing", "render_upload"]

PREVIEWED_ROWS = 1
PLACE = "own_data"
COLUMN_KEYS = tuple(session.widget_key(f"file_column_{place}") for place in range(3))


def render_drawing(run: RunSpec) -> None:
    """Say how points are drawn, and offer to begin again."""
    count = len(run.data.points)
    told = ngettext("{count} point is drawn.", "{count} points are drawn.", count).format(count=count)
    st.caption(_("Click in the plot to add a point, click a point to take it out.") + " " + told)
    with st.container(horizontal=True, gap="xsmall", wrap=False):
        _render_drawing_buttons(run, count)


def _render_drawing_buttons(run: RunSpec, count: int) -> None:
    st.button(
        _("Clear"),
        key=session.widget_key("clear_points"),
        icon=":material/delete:",
        width="stretch",
        disabled=not count,
        on_click=changes.change_run,
        args=(lambda run: change_data(run, points=()),),
    )
    st.button(
        _("Sample points"),
        key=session.widget_key("first_points"),
        width="stretch",
        help=_("Begin again with a few points of two classes"),
        disabled=run.data.points == FIRST_POINTS,
        on_click=changes.change_run,
        args=(lambda run: change_data(run, points=FIRST_POINTS),),
    )


def render_upload(run: RunSpec) -> None:
    """Take a CSV file, show its first rows and let the learner choose its columns."""
    promise = _("Until a file is taken, the data before stays in use.")
    table = ask_for_file(csv_upload(PLACE, promise=promise, kept=_("The data before stays in use.")))
    in_use = _describe_current(run)
    if table is not None:
        _render_column_choice(table)
    elif in_use:
        st.caption(_("Give the file once more to choose other columns."))


def forget_upload() -> None:
    """Let go of the file: another data set was chosen."""
    forget_file(PLACE)


def _describe_current(run: RunSpec) -> bool:
    """Say which columns are learned from; return whether there are such."""
    upload = UPLOADS.get(run.data.file)
    if run.data.dataset != "file" or upload is None:
        return False
    text = _("In use: {x1} and {x2} to predict {label} ({kind}), {count} rows.")
    first, second = upload.axis_names
    names = {"x1": first, "x2": second, "label": upload.target_name}
    shown = {place: f"**{escape_markdown(name)}**" for place, name in names.items()}
    st.caption(text.format(count=len(upload.targets), kind=_describe_label(upload), **shown))
    return True


def _describe_label(upload: Upload) -> str:
    """Return what the column to predict was taken for."""
    if upload.task == "regression":
        return _("numbers")
    count = len(upload.class_names)
    return ngettext("{count} class", "{count} classes", count).format(count=count)


def _render_column_choice(table: Table) -> None:
    st.dataframe(
        [dict(zip(table.columns, row, strict=True)) for row in table.sample[:PREVIEWED_ROWS]],
        hide_index=True,
        height="content",
    )
    labels = (_("Horizontal column (x₁)"), _("Vertical column (x₂)"), _("Column to predict"))
    for key, label, usual in zip(COLUMN_KEYS, labels, suggest_columns(table), strict=True):
        shown = table.columns.index(kept_choice(key, table.columns, usual))
        st.selectbox(label, list(table.columns), shown, key=key, on_change=forget_refusal, args=(PLACE,))
    st.button(
        _("Use this data"),
        key=session.widget_key("use_file"),
        type="primary",
        width="stretch",
        on_click=use_file,
        args=(PLACE, table, _use),
    )


def _use(table: Table) -> None:
    columns = [str(st.session_state[key]) for key in COLUMN_KEYS]
    upload = UPLOADS.put(choose_columns(table, *columns))
    changes.change_run(lambda run: choose_file(run, upload))
