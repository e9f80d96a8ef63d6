"""The words the stage shows. The browser has none of its own: all are sent in the learner's language."""

from __future__ import annotations

from nnviz.i18n import _

__all__ = ["stage_words"]


def stage_words() -> dict[str, str]:
    """Return the stage's words by key, in the active language. ``{braces}`` are filled by the browser."""
    return _buttons() | _readouts() | _plots() | _network() | _drawing()


def _buttons() -> dict[str, str]:
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("One batch"),
        "epoch_step": _("One epoch"),
        "back": _("One batch back"),
        "reset": _("Reset"),
        "reseed": _("New seed"),
        "recover": _("Back to the last good state"),
        "speed": _("Speed"),
        "speed_max": _("Fastest"),
        "speed_value": _("{count} updates/s"),
        "keys": _("Keys: Space plays and pauses, → one batch, ↑ one epoch, ← one batch back, R resets"),
    }


def _readouts() -> dict[str, str]:
    return {
        "stage": _("Live view of the network"),
        "epoch": _("Epoch"),
        "update": _("Update"),
        "train": _("Train"),
        "test": _("Test"),
        "loss": _("Loss"),
        "accuracy": _("Accuracy"),
        "idle": _("Ready"),
        "running": _("Learning"),
        "paused": _("Paused"),
        "finished": _("Finished"),
        "diverged": _("Diverged"),
    }


def _plots() -> dict[str, str]:
    return {
        "boundary": _("What the network says"),
        "show_test": _("Test points"),
        "hard": _("Hard regions"),
        "show_batch": _("Mini-batch"),
        "loss_curve": _("Loss"),
        "accuracy_curve": _("Accuracy"),
        "log_scale": _("Log"),
        "epochs_axis": _("epoch"),
        "gradient_size": _("Gradient size by layer"),
        "dead_units": _("dead {share}"),
        "confusion": _("Confusion matrix (test)"),
        "confusion_true": _("true"),
        "confusion_predicted": _("predicted"),
        "curve": _("network's curve"),
        "layer_number": _("Layer {number}"),
        "output": _("Output"),
        "prediction": _("prediction"),
    }


def _network() -> dict[str, str]:
    return {
        "network": _("The network"),
        "neuron": _("Neuron {unit} of layer {layer}"),
        "output_neuron": _("Output {unit}"),
        "input": _("Input {name}"),
        "weight": _("Weight"),
        "weight_from_to": _("Weight from {source} to {target}"),
        "bias_of": _("Bias of {target}"),
        "bias": _("Bias"),
        "more_units": _("+{count} more"),
        "show_large": _("Show large"),
        "show_output": _("Show the output again"),
        "switch_off": _("Switch off"),
        "switch_on": _("Switch on"),
        "off": _("off"),
        "set_value": _("Set"),
        "cancel": _("Cancel"),
        "not_a_number": _("Type a number between −1000 and 1000."),
        "negative_positive": _("orange negative, blue positive; thicker is larger"),
    }


def _drawing() -> dict[str, str]:
    return {
        "draw_class": _("Add points of"),
        "nameless_class": _("Class {number}"),
        "erase": _("Take out"),
        "clear": _("Clear all"),
        "draw_help": _("Click in the plot to add a point. Click a point to take it out."),
        "true_class": _("true class"),
        "true_value": _("true value"),
    }
