"""What the drawing of the page on backprop says: names, titles and one short sentence for each single step."""

from __future__ import annotations

from nnviz.core.i18n import _

__all__ = ["list_words"]


def list_words() -> dict[str, str]:
    """Return all texts of the drawing by name, in the active language."""
    return _list_controls() | _list_names() | _list_titles() | _list_reasons() | _list_chain() | _list_update()


def _list_controls() -> dict[str, str]:
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
        "forward": _("Forward"),
        "loss": _("Loss"),
        "backward": _("Backward"),
        "update": _("Update"),
        "keys": _("Keys: ← and → for single steps, Home and End for the first and the last."),
        "net": _("A network of {shape} neurons with the numbers known so far"),
        "points": _("Points ({count}): arrow keys move, Enter chooses"),
        "point": _("Point {number}"),
        "point_": _("Point"),
        "pointNumber": _("Number of the point"),
        "onePoint": _("or one point: no."),
        "learnsFrom": _("What the update learns from"),
        "batch": _("Mini-batch of {count}"),
        "badPoint": _("“{given}” can't be used as a point; it takes a whole number from 1 to {most}."),
        "earlier": _("Sample before"),
        "later": _("Next sample"),
        "inView": _("In view: sample {number} of {total} (point {point})"),
        "thisStep": _("This step"),
        "oneWeight": _("One weight"),
        "shows": _("What is shown"),
        "formula": _("Formula with its numbers"),
    }


def _list_names() -> dict[str, str]:
    return {
        "short_input": _("input"),
        "short_dense": _("dense"),
        "short_output": _("output"),
        "short_dropout": _("dropout"),
        "short_batchnorm": _("batch norm"),
        "input": _("input"),
        "inputTurned": _("input, turned"),
        "before": _("layer before"),
        "beforeTurned": _("layer before, turned"),
        "weights": _("weights"),
        "weightsTurned": _("next weights, turned"),
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
        "lossSlope": _("slope of the loss"),
        "jacobian": _("slopes of softmax"),
        "slope": _("slope of the activation"),
        "blame": _("comes from behind"),
        "blameBefore": _("goes to the layer before"),
        "delta": _("delta"),
        "gradient": _("gradient of the weights"),
        "biasGradient": _("of the biases"),
        "gammaGradient": _("gradient of the scale"),
        "betaGradient": _("gradient of the shift"),
        "summary": _("smallest {min}, mean {mean}, largest {max}"),
        "openRow": _("Row {row} in numbers"),
        "openAll": _("All numbers"),
        "litUnit": _("Neuron {unit} of {units} is lit. Click another in the drawing."),
        "isOff": _("Neuron {unit} is switched off: it answers 0 and learns nothing."),
        "overBatch": _("Mean and variance are taken over all {count} samples of the mini-batch."),
        "meanLoss": _("The mean over all {count} samples is L = {loss}."),
        "shorter": _("The engine takes a shorter way. Multiplied out, both slopes become one difference:"),
        "onlyShort": _("The two slopes alone are too large for the computer's numbers. Their product is simple:"),
        "plusOthers": _("+ the other samples ="),
        "manyTerms": _("the sum of {count} products"),
        "coupled": _("Each sample changes mean and variance, so each also feels the errors of all others."),
    }


def _list_titles() -> dict[str, str]:
    return {
        "title_input": _("Forward: the input"),
        "title_z": _("Forward, layer {layer} of {layers}: weighted sum"),
        "title_a": _("Forward, layer {layer} of {layers}: activation"),
        "title_mask": _("Forward, layer {layer} of {layers}: dropout"),
        "title_normal": _("Forward, layer {layer} of {layers}: normalise"),
        "title_scale": _("Forward, layer {layer} of {layers}: scale and shift"),
        "title_loss": _("Loss: how wrong is it?"),
        "title_error": _("Backward, layer {layer} of {layers}: the error δ"),
        "title_delta": _("Backward, layer {layer} of {layers}: the error δ"),
        "title_gradients": _("Backward, layer {layer} of {layers}: the gradients"),
        "title_maskBack": _("Backward, layer {layer} of {layers}: dropout"),
        "title_normalBack": _("Backward, layer {layer} of {layers}: batch norm"),
        "title_update": _("Update: every weight takes a step"),
        "title_after": _("Update: has it become better?"),
    }


