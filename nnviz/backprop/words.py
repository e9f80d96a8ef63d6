"""What the drawing of the page on backprop says: names, titles and one short sentence for each single step."""

from __future__ import annotations

from typing import TypedDict

from nnviz.backprop.words_parameter import ChainWords, UpdateWords, list_chain, list_update
from nnviz.core.i18n import _

__all__ = ["BackpropWords", "list_words"]


class PhaseWords(TypedDict):
    """The four parts of an update."""

    forward: str
    loss: str
    backward: str
    update: str


class StepTitles(TypedDict):
    """The title of each kind of step."""

    input: str
    z: str
    a: str
    mask: str
    normal: str
    scale: str
    loss: str
    error: str
    delta: str
    gradients: str
    mask_back: str
    normal_back: str
    update: str
    after: str


class StepReasons(TypedDict):
    """One sentence for each kind of step; the activation of the output has its own."""

    input: str
    z: str
    a: str
    a_output: str
    mask: str
    normal: str
    scale: str
    loss: str
    error: str
    delta: str
    gradients: str
    mask_back: str
    normal_back: str
    update: str
    after: str


class LayerKinds(TypedDict):
    """What stands under a column of the network."""

    input: str
    dense: str
    output: str
    dropout: str
    batchnorm: str


class ArrayNames(TypedDict):
    """What a matrix in a formula holds."""

    input: str
    input_turned: str
    before: str
    before_turned: str
    weights: str
    weights_turned: str
    bias: str
    sum: str
    activation: str
    prediction: str
    target: str
    mask: str
    after: str
    mean: str
    variance: str
    normal: str
    gamma: str
    beta: str
    loss_slope: str
    jacobian: str
    slope: str
    blame: str
    blame_before: str
    delta: str
    gradient: str
    bias_gradient: str
    gamma_gradient: str
    beta_gradient: str


class ControlWords(TypedDict):
    """What there is to press and to choose."""

    back: str
    next: str
    play: str
    pause: str
    pace: str
    seconds: str
    jump: str
    count: str
    phases: str
    keys: str
    net: str
    points: str
    point: str
    point_column: str
    point_number: str
    one_point: str
    learns_from: str
    batch: str
    bad_point: str
    earlier: str
    later: str
    in_view: str
    this_step: str
    one_weight: str
    shows: str
    formula: str


class NoteWords(TypedDict):
    """What is said beside formulas."""

    summary: str
    open_row: str
    open_all: str
    lit_unit: str
    is_off: str
    over_batch: str
    mean_loss: str
    shorter: str
    only_short: str
    plus_others: str
    many_terms: str
    coupled: str


class BackpropWords(ControlWords, NoteWords, ChainWords, UpdateWords):
    """All texts of the drawing."""

    phase: PhaseWords
    title: StepTitles
    reason: StepReasons
    kind: LayerKinds
    array: ArrayNames


def list_words() -> BackpropWords:
    """Return all texts of the drawing, in the active language."""
    return {
        **_list_controls(),
        **_list_notes(),
        **list_chain(),
        **list_update(),
        "phase": _list_phases(),
        "title": _list_titles(),
        "reason": _list_reasons(),
        "kind": _list_kinds(),
        "array": _list_arrays(),
    }


def _list_phases() -> PhaseWords:
    return {
        "forward": _("Forward"),
        "loss": _("Loss"),
        "backward": _("Backward"),
        "update": _("Update"),
    }


def _list_titles() -> StepTitles:
    return {
        "input": _("Forward: the input"),
        "z": _("Forward, layer {layer} of {layers}: weighted sum"),
        "a": _("Forward, layer {layer} of {layers}: activation"),
        "mask": _("Forward, layer {layer} of {layers}: dropout"),
        "normal": _("Forward, layer {layer} of {layers}: normalise"),
        "scale": _("Forward, layer {layer} of {layers}: scale and shift"),
        "loss": _("Loss: how wrong is it?"),
        "error": _("Backward, layer {layer} of {layers}: the error δ"),
        "delta": _("Backward, layer {layer} of {layers}: the error δ"),
        "gradients": _("Backward, layer {layer} of {layers}: the gradients"),
        "mask_back": _("Backward, layer {layer} of {layers}: dropout"),
        "normal_back": _("Backward, layer {layer} of {layers}: batch norm"),
        "update": _("Update: every weight takes a step"),
        "after": _("Update: has it become better?"),
    }


