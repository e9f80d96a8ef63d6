"""The chapter's experiment: one artificial neuron with sliders, and a spiking neuron under the same inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import streamlit as st

from nnviz.core.accepts import Number
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.i18n import _, ngettext
from nnviz.core.numbers import write_fixed, write_setting
from nnviz.core.problems import InputError, Problem
from nnviz.kit import session
from nnviz.kit.drawing import mount_drawing
from nnviz.kit.lesson import reach_goal
from nnviz.neuron.artificial import COUNT, RANGES, Neuron, NeuronTrace, activation_curve, change_neuron, evaluate_neuron
from nnviz.neuron.spiking import DURATION, LeakyIntegrateAndFire, SpikeTrain, current_for, simulate_spikes

__all__ = ["current_neuron", "render_lab", "spiking_neuron", "take_changes"]

GOAL = "neuron-fires-against"
GOAL_BIAS = -1.0
STEP = 0.1
DIGITS = 2
NARROWEST_CURVE = 3.0
LAB = "nnviz_neuron_lab"
NEURON, REPLY, REFUSED = (session.widget_key(f"neuron_{name}") for name in ("now", "reply", "refused"))
SUBSCRIPTS = str.maketrans("12345", "₁₂₃₄₅")


def current_neuron() -> Neuron:
    """Return the neuron as the learner has set it."""
    return cast(Neuron, st.session_state.get(NEURON, Neuron()))


def spiking_neuron() -> LeakyIntegrateAndFire:
    """Return the model of the biological neuron of this chapter."""
    return LeakyIntegrateAndFire()


def render_lab() -> None:
    """Show the experiment. Must be called inside a fragment, which each move reruns."""
    neuron = current_neuron()
    mount_drawing("neuron/firing", LAB, _describe(neuron), _on_change)
    if _fires_against(neuron):
        reach_goal(GOAL)


def _on_change() -> None:
    session.activate_language()
    state = st.session_state.get(LAB)
    sent = None if state is None else state.get("change")
    if isinstance(sent, dict) and isinstance(sent.get("changes"), dict) and isinstance(sent.get("seq"), int):
        st.session_state[REPLY] = sent["seq"]
        take_changes({str(name): str(value) for name, value in sent["changes"].items()})


def take_changes(changes: Mapping[str, str]) -> None:
    """Take over what was typed or dragged; what can't be used is explained and changes nothing."""
    refused: tuple[Problem, ...] = ()
    try:
        st.session_state[NEURON] = change_neuron(current_neuron(), changes)
    except InputError as error:
        refused = error.problems
    st.session_state[REFUSED] = refused


def _fires_against(neuron: Neuron) -> bool:
    """Return whether the goal is reached: it fires against a negative bias and a negative term."""
    trace = evaluate_neuron(neuron)
    return trace.fires and neuron.bias <= GOAL_BIAS and bool((trace.terms < 0).any())


def _describe(neuron: Neuron) -> dict[str, Any]:
    """Return everything the drawing shows."""
    trace = evaluate_neuron(neuron)
    spiking = spiking_neuron()
    train = simulate_spikes(spiking, current_for(trace.z, spiking))
    refused = st.session_state.get(REFUSED, ())
    return {
        "reply": st.session_state.get(REPLY, 0),
        "problem": " ".join(problem.message for problem in refused),
        "refused": [problem.field for problem in refused],
        "text": _words(),
        "choices": _choices(),
        "values": _controls(len(neuron.inputs)),
        "current": _current(neuron),
        "terms": [_show(value) for value in (*trace.terms, neuron.bias, trace.z)],
        "sums": trace.sums.tolist(),
        "formula": _formula(neuron, trace),
        "verdict": _verdict(neuron, trace),
        "fires": trace.fires,
        "z": trace.z,
        "output": trace.output,
        "point": _point(trace),
        "curve": _curve(neuron.activation, trace.z),
        "spoken": _spoken(train),
        "train": _train(spiking, train),
    }


def _show(value: float) -> str:
    return write_fixed(value, DIGITS)


def _words() -> dict[str, Any]:
    return {
        "heads": [_("input x"), _("weight w"), _("w · x"), _("running sum; the dashed line is 0")],
        "z": _("z, the sum with the bias"),
        "activation_title": _("Artificial: the activation"),
        "activation_axes": [_("z = Σ w·x + b"), _("output y = f(z)")],
        "spikes_title": _("Biological: the membrane's voltage"),
        "spikes_axes": [_("time in seconds"), _("voltage in mV")],
        "threshold": _("threshold"),
    }


