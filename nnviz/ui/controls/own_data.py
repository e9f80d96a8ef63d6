"""The learner's own data: a CSV file to upload, or points to draw in the plot."""

from __future__ import annotations

import streamlit as st

from nnviz.edits import FIRST_POINTS, change_data, choose_file
from nnviz.i18n import _, ngettext
from nnviz.problems import InputError
from nnviz.spec import RunSpec
from nnviz.table import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Table, read_table
from nnviz.table_columns import choose_columns, suggest_columns
from nnviz.ui import session
from nnviz.ui.plain import plain
from nnviz.uploads import UPLOADS, Upload

__all__ = ["render_drawing", "render_upload"]

PREVIEWED_ROWS = 1
TAKEN = "files_taken"


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
        on_click=session.change_run,
        args=(lambda run: change_data(run, points=()),),
    )
    st.button(
        _("Sample points"),
        key=session.widget_key("first_points"),
        width="stretch",
        help=_("Begin again with a few points of two classes"),
        disabled=run.data.points == FIRST_POINTS,
        on_click=session.change_run,
        args=(lambda run: change_data(run, points=FIRST_POINTS),),
    )


def _taken() -> int:
    """Return how many files have been taken into use."""
    return int(st.session_state.get(session.widget_key(TAKEN), 0))


def _uploader_key() -> str:
    """Return the key of the uploader; a new one after each file that was taken, since only that empties it."""
    return session.widget_key(f"file_{_taken()}")


def render_upload(run: RunSpec) -> None:
    """Take a CSV file, show its first rows and let the learner choose its columns."""
    file = st.file_uploader(
        _("CSV file"),
        type=["csv", "tsv", "txt"],
        key=_uploader_key(),
        help=_("A table with column names in its first row: two columns of numbers and one to predict."),
    )
    # The browser refuses a file that is too large by itself, in English: what is accepted stands here in any case.
    accepted = _("CSV, TSV or TXT in UTF-8: at most {megabytes} MB, {rows} rows and {columns} columns.")
    sizes = {"megabytes": MOST_BYTES // 2**20, "rows": f"{MOST_ROWS:,}", "columns": MOST_COLUMNS}
    st.caption(accepted.format(**sizes) + " " + _("Until a file is taken, the data before stays in use."))
    if file is None:
        _describe_current(run)
        return
    try:
        table = read_table(file.getvalue(), file.name)
    except InputError as error:
        _explain(error)
        return
    _render_column_choice(table)


def _describe_current(run: RunSpec) -> None:
    upload = UPLOADS.get(run.data.file)
    if run.data.dataset == "file" and upload is not None:
        text = _("In use: {x1} and {x2} to predict {label} ({kind}), {count} rows.")
        first, second = upload.axis_names
        names = {"x1": first, "x2": second, "label": upload.target_name}
        shown = {place: f"**{plain(name)}**" for place, name in names.items()}
        st.caption(text.format(count=len(upload.targets), kind=_describe_label(upload), **shown))


def _describe_label(upload: Upload) -> str:
    """Return what the column to predict was taken for."""
    if upload.task == "regression":
        return _("numbers")
    count = len(upload.class_names)
    return ngettext("{count} class", "{count} classes", count).format(count=count)


def _explain(error: InputError) -> None:
    kept = _("The data before stays in use.")
    for problem in error.problems:
        st.error(plain(problem.message) + " " + kept, icon=":material/error:")


def _render_column_choice(table: Table) -> None:
    above = st.container()  # A message below the button could lie outside the sidebar's visible part.
    st.dataframe(
        [dict(zip(table.columns, row, strict=True)) for row in table.sample[:PREVIEWED_ROWS]],
        hide_index=True,
        height="content",
    )
    chosen = []
    labels = (_("Horizontal column (x₁)"), _("Vertical column (x₂)"), _("Column to predict"))
    for place, (label, usual) in enumerate(zip(labels, suggest_columns(table), strict=True)):
        key = session.widget_key(f"file_column_{place}")
        if st.session_state.get(key) not in table.columns:
            st.session_state[key] = usual
        chosen.append(st.selectbox(label, list(table.columns), key=key))
    if st.button(_("Use this data"), key=session.widget_key("use_file"), type="primary", width="stretch"):
        with above:
            _use(table, *chosen)


def _use(table: Table, x1: str, x2: str, label: str) -> None:
    try:
        key = UPLOADS.put(choose_columns(table, x1, x2, label))
    except InputError as error:
        _explain(error)
        return
    session.change_run(lambda run: choose_file(run, key))
    st.session_state[session.widget_key(TAKEN)] = _taken() + 1
    st.rerun()
