"""Which deep networks are compared: their depth and width, and how the layers of each are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.edits import next_seed
from nnviz.core.i18n import N_, _
from nnviz.depth.towers import DEPTHS, Recipe, Tower
from nnviz.kit import session
from nnviz.kit.streamlit_private import Place

__all__ = ["EXAMPLES", "Example", "choose_tower", "choose_towers", "render_examples"]

MOST_LINES = 4
MARKS = ("●", "■", "▲", "◆")
WIDEST = 64
MOST_SIGMA = 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """Networks worth comparing; label and text are marked for translation."""

    label: str
    text: str
    recipes: tuple[Recipe, ...]
    depth: int = 30


SMALL_TANH = Recipe("tanh", "normal", sigma=0.05)
LARGE_TANH = Recipe("tanh", "normal", sigma=0.5)
SIGMOID = Recipe("sigmoid", "xavier_normal")
LARGE_RELU = Recipe("relu", "normal", sigma=0.5)

EXAMPLES: Mapping[str, Example] = MappingProxyType(
    {
        "vanishing": Example(
            N_("Vanishing"),
            N_("The slope of a sigmoid is at most ¼. Weights that are too small do the same to tanh."),
            (SIGMOID, SMALL_TANH),
        ),
        "exploding": Example(
            N_("Exploding"),
            N_("Weights that are too large: every layer makes the gradient larger than the one after it."),
            (LARGE_RELU, LARGE_TANH),
        ),
        "xavier": Example(
            N_("Cured by Xavier"),
            N_("Too small, too large, and right: Xavier chooses the size of the weights by the number of units."),
            (SMALL_TANH, LARGE_TANH, Recipe("tanh", "xavier_normal")),
        ),
        "he": Example(
            N_("Cured by ReLU and He"),
            N_(
                "ReLU's slope is 1 on one half, 0 on the other. He's weights make up for the lost half, Xavier's don't."
            ),
            (SIGMOID, Recipe("relu", "xavier_normal"), Recipe("relu", "he_normal")),
        ),
        "batch_norm": Example(
            N_("Cured by batch norm"),
            N_("The same two networks without and with batch normalisation after every layer."),
            (SIGMOID, replace(SIGMOID, batch_norm=True), LARGE_RELU, replace(LARGE_RELU, batch_norm=True)),
            depth=15,
        ),
    }
)
"""One click each, by name."""

FIRST = EXAMPLES["vanishing"].recipes


def _key(name: str, slot: int | None = None) -> str:
    return session.widget_key(f"depth_{name}" if slot is None else f"depth_{name}_{slot}")


def render_examples() -> None:
    """Offer the examples, and say what the current one shows."""
    current = _read_recipes()
    with st.container(horizontal=True):
        for name, example in EXAMPLES.items():
            st.button(
                _(example.label),
                key=_key(f"example_{name}"),
                type="primary" if example.recipes == current else "secondary",
                on_click=_take_example,
                args=(example,),
            )
    shown = [example for example in EXAMPLES.values() if example.recipes == current]
    st.markdown(_(shown[0].text) if shown else _("Your own comparison."))


def _take_example(example: Example) -> None:
    _write_recipes(example.recipes)
    st.session_state[_key("layers")] = example.depth


def choose_tower(depth: Place, width: Place, weights: Place) -> Tower:
    """Ask, in these places, for what all networks have in common."""
    least, most = int(DEPTHS.low), int(DEPTHS.high)
    st.session_state.setdefault(_key("layers"), EXAMPLES["vanishing"].depth)
    layers = depth.slider(_("Hidden layers"), least, most, key=_key("layers"), persist_state="session")
    units = width.slider(_("Units in each"), 1, WIDEST, WIDEST, key=_key("width"), persist_state="session")
    seed = int(st.session_state.get(_key("seed"), 1))
    weights.button(
        _("New first weights (seed {seed})").format(seed=seed),
        key=_key("reseed"),
        icon=":material/casino:",
        on_click=_reseed,
        width="stretch",
    )
    return Tower(FIRST[0], int(layers), int(units), seed)


def _reseed() -> None:
    st.session_state[_key("seed")] = next_seed(int(st.session_state.get(_key("seed"), 1)))


def choose_towers(base: Tower) -> list[Tower]:
    """Ask how the layers of each network are made."""
    recipes = _read_recipes()
    _write_recipes(recipes)
    chosen = [_choose_recipe(slot, recipe, len(recipes)) for slot, recipe in enumerate(recipes)]
    if len(recipes) < MOST_LINES:
        st.button(_("Compare one more"), key=_key("add"), icon=":material/add:", on_click=_add, width="stretch")
    return [replace(base, recipe=recipe) for recipe in chosen]


def _choose_recipe(slot: int, recipe: Recipe, count: int) -> Recipe:
    mark = MARKS[slot]
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns(2, gap="xsmall")
        activation = left.selectbox(
            f"{mark} " + _("Activation"),
            list(ACTIVATIONS),
            key=_key("activation", slot),
            format_func=lambda activation: _(ACTIVATIONS[activation].label),
            persist_state="session",
        )
        init = right.selectbox(
            _("First weights"),
            list(INITIALIZERS),
            key=_key("init", slot),
            format_func=lambda initializer: _(INITIALIZERS[initializer].label),
            persist_state="session",
        )
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            norm = st.checkbox(_("Batch norm"), key=_key("norm", slot), persist_state="session")
            if count > 1:
                st.button(
                    f":material/close: {mark}",
                    key=_key("remove", slot),
                    help=_("Remove"),
                    type="tertiary",
                    on_click=_remove,
                    args=(slot,),
                )
        sigma = recipe.sigma
        if init == "normal":
            sigma = st.number_input(
                _("σ of the weights"),
                0.0,
                MOST_SIGMA,
                step=0.05,
                key=_key("sigma", slot),
                format="%.2f",
                persist_state="session",
            )
    return Recipe(str(activation), str(init), norm, float(sigma))


def _read_recipes() -> tuple[Recipe, ...]:
    """Return the recipes as the widgets have them, or the first example's."""
    state = st.session_state
    if _key("activation", 0) not in state:
        return FIRST
    count = sum(_key("activation", slot) in state for slot in range(MOST_LINES))
    return tuple(
        Recipe(
            state[_key("activation", slot)],
            state[_key("init", slot)],
            state[_key("norm", slot)],
            float(state.get(_key("sigma", slot), Recipe().sigma)),
        )
        for slot in range(count)
    )


def _write_recipes(recipes: tuple[Recipe, ...]) -> None:
    """Set the widgets, and forget those of lines that are no more."""
    state = st.session_state
    for slot in range(MOST_LINES):
        names = ("activation", "init", "norm", "sigma")
        if slot >= len(recipes):
            for name in names:
                state.pop(_key(name, slot), None)
            continue
        recipe = recipes[slot]
        values = (recipe.activation, recipe.init, recipe.batch_norm, recipe.sigma)
        for name, value in zip(names, values, strict=True):
            state[_key(name, slot)] = value


def _add() -> None:
    recipes = _read_recipes()
    _write_recipes((*recipes, recipes[-1]))


def _remove(slot: int) -> None:
    recipes = list(_read_recipes())
    del recipes[slot]
    _write_recipes(tuple(recipes))
