"""The Train tab: how the weights are changed, and when to stop."""

from __future__ import annotations

from typing import Any

import streamlit as st

from nnviz.core.catalog.losses import LOSSES, resolve_loss
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.edits import change_training
from nnviz.core.i18n import _
from nnviz.core.results import Data, Task
from nnviz.core.spec import RunSpec, TrainingSpec, accepts
from nnviz.playground.page_controls.binding import Change, choose, enter_number, enter_whole, slide_number

__all__ = ["render_train_tab"]

LEARNING_RATES = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
PENALTIES = (0.0, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0)
MOMENTA = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
CLIPS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
TYPED_WIDTH = 88
"""Pixels of the field in which a learning rate is typed; too few for buttons that step it."""


def render_train_tab(run: RunSpec, data: Data | None) -> None:
    """Show the controls of the training."""
    with st.container(gap="xsmall"):
        _render_optimizer(run.training)
        _render_batch(run.training, data)
        _render_loss(run.training, data.task if data is not None else None)
        st.caption(
            _("Another loss begins again. All else here, and dropout, can change while the network learns: it goes on.")
        )
        with (
            st.expander(_("Regularisation and clipping"), expanded=_is_set(run.training, "l1", "l2", "clip")),
            st.container(gap="xsmall"),
        ):
            _render_regularisation(run.training)
        with (
            st.expander(_("Learning-rate schedule"), expanded=_is_set(run.training, "schedule")),
            st.container(gap="xsmall"),
        ):
            _render_schedule(run.training)
        with (
            st.expander(_("When to stop"), expanded=_is_set(run.training, "stop_epoch", "stop_loss", "patience")),
            st.container(gap="xsmall"),
        ):
            _render_stop(run.training)


def _is_set(training: TrainingSpec, *fields: str) -> bool:
    default = TrainingSpec()
    return any(getattr(training, field) != getattr(default, field) for field in fields)


def _change(field: str) -> Change:
    return lambda run, value: change_training(run, **{field: value})


def _accepts(field: str) -> Any:
    return accepts(TrainingSpec, field)


def _render_optimizer(training: TrainingSpec) -> None:
    formula = f"${OPTIMIZERS[training.optimizer].formula}$"
    choose(
        "optimizer",
        _("Optimiser"),
        training.optimizer,
        _accepts("optimizer"),
        _change("optimizer"),
        help=_("The rule that turns gradients into new weights: {formula}").format(formula=formula),
    )
    _render_learning_rate(training)
    if OPTIMIZERS[training.optimizer].uses_momentum:
        slide_number(
            "momentum",
            _("Momentum"),
            training.momentum,
            _accepts("momentum"),
            _change("momentum"),
            MOMENTA,
            help=_("How much of the last update's direction is kept."),
        )


def _render_learning_rate(training: TrainingSpec) -> None:
    """Offer usual rates on a slider, and beside it any other to type."""
    label, value, accepted, change = _("Learning rate"), training.lr, _accepts("lr"), _change("lr")
    about = _("How far the weights move against the gradient in each update.")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
        slide_number("lr", label, value, accepted, change, LEARNING_RATES, help=about)
        enter_number("lr_typed", label, value, accepted, change, label_visibility="collapsed", width=TYPED_WIDTH)


def _render_batch(training: TrainingSpec, data: Data | None) -> None:
    count = len(data.train_index) if data is not None else None
    sizes = list(BATCH_SIZES) if count is None else [*(size for size in BATCH_SIZES if size < count), count]
    slide_number(
        "batch",
        _("Batch size"),
        training.batch,
        _accepts("batch"),
        _change("batch"),
        sizes,
        help=_("How many training points each update looks at. An epoch is one pass through all of them."),
    )
    if count is not None and training.batch >= count:
        st.caption(_("Full batch: each update uses all training points ({count}).").format(count=count))


def _render_loss(training: TrainingSpec, task: Task | None) -> None:
    fitting = [name for name, loss in LOSSES.items() if task is None or task in loss.tasks]
    choose(
        "loss",
        _("Loss"),
        training.loss,
        _accepts("loss"),
        _change("loss"),
        options=fitting,
        show=lambda name: _name_loss(name, task),
        help=_("What training makes small: how far the answers are from the truth."),
    )


def _name_loss(name: str, task: Task | None) -> str:
    """Return the loss's label; for the automatic one also which that is."""
    label = _(LOSSES[name].label)
    if name != "auto" or task is None:
        return label
    return f"{label}: {_(resolve_loss(name, task).label)}"


def _render_regularisation(training: TrainingSpec) -> None:
    helps = {
        "l1": _("Adds the sum of the weights' sizes to the loss, so that needless weights become 0."),
        "l2": _("Adds the sum of the squared weights to the loss, so that all weights stay small."),
    }
    for field, label in (("l1", "L1"), ("l2", "L2")):
        slide_number(
            field, label, getattr(training, field), _accepts(field), _change(field), PENALTIES, help=helps[field]
        )
    slide_number(
        "clip",
        _("Clip gradient at"),
        training.clip,
        _accepts("clip"),
        _change("clip"),
        CLIPS,
        help=_("A gradient longer than this is shortened to it, so that no single update goes too far."),
    )


def _render_schedule(training: TrainingSpec) -> None:
    choose(
        "schedule",
        _("Schedule"),
        training.schedule,
        _accepts("schedule"),
        _change("schedule"),
        help=_("How the learning rate changes as the epochs pass."),
    )
    if training.schedule == "constant":
        return
    enter_whole(
        "schedule_epochs",
        _("Every so many epochs") if training.schedule == "step" else _("Down to 0 after so many epochs"),
        training.schedule_epochs,
        _accepts("schedule_epochs"),
        _change("schedule_epochs"),
    )
    if training.schedule == "step":
        enter_number(
            "schedule_factor",
            _("times this factor"),
            training.schedule_factor,
            _accepts("schedule_factor"),
            _change("schedule_factor"),
            step=0.1,
        )


def _render_stop(training: TrainingSpec) -> None:
    st.caption(_("0 switches a rule off."))
    enter_whole("stop_epoch", _("At epoch"), training.stop_epoch, _accepts("stop_epoch"), _change("stop_epoch"))
    enter_number(
        "stop_loss",
        _("At a train loss of"),
        training.stop_loss,
        _accepts("stop_loss"),
        _change("stop_loss"),
        step=0.01,
    )
    enter_whole(
        "patience",
        _("Patience (epochs)"),
        training.patience,
        _accepts("patience"),
        _change("patience"),
        help=_("Stops when the test loss has not fallen for so many epochs."),
    )
