"""The parts of the two neurons, in pairs: what each is called and what it does."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.i18n import N_

__all__ = ["PARTS", "PartPair"]


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of the biological neuron and its counterpart; texts are marked for translation.

    Attributes
    ----------
    name : str
        Key, and the name of the drawing's shapes.
    biological, artificial : str
        What the parts are called.
    biological_work, artificial_work : str
        What they do, one sentence each.
    """

    name: str
    biological: str
    artificial: str
    biological_work: str
    artificial_work: str


PARTS = (
    PartPair(
        "receive", N_("Dendrites"), N_("Inputs x"),
        N_("Branches that pick up the signals of other neurons and carry them to the cell body."),
        N_("Numbers that come in: a measurement, a pixel, or what another neuron gave out."),
    ),
    PartPair(
        "strength", N_("Synapses"), N_("Weights w"),
        N_("Narrow gaps where another neuron passes its signal on, strongly or weakly. Learning changes them."),
        N_("Each input is multiplied by its weight; a negative one counts against. Learning changes the weights."),
    ),
    PartPair(
        "sum", N_("Soma (cell body)"), N_("Sum Σ + bias b"),
        N_("Collects everything that arrives; its voltage rises and falls with it."),
        N_("Adds all weighted inputs and the bias; the result is called z."),
    ),
    PartPair(
        "threshold", N_("Axon hillock"), N_("Activation f"),
        N_("Where the axon begins: when the voltage passes the threshold, the neuron fires here."),
        N_("Turns z into the output. The step function fires at z = 0; others answer little by little."),
    ),
    PartPair(
        "send", N_("Axon"), N_("Output y"),
        N_("A long fibre that carries the spike away; each spike is as tall as the next."),
        N_("One number, f(z): the answer of the neuron."),
    ),
    PartPair(
        "pass", N_("Axon terminals"), N_("To the next layer"),
        N_("The ends of the axon; they release a chemical that reaches the next neurons."),
        N_("The same number becomes an input of every neuron it is connected to."),
    ),
)  # fmt: skip
"""Every pair, in the order in which a signal passes."""
