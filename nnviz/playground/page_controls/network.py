"""The Network tab: hidden layers in order, what the output layer follows from, and the first weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from nnviz.core.edits import (
    add_layer,
    change_layer,
    change_network,
    move_layer,
    remove_layer,
)
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_count
from nnviz.core.results import Data
from nnviz.core.spec import MAX_LAYERS, BatchNorm, Dense, Dropout, Layer, NetworkSpec, RunSpec, accepts
from nnviz.engine.plan import LayerShape, describe_layers, plan_output
from nnviz.kit import changes, session
from nnviz.playground.page_controls.binding import choose, enter_number, enter_whole, render_seed, slide_number
from nnviz.playground.page_controls.presets import render_presets

__all__ = ["render_network_tab"]

UNITS_WIDTH = 124
"""Pixels; with less, Streamlit leaves out the buttons that step the number."""

OTHER_LAYERS: Mapping[str, Layer] = MappingProxyType({"dropout": Dropout(), "batchnorm": BatchNorm()})
"""Layers that are added less often."""

DROPOUT_RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def render_network_tab(run: RunSpec, data: Data | None) -> None:
    """Show the controls of the network; without data its output layer is not known yet."""
    shapes = describe_layers(run, data) if data is not None else ()
    with st.container(gap="xsmall"):
        render_presets(run)
        for position, layer in enumerate(run.network.layers):
            _render_layer(run, position, layer, shapes[position] if shapes else None)
        _render_add(run)
        if data is not None:
            _render_output(run, data, shapes)
        _render_first_weights(run)


def _render_layer(run: RunSpec, position: int, layer: Layer, shape: LayerShape | None) -> None:
    with st.container(gap="xxsmall", key=session.widget_key(f"layer_{position}")):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            _render_layer_menu(run, position, layer)
            if shape is not None:
                st.caption(_describe_size(shape), text_alignment="right", width="stretch", help=_explain_layer(layer))
        match layer:
            case Dense():
                _render_dense(position, layer)
            case Dropout():
                slide_number(
                    f"rate_{position}",
                    _("Dropout rate"),
                    layer.rate,
                    accepts(Dropout, "rate"),
                    lambda run, value: change_layer(run, position, rate=value),
                    DROPOUT_RATES,
                    label_visibility="collapsed",
                )


def _explain_layer(layer: Layer) -> str | None:
    match layer:
        case Dense():
            return None
        case Dropout():
            return _("Sets this share of the values to 0 in each update. It can change while the network learns.")
        case BatchNorm():
            return _("Brings each value to mean 0 and variance 1 over the mini-batch.")


def _render_dense(position: int, layer: Dense) -> None:
    with st.container(horizontal=True, gap="xsmall", wrap=False):
        enter_whole(
            f"units_{position}",
            _("Units of layer {number}").format(number=position + 1),
            layer.units,
            accepts(Dense, "units"),
            lambda run, value: change_layer(run, position, units=value),
            label_visibility="collapsed",
            width=UNITS_WIDTH,
        )
        choose(
            f"activation_{position}",
            _("Activation of layer {number}").format(number=position + 1),
            layer.activation,
            accepts(Dense, "activation"),
            lambda run, value: change_layer(run, position, activation=value),
            label_visibility="collapsed",
        )


def _layer_name(layer: Layer) -> str:
    match layer:
        case Dense():
            return _("Dense")
        case Dropout():
            return _("Dropout")
        case BatchNorm():
            return _("Batch norm")


def _describe_size(shape: LayerShape) -> str:
    """Return what a layer makes of how many values, and its number of parameters, as 2 → 4 · 12 parameters."""
    told = ngettext("{count} parameter", "{count} parameters", shape.count).format(count=write_count(shape.count))
    told = told if shape.count else _("no parameters")
    return f"{shape.inputs} → {shape.units} · {told}"


def _render_layer_menu(run: RunSpec, position: int, layer: Layer) -> None:
    labels = {"up": _("Move towards the input"), "down": _("Move towards the output"), "remove": _("Remove")}
    last = len(run.network.layers) - 1
    useless = {"up"} if position == 0 else set()
    useless |= {"down"} if position == last else set()
    key = session.widget_key(f"layer_menu_{position}")
    st.menu_button(
        f"{position + 1} · {_layer_name(layer)}",
        [action for action in labels if action not in useless],
        key=key,
        format_func=labels.__getitem__,
        type="tertiary",
        on_click=_act_on_layer,
        args=(key, position),
    )


def _act_on_layer(key: str, position: int) -> None:
    match st.session_state[key]:
        case "up":
            changes.change_run(lambda run: move_layer(run, position, -1))
        case "down":
            changes.change_run(lambda run: move_layer(run, position, 1))
        case "remove":
            changes.change_run(lambda run: remove_layer(run, position))


def _render_add(run: RunSpec) -> None:
    full = len(run.network.layers) >= MAX_LAYERS
    why = _("A network here has at most {most} hidden layers.").format(most=MAX_LAYERS) if full else None
    with st.container(horizontal=True, gap="xsmall", wrap=False):
        st.button(
            _("Add a layer"),
            key=session.widget_key("add_dense"),
            icon=":material/add:",
            width="stretch",
            disabled=full,
            help=why,
            on_click=changes.change_run,
            args=(partial(_append, layer=Dense()),),
        )
        key = session.widget_key("add_other")
        st.menu_button(
            _("Other"),
            list(OTHER_LAYERS),
            key=key,
            format_func=lambda name: _layer_name(OTHER_LAYERS[name]),
            disabled=full,
            on_click=_append_other,
            args=(key,),
        )
    if why:
        st.caption(why)


def _append_other(key: str) -> None:
    changes.change_run(partial(_append, layer=OTHER_LAYERS[st.session_state[key]]))


def _append(run: RunSpec, layer: Layer) -> RunSpec:
    return add_layer(run, layer)


def _render_output(run: RunSpec, data: Data, shapes: tuple[LayerShape, ...]) -> None:
    output = plan_output(data, run.training)
    reasons = {
        "sigmoid": _("sigmoid, since there are two classes: it gives the probability of one of them."),
        "softmax": _("softmax, since there are {count} classes: it gives each a probability, 1 in all."),
        "linear": _("linear, since a number is predicted: it may have any size."),
    }
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            st.markdown("**" + _("Output") + "**", width="content")
            st.caption(_describe_size(shapes[-1]), text_alignment="right", width="stretch")
        st.caption(reasons[output.activation].format(count=data.n_classes))
    total = sum(shape.count for shape in shapes)
    told = ngettext("{count} parameter in all", "{count} parameters in all", total)
    st.caption(told.format(count=write_count(total)), help=_("Weights and biases: the numbers that training changes."))


def _render_first_weights(run: RunSpec) -> None:
    network = run.network
    choose(
        "init",
        _("First weights"),
        network.init,
        accepts(NetworkSpec, "init"),
        lambda run, value: change_network(run, init=value),
        help=_("What the random first weights are drawn from. Layers learn well when values keep their size."),
    )
    if network.init == "normal":
        enter_number(
            "sigma",
            _("Standard deviation σ"),
            network.sigma,
            accepts(NetworkSpec, "sigma"),
            lambda run, value: change_network(run, sigma=value),
            step=0.1,
        )
    render_seed(
        "seed",
        _("Weights seed"),
        lambda run: run.network.seed,
        accepts(NetworkSpec, "seed"),
        lambda run, value: change_network(run, seed=value),
        _("The same seed gives the same first weights and the same order of batches."),
    )
