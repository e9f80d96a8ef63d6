"""The words the stage shows. The browser has none of its own: all are sent in the learner's language."""

from __future__ import annotations

from nnviz.core.i18n import _

__all__ = ["distribution_words", "stage_words"]


def stage_words() -> dict[str, str]:
    """Return the stage's words by key, in the active language. ``{braces}`` are filled by the browser."""
    return _buttons() | _readouts() | _plots() | _network() | _drawing() | distribution_words()


def _buttons() -> dict[str, str]:
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("One batch"),
        "epoch_step": _("One epoch"),
        "back": _("One batch back"),
        "reset": _("Reset"),
        "reseed": _("New seed"),
        "recover": _("Back to the last finite state"),
        "speed": _("Speed"),
        "speed_max": _("Fastest"),
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
        "rate": _("Learning rate"),
        "waiting": _("Not ready"),
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
        "units_shown": _("units {first}–{last} of {count}"),
        "earlier_units": _("Earlier units of {layer}"),
        "later_units": _("Later units of {layer}"),
        "more_terms": _("({count} more)"),
        "class_probability": _("Probability of {name}"),
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


def distribution_words() -> dict[str, str]:
    """Return the words of the distributions by key, in the active language."""
    return _choices() | _distributions() | _captions()


def _choices() -> dict[str, str]:
    return {
        "distributions": _("Distributions"),
        "quantity": _("What is counted"),
        "weights": _("Weights"),
        "biases": _("Biases"),
        "pre_activations": _("Pre-activations z"),
        "activations": _("Activations a"),
        "gradients": _("Gradients"),
        "moment": _("When"),
        "now": _("Now"),
        "over_time": _("Over time"),
        "layers_shown": _("Layers shown"),
        "log_counts": _("Log counts"),
        "same_axis": _("Same axis for all layers"),
        "as_table": _("As a table"),
    }


def _distributions() -> dict[str, str]:
    return {
        "axis_weights": _("weight"),
        "axis_biases": _("bias"),
        "axis_pre_activations": _("pre-activation z"),
        "axis_activations": _("activation a"),
        "axis_gradients": _("gradient"),
        "count_axis": _("count"),
        "layer": _("Layer"),
        "values": _("Values"),
        "mean": _("mean"),
        "deviation": _("deviation"),
        "lowest": _("lowest"),
        "highest": _("highest"),
        "saturated": _("saturated"),
        "dead": _("dead"),
        "bin": _("{low} to {high}: {count} of {total}"),
        "has_none": _("Nothing to count in this layer."),
        "legend_now": _(
            "Orange: below zero. Blue: zero and above. The line on top: the mean, and one deviation to each side."
        ),
        "legend_past": _("Dark: many values. Solid line: the mean. Dashed: one deviation to each side."),
    }


def _captions() -> dict[str, str]:
    past = _("From the start to update {step}.")
    points = _("For all training points ({points}).")
    weights, biases = _("All weights of each layer."), _("The bias of each neuron.")
    z = _("z of each neuron, for all training points ({points}).")
    a = _("What each neuron gives, for all training points ({points}), without dropout.")
    return {
        "about_weights": weights,
        "about_biases": biases,
        "about_pre_activations": z,
        "about_activations": a,
        "about_gradients": _("Of weights and biases, from the last mini-batch (size {batch})."),
        "about_weights_past": f"{weights} {past}",
        "about_biases_past": f"{biases} {past}",
        "about_pre_activations_past": f"{z} {past}",
        "about_activations_past": f"{a} {past}",
        "about_gradients_past": _("Of weights and biases, without dropout.") + f" {points} {past}",
        "no_gradients": _("No update was made yet, so there are no gradients. Press “One batch”."),
        "measuring": _("Measuring the way here …"),
        "norm_weights": _("Batch norm has a scale γ in their place."),
        "norm_biases": _("Batch norm has a shift β in their place."),
        "last_finite": _("The run diverged. This is its last state with finite numbers, update {step}."),
        "about_weights_first": weights,
        "about_biases_first": biases,
        "about_pre_activations_first": z,
        "about_activations_first": a,
        "about_gradients_first": _("Of weights and biases, without dropout.") + f" {points}",
        "initializers_shown": _("First weights compared"),
        "own_initializer": _("chosen in the playground"),
    }
