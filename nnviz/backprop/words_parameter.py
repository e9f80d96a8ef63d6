"""What the drawing of the page on backprop says of one parameter: its chain, its paths, and its update."""

from __future__ import annotations

from typing import TypedDict

from nnviz.core.i18n import _
from nnviz.core.numbers import plural_words

__all__ = ["ChainWords", "UpdateWords", "list_chain", "list_update"]


class ChainWords(TypedDict):
    """One weight: its chain and its paths."""

    pick: str
    layer: str
    unit: str
    source: str
    output: str
    layer_number: str
    unit_number: str
    chain_title: str
    chain_why: str
    chain: str
    product: str
    sample_short: str
    sum_samples: str
    show_samples: str
    other_samples: str
    paths: str
    one_path: str
    many_paths: str
    in_brackets: str
    no_paths: str
    more_paths: str
    rest_paths: str
    follow: str
    trail_why: str
    trail_back: str
    through_neuron: str
    through_sample: str
    sum_trail: str
    rest_trail: dict[str, str]
    sum_paths: str
    sample_share: str


class UpdateWords(TypedDict):
    """The update, and what has become of the loss."""

    rule: str
    change: str
    old_weights: str
    used_gradient: str
    new_weights: str
    prediction_before: str
    prediction_after: str
    loss_before: str
    loss_after: str
    loss_now: str
    fell: str
    rose: str
    stayed: str


def list_chain() -> ChainWords:
    """Return the texts of one weight's chain and paths, in the active language."""
    return {
        "pick": _("Choose a weight"),
        "layer": _("Layer"),
        "unit": _("to neuron"),
        "source": _("from input"),
        "output": _("output"),
        "layer_number": _("layer {number}"),
        "unit_number": _("neuron {number}"),
        "chain_title": _("The chain rule for"),
        "chain_why": _("Turn this weight a little: how much does the loss turn? Multiply the factors on the way."),
        "chain": _("The chain, factor by factor"),
        "product": _("product"),
        "sample_short": _("Sample {number}"),
        "sum_samples": _("sum of all {count} samples"),
        "show_samples": _("Show all {count}"),
        "other_samples": _("Other samples together ({count})"),
        "paths": _("All paths to the loss"),
        "one_path": _("One path from this weight to the loss"),
        "many_paths": _("Paths from this weight to the loss: {count}, the heaviest first"),
        "in_brackets": _("The number in square brackets is the sample of the mini-batch."),
        "no_paths": _("No path leads from here to the loss."),
        "more_paths": _("Show more paths ({count})"),
        "rest_paths": _("Other paths together ({count}): {rest}"),
        "follow": _("Follow the paths layer by layer"),
        "trail_why": _("Each line is the share of all paths through one neuron. Open it to see where they go on."),
        "trail_back": _("One neuron back"),
        "through_neuron": _("layer {layer}, neuron {unit}"),
        "through_sample": _("layer {layer}, neuron {unit}, sample {sample}"),
        "sum_trail": _("Sum of these shares"),
        "rest_trail": plural_words("The other one: {rest}", "The other {count} together: {rest}"),
        "sum_paths": _("Sum of all paths"),
        "sample_share": _("This is the product of sample {number} above."),
    }


def list_update() -> UpdateWords:
    """Return the texts of the update, in the active language."""
    return {
        "rule": _("The rule with its numbers"),
        "change": _("old {old} → new {new}"),
        "old_weights": _("weights before"),
        "used_gradient": _("gradient used"),
        "new_weights": _("weights after"),
        "prediction_before": _("prediction before"),
        "prediction_after": _("prediction after"),
        "loss_before": _("loss before"),
        "loss_after": _("loss after"),
        "loss_now": _("Loss: {before} → {after}"),
        "fell": _("The loss of these samples has fallen."),
        "rose": _(
            "The loss of these samples has risen: the step was too large, or the optimiser still follows "
            "older gradients."
        ),
        "stayed": _("The loss of these samples has not changed."),
    }
