"""The Data tab: which points to learn from, and what the network is told of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from nnviz.core.catalog.columns import COLUMNS, USUAL_COLUMNS
from nnviz.core.catalog.datasets import DATASETS, DataSet
from nnviz.core.catalog.features import FEATURES
from nnviz.core.edits import change_data, choose_dataset
from nnviz.core.i18n import N_, _
from nnviz.core.spec import DataSpec, RunSpec, accepts
from nnviz.kit import changes, session
from nnviz.kit.widgets import bound_key
from nnviz.playground.page_controls.binding import render_seed, slide_whole, take, widget_value
from nnviz.playground.page_controls.own_data import forget_upload, render_drawing, render_upload

__all__ = ["render_data_tab"]

KINDS: Mapping[str, str] = MappingProxyType(
    {"surface": N_("{name} (surface)"), "curve": N_("{name} (1-D)"), "real": N_("{name} (real data)")}
)
"""How data sets of a kind are written in the list, where their name alone does not say it."""

UPLOADING = "uploading"


def render_data_tab(run: RunSpec) -> None:
    """Show the controls of the data."""
    with st.container(gap="xxsmall"):
        shown = _render_picker(run)
        st.caption(_(shown.description))
        _render_chosen(run, shown)


def _render_chosen(run: RunSpec, shown: DataSet) -> None:
    """Show what belongs to the data set in the list."""
    if shown.name == "file":
        render_upload(run)
    else:
        forget_upload()
    if shown.name != run.data.dataset:
        return
    if shown.name == "drawn":
        render_drawing(run)
    if shown.kind == "real":
        _render_columns(run)
    if shown.generate is not None:
        _render_generation(run, shown)
    _render_split(run)
    _render_features(run, shown)


def _render_picker(run: RunSpec) -> DataSet:
    """Show the list of data sets and return the one it shows, which may still wait for its file."""
    waiting = bool(st.session_state.get(session.widget_key(UPLOADING), False)) and run.data.dataset != "file"
    name, names = "file" if waiting else run.data.dataset, list(DATASETS)
    key = bound_key("dataset", name, list(map(_list_name, names)))
    st.selectbox(
        _("Data set"),
        names,
        index=names.index(name),
        key=key,
        format_func=_list_name,
        on_change=_choose_dataset,
        args=(key,),
    )
    return DATASETS[name]


def _list_name(name: str) -> str:
    entry = DATASETS[name]
    label = _(entry.label)
    return _(KINDS[entry.kind]).format(name=label) if entry.kind in KINDS else label


def _choose_dataset(key: str) -> None:
    """Take over another data set; a file that is not there yet must first be uploaded."""
    name, current = widget_value(key), session.setup().run.data
    if name is None:
        return
    must_upload = name == "file" and not current.file
    st.session_state[session.widget_key(UPLOADING)] = must_upload
    if not must_upload:
        changes.change_run(lambda run: choose_dataset(run, name))


def _render_generation(run: RunSpec, entry: DataSet) -> None:
    if entry.chooses_classes:
        slide_whole(
            "classes",
            _("Classes"),
            run.data.classes,
            accepts(DataSpec, "classes"),
            lambda run, value: change_data(run, classes=value),
        )
    slide_whole(
        "samples",
        _("Points"),
        run.data.samples,
        accepts(DataSpec, "samples"),
        lambda run, value: change_data(run, samples=value),
        step=10,
        help=_("How many points there are in all, for training and testing."),
    )
    slide_whole(
        "noise",
        _("Noise"),
        run.data.noise,
        accepts(DataSpec, "noise"),
        lambda run, value: change_data(run, noise=value),
        format="%d%%",
        help=_("How far points are moved at random. With much noise no boundary gets every point right."),
    )


def _render_split(run: RunSpec) -> None:
    slide_whole(
        "train",
        _("Part for training"),
        run.data.train,
        accepts(DataSpec, "train"),
        lambda run, value: change_data(run, train=value),
        format="%d%%",
        help=_(
            "The network learns from the training points only. The other points test it: it never learns from them."
        ),
    )
    render_seed(
        "data_seed",
        _("Data seed"),
        lambda run: run.data.data_seed,
        accepts(DataSpec, "data_seed"),
        lambda run, value: change_data(run, data_seed=value),
        _("Decides the random places and the parts. The same seed gives the same points."),
    )


def _render_columns(run: RunSpec) -> None:
    columns = COLUMNS[run.data.dataset]
    chosen = run.data.columns or USUAL_COLUMNS[run.data.dataset]
    labels = {column.name: _(column.label) for column in columns}
    names = list(labels)
    for place, label in enumerate((_("Horizontal column (x₁)"), _("Vertical column (x₂)"))):
        key = bound_key(f"column_{place}", chosen[place], list(labels.values()))
        st.selectbox(
            label,
            names,
            index=names.index(chosen[place]),
            key=key,
            format_func=labels.__getitem__,
            on_change=take,
            args=(key, _column_change(place)),
        )


def _column_change(place: int) -> Any:
    """Return the change that puts a column at `place`; the one that stood there goes where the new one was."""

    def change(run: RunSpec, name: str) -> RunSpec:
        chosen = list(run.data.columns or USUAL_COLUMNS[run.data.dataset])
        if chosen[1 - place] == name:
            chosen.reverse()
        chosen[place] = name
        return change_data(run, columns=tuple(chosen))

    return change


def _render_features(run: RunSpec, entry: DataSet) -> None:
    usable = [name for name, feature in FEATURES.items() if entry.inputs == 2 or not feature.uses_x2]
    labels = {name: FEATURES[name].label for name in usable}
    chosen = list(run.data.input_features)
    key = bound_key("features", chosen, list(labels.values()))
    st.pills(
        _("Input features"),
        usable,
        selection_mode="multi",
        default=chosen,
        key=key,
        format_func=labels.__getitem__,
        on_change=take,
        args=(key, _change_features),
        help=_("What the network is told of each point. Squares, products and sines can make a hard shape easy."),
    )


def _change_features(run: RunSpec, names: list[str]) -> RunSpec:
    """Take the features in their usual order; the coordinates alone are the default and stand for none."""
    ordered = tuple(name for name in FEATURES if name in names)
    usual = DataSpec(dataset=run.data.dataset).input_features
    return change_data(run, features=() if ordered == usual else ordered)
