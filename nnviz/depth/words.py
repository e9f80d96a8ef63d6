"""What a pass through a deep network showed, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_number, write_setting
from nnviz.depth.towers import DepthProfile, Recipe, Tower, gain_per_layer

__all__ = ["explain_lost", "name_recipe", "say_gain", "say_limits"]

FAR = 1e4
FEW_UNITS = 16


def name_recipe(recipe: Recipe) -> str:
    """Return how the layers are made, in a few words."""
    parts = [_(ACTIVATIONS[recipe.activation].label), _(INITIALIZERS[recipe.init].label)]
    if recipe.init == "normal":
        parts[-1] = _("Normal σ = {sigma}").format(sigma=write_setting(recipe.sigma))
    return ", ".join([*parts, *([_("batch norm")] if recipe.batch_norm else [])])


def say_gain(tower: Tower, profile: DepthProfile) -> str:
    """Say by what each layer multiplies the gradient, and what arrives at the first layer."""
    gain = gain_per_layer(profile.delta, backward=True)
    name = name_recipe(tower.recipe)
    if math.isnan(gain):
        return _("**{name}**: the gradient does not get through.").format(name=name)
    left = float(profile.delta[0] / profile.delta[-1])
    said = _(
        "**{name}**: {verdict}. Each layer multiplies it by **{gain}**{theory}: at the first layer it is {left} times "
        "as large as at the last."
    )
    return said.format(
        name=name,
        verdict=_verdict(left),
        gain=write_number(gain),
        theory=_say_theory(profile),
        left=write_number(left),
    )


def _verdict(left: float) -> str:
    if left < 1 / FAR:
        return _("the gradient vanishes")
    return _("the gradient explodes") if left > FAR else _("the gradient gets through")


def _say_theory(profile: DepthProfile) -> str:
    if profile.expected_delta is None:
        return ""
    expected = gain_per_layer(profile.expected_delta, backward=True)
    return "" if math.isnan(expected) else _(" (theory: {gain})").format(gain=write_number(expected))


def explain_lost(tower: Tower, profile: DepthProfile) -> list[str]:
    """Say why marks are missing: what is 0 or not finite has no place on a log scale."""
    sizes = np.concatenate([profile.spread, profile.delta])
    name = name_recipe(tower.recipe)
    if not np.isfinite(sizes).all():
        text = _("{name}: some numbers became too large for the computer (∞ or NaN). They have no mark.")
        return [text.format(name=name)]
    if (sizes > 0).all():
        return []
    if tower.recipe.activation == "step":
        text = _("{name}: the slope of the step is 0 everywhere, so the gradient is 0. A log scale has no place for 0.")
    elif tower.recipe.init == "zeros" or (tower.recipe.init == "normal" and tower.recipe.sigma == 0):
        text = _("{name}: all weights are 0, so no gradient comes through. A log scale has no place for 0.")
    elif tower.recipe.activation == "relu":
        text = _("{name}: in some layer all units are off, and nothing comes through: 0, which a log scale can't show.")
    else:
        text = _("{name}: some numbers became smaller than any the computer knows: 0, which a log scale can't show.")
    return [text.format(name=name)]


def say_limits(towers: Sequence[Tower]) -> list[str]:
    """Say where the theory doesn't hold."""
    limits = []
    if any(tower.recipe.batch_norm for tower in towers):
        limits.append(
            _(
                "With batch normalisation there is no line: this theory does not cover it. It keeps every layer at "
                "the same spread and so stops the gradient from vanishing; over many layers the gradient grows instead."
            )
        )
    if towers[0].width < FEW_UNITS:
        text = _("The theory is for very many units. With few, here {count}, chance decides a lot: try other weights.")
        limits.append(text.format(count=towers[0].width))
    return limits