def _list_reasons() -> StepReasons:
    return {
        "input": _("These numbers go in. At the end the network should answer with the target."),
        "z": _("Each neuron multiplies its inputs by its weights, adds them up and adds its bias."),
        "a": _("Each sum goes through {activation}. The result is what the next layer gets."),
        "a_output": _("The last sum goes through {activation}. The result is the prediction."),
        "mask": _("Dropout sets some values to 0 by chance and enlarges the others, so that the mean stays."),
        "normal": _("Each value loses the mean of the mini-batch and is divided by its spread."),
        "scale": _("Then the layer stretches and moves the values. It learns by how much."),
        "loss": _("{loss} turns prediction and target into one number. Learning makes it smaller."),
        "error": _("δ says how the loss changes when the last sum z grows a little."),
        "delta": _(
            "What comes from behind is multiplied by the slope of {activation}: where f is flat, nothing learns."
        ),
        "gradients": _(
            "Each weight's gradient is δ of its neuron times the value that came in. For a bias it is δ itself."
        ),
        "mask_back": _("What was set to 0 has no part in the error. The rest is enlarged just as before."),
        "normal_back": _("The gradient goes back through mean and spread, so the samples mix here."),
        "update": _("{optimizer} changes each weight against its gradient. Here one of them in full."),
        "after": _("The same samples once more, with the new weights."),
    }


def _list_kinds() -> LayerKinds:
    return {
        "input": _("input"),
        "dense": _("dense"),
        "output": _("output"),
        "dropout": _("dropout"),
        "batchnorm": _("batch norm"),
    }


def _list_arrays() -> ArrayNames:
    return {
        "input": _("input"),
        "input_turned": _("input, turned"),
        "before": _("layer before"),
        "before_turned": _("layer before, turned"),
        "weights": _("weights"),
        "weights_turned": _("next weights, turned"),
        "bias": _("bias"),
        "sum": _("sum"),
        "activation": _("activation"),
        "prediction": _("prediction"),
        "target": _("target"),
        "mask": _("mask"),
        "after": _("goes on"),
        "mean": _("mean"),
        "variance": _("variance"),
        "normal": _("normalised"),
        "gamma": _("scale"),
        "beta": _("shift"),
        "loss_slope": _("slope of the loss"),
        "jacobian": _("slopes of softmax"),
        "slope": _("slope of the activation"),
        "blame": _("comes from behind"),
        "blame_before": _("goes to the layer before"),
        "delta": _("delta"),
        "gradient": _("gradient of the weights"),
        "bias_gradient": _("of the biases"),
        "gamma_gradient": _("gradient of the scale"),
        "beta_gradient": _("gradient of the shift"),
    }


def _list_controls() -> ControlWords:
    return {
        "back": _("Back"),
        "next": _("Next step"),
        "play": _("Play slowly"),
        "pause": _("Pause"),
        "pace": _("Time for each step"),
        "seconds": _("{seconds} s"),
        "jump": _("Go to a step"),
        "count": _("Step {number} of {all}"),
        "phases": _("Parts of the update"),
        "keys": _("Keys: ← and → for single steps, Home and End for the first and the last."),
        "net": _("A network of {shape} neurons with the numbers known so far"),
        "points": _("Points ({count}): arrow keys move, Enter chooses"),
        "point": _("Point {number}"),
        "point_column": _("Point"),
        "point_number": _("Number of the point"),
        "one_point": _("or one point: no."),
        "learns_from": _("What the update learns from"),
        "batch": _("Mini-batch of {count}"),
        "bad_point": _("“{given}” can't be used as a point; it takes a whole number from 1 to {most}."),
        "earlier": _("Sample before"),
        "later": _("Next sample"),
        "in_view": _("In view: sample {number} of {total} (point {point})"),
        "this_step": _("This step"),
        "one_weight": _("One weight"),
        "shows": _("What is shown"),
        "formula": _("Formula with its numbers"),
    }


def _list_notes() -> NoteWords:
    return {
        "summary": _("smallest {min}, mean {mean}, largest {max}"),
        "open_row": _("Row {row} in numbers"),
        "open_all": _("All numbers"),
        "lit_unit": _("Neuron {unit} of {units} is lit. Click another in the drawing."),
        "is_off": _("Neuron {unit} is switched off: it answers 0 and learns nothing."),
        "over_batch": _("Mean and variance are taken over all {count} samples of the mini-batch."),
        "mean_loss": _("The mean over all {count} samples is L = {loss}."),
        "shorter": _("The engine takes a shorter way. Multiplied out, both slopes become one difference:"),
        "only_short": _("The two slopes alone are too large for the computer's numbers. Their product is simple:"),
        "plus_others": _("+ the other samples ="),
        "many_terms": _("the sum of {count} products"),
        "coupled": _("Each sample changes mean and variance, so each also feels the errors of all others."),
    }