def _choices() -> list[dict[str, Any]]:
    counts = [[str(count), str(count)] for count in range(COUNT.low, COUNT.high + 1)]
    activations = [[name, _(entry.label)] for name, entry in ACTIVATIONS.items()]
    return [
        {"name": "count", "label": _("Number of inputs"), "options": counts},
        {"name": "activation", "label": _("Activation"), "options": activations},
    ]


def _controls(count: int) -> list[list[dict[str, Any]]]:
    """Return the sliders of each row: input and weight, and in the last row the bias."""
    rows = [
        [_slider("x", index, _("Input {number}")), _slider("w", index, _("Weight {number}"))]
        for index in range(1, count + 1)
    ]
    return [*rows, [_slider("b", 0, _("Bias"))]]


def _slider(kind: str, index: int, label: str) -> dict[str, Any]:
    accepted = cast(Number, RANGES[kind])
    name = f"{kind}{index}" if index else kind
    sign = name.translate(SUBSCRIPTS)
    label = label.format(number=index)
    return {"name": name, "label": label, "sign": sign, "low": accepted.low, "high": accepted.high, "step": STEP}


def _current(neuron: Neuron) -> dict[str, str]:
    pairs = [(f"x{i}", f"{x:g}") for i, x in enumerate(neuron.inputs, 1)]
    pairs += [(f"w{i}", f"{w:g}") for i, w in enumerate(neuron.weights, 1)]
    return dict(pairs) | {"b": f"{neuron.bias:g}", "count": str(len(neuron.inputs)), "activation": neuron.activation}


def _formula(neuron: Neuron, trace: NeuronTrace) -> str:
    """Return the weighted sum with its numbers: z = 0.8·1 + 1·0.5 − 0.3 = 1."""
    terms = [f"{_plain(w)}·{_plain(x)}" for w, x in zip(neuron.weights, neuron.inputs, strict=True)]
    return f"z = {' + '.join([*terms, _plain(neuron.bias)])} = {_show(trace.z)}"


def _plain(value: float) -> str:
    return f"({write_setting(value)})" if value < 0 else write_setting(value)


def _verdict(neuron: Neuron, trace: NeuronTrace) -> str:
    """Return whether it fires; an activation other than the step answers little by little."""
    if neuron.activation == "step":
        return _("Fires: z is at or above 0") if trace.fires else _("Does not fire: z is below 0")
    return _("z is at or above 0: a step would fire") if trace.fires else _("z is below 0: a step would not fire")


def _point(trace: NeuronTrace) -> str:
    text = _("f(z) = f({z}) = {output}. The sum of w·x must reach the threshold −b = {threshold}.")
    return text.format(z=_show(trace.z), output=_show(trace.output), threshold=_show(trace.threshold))


def _curve(name: str, z: float) -> dict[str, list[float]]:
    reach = max(NARROWEST_CURVE, float(np.ceil(abs(z))))
    across, values = activation_curve(name, -reach, reach)
    return {"z": across.tolist(), "a": values.round(6).tolist()}


def _spoken(train: SpikeTrain) -> str:
    known = {"current": write_fixed(train.current, 2), "seconds": write_setting(DURATION)}
    if not train.rate:
        return _("A current of {current} nA is too weak: no spike in {seconds} s.").format(**known)
    text = ngettext(
        "A current of {current} nA: {count} spike in {seconds} s, {rate} a second.",
        "A current of {current} nA: {count} spikes in {seconds} s, {rate} a second.",
        len(train.spikes),
    )
    return text.format(count=len(train.spikes), rate=write_fixed(train.rate, 0), **known)


def _train(spiking: LeakyIntegrateAndFire, train: SpikeTrain) -> dict[str, Any]:
    return {
        "times": train.times.round(5).tolist(),
        "voltage": train.voltage.round(2).tolist(),
        "spikes": train.spikes.round(5).tolist(),
        "threshold": spiking.threshold,
        "rest": spiking.rest,
        "low": min(spiking.rest, spiking.reset) - 5.0,
        "duration": DURATION,
    }