def _list_reasons() -> dict[str, str]:
    return {
        "why_input": _("These numbers go in. At the end the network should answer with the target."),
        "why_z": _("Each neuron multiplies its inputs by its weights, adds them up and adds its bias."),
        "why_a": _("Each sum goes through {activation}. The result is what the next layer gets."),
        "why_a_output": _("The last sum goes through {activation}. The result is the prediction."),
        "why_mask": _("Dropout sets some values to 0 by chance and enlarges the others, so that the mean stays."),
        "why_normal": _("Each value loses the mean of the mini-batch and is divided by its spread."),
        "why_scale": _("Then the layer stretches and moves the values. It learns by how much."),
        "why_loss": _("{loss} turns prediction and target into one number. Learning makes it smaller."),
        "why_error": _("δ says how the loss changes when the last sum z grows a little."),
        "why_delta": _(
            "What comes from behind is multiplied by the slope of {activation}: where f is flat, nothing learns."
        ),
        "why_gradients": _(
            "Each weight's gradient is δ of its neuron times the value that came in. For a bias it is δ itself."
        ),
        "why_maskBack": _("What was set to 0 has no part in the error. The rest is enlarged just as before."),
        "why_normalBack": _("The gradient goes back through mean and spread, so the samples mix here."),
        "why_update": _("{optimizer} changes each weight against its gradient. Here one of them in full."),
        "why_after": _("The same samples once more, with the new weights."),
    }


def _list_chain() -> dict[str, str]:
    return {
        "pick": _("Choose a weight"),
        "layer": _("Layer"),
        "unit": _("to neuron"),
        "source": _("from input"),
        "output": _("output"),
        "layerNumber": _("layer {number}"),
        "unitNumber": _("neuron {number}"),
        "chainTitle": _("The chain rule for"),
        "chainWhy": _("Turn this weight a little: how much does the loss turn? Multiply the factors on the way."),
        "chain": _("The chain, factor by factor"),
        "product": _("product"),
        "sampleShort": _("Sample {number}"),
        "sumSamples": _("sum of all {count} samples"),
        "showSamples": _("Show all {count}"),
        "otherSamples": _("Other samples together ({count})"),
        "paths": _("All paths to the loss"),
        "onePath": _("One path from this weight to the loss"),
        "manyPaths": _("Paths from this weight to the loss: {count}, the heaviest first"),
        "inBrackets": _("The number in square brackets is the sample of the mini-batch."),
        "noPaths": _("No path leads from here to the loss."),
        "morePaths": _("Show more paths ({count})"),
        "restPaths": _("Other paths together ({count}): {rest}"),
        "follow": _("Follow the paths layer by layer"),
        "trailWhy": _("Each line is the share of all paths through one neuron. Open it to see where they go on."),
        "trailBack": _("One neuron back"),
        "throughNeuron": _("layer {layer}, neuron {unit}"),
        "throughSample": _("layer {layer}, neuron {unit}, sample {sample}"),
        "sumTrail": _("Sum of these shares"),
        "restTrail": _("The other {count} together: {rest}"),
        "sumPaths": _("Sum of all paths"),
        "sampleShare": _("This is the product of sample {number} above."),
    }


def _list_update() -> dict[str, str]:
    return {
        "rule": _("The rule with its numbers"),
        "change": _("old {old} → new {new}"),
        "oldWeights": _("weights before"),
        "usedGradient": _("gradient used"),
        "newWeights": _("weights after"),
        "predictionBefore": _("prediction before"),
        "predictionAfter": _("prediction after"),
        "lossBefore": _("loss before"),
        "lossAfter": _("loss after"),
        "lossNow": _("Loss: {before} → {after}"),
        "fell": _("The loss of these samples has fallen."),
        "rose": _(
            "The loss of these samples has risen: the step was too large, or the optimiser still follows "
            "older gradients."
        ),
        "stayed": _("The loss of these samples has not changed."),
    }
