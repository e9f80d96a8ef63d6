"""The optimiser's rule with its numbers: against torch.optim, and against the printed formula itself."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import torch

from nnviz.backprop.latex import operand, read_tex, tex_number, write_closed
from nnviz.backprop.optimizer_rule import explain_update
from nnviz.backprop.results import Parameter
from nnviz.backprop.trace import trace_update
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.i18n import LANGUAGES, activate
from nnviz.core.spec import BatchNorm, Dense, Dropout
from tests.backprop.test_trace import make_trainer

LAYERS = (Dense(3, "tanh"), BatchNorm(), Dropout(0.2), Dense(2, "relu"))
PARAMETERS = [Parameter(0, 1, 0), Parameter(0, 2, None), Parameter(1, 1, 0), Parameter(1, 0, None), Parameter(4, 0, 1)]


def torch_optimizer(trainer, values):
    training = trainer.run.training
    entry = OPTIMIZERS[training.optimizer]
    options = {"momentum": training.momentum} if entry.uses_momentum else {}
    if training.optimizer == "nesterov":
        options["nesterov"] = True
    return getattr(torch.optim, entry.torch_class)([values], lr=training.lr, weight_decay=0.0, **options)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_rule_is_torch_optims(optimizer):
    trainer = make_trainer(LAYERS, optimizer=optimizer, lr=0.05, momentum=0.8, steps=0)
    places = [trace_update(trainer).layers[parameter.layer].position(parameter) for parameter in PARAMETERS]
    theirs = torch.tensor(trainer.network.state.parameters.numpy()[places], requires_grad=True)
    stepper = torch_optimizer(trainer, theirs)
    for _update in range(12):
        trace = trace_update(trainer)
        rules = [explain_update(trace, parameter) for parameter in PARAMETERS]
        theirs.grad = torch.tensor([rule.raw for rule in rules], dtype=torch.float64)
        np.testing.assert_allclose([rule.old for rule in rules], theirs.detach().numpy(), rtol=1e-9)
        stepper.step()
        np.testing.assert_allclose([rule.new for rule in rules], theirs.detach().numpy(), rtol=1e-9)
        assert all(rule.lines[-1].value == rule.new and rule.change == rule.new - rule.old for rule in rules)
        trainer.advance(1)


@pytest.mark.parametrize("decoupled", [False, True])
def test_penalties_and_clipping_are_torchs(decoupled):
    training = {"optimizer": "adamw" if decoupled else "sgd", "lr": 0.5, "l1": 0.03, "l2": 0.2, "clip": 0.05}
    trace = trace_update(make_trainer(LAYERS, **training))
    update = trace.update
    weights = torch.tensor(update.old, requires_grad=True)
    gradient = torch.tensor(update.raw) + 0.03 * torch.sign(weights.detach()) * torch.tensor(update.decays)
    if not decoupled:
        gradient += 0.2 * weights.detach() * torch.tensor(update.decays)
    weights.grad = gradient
    norm = torch.nn.utils.clip_grad_norm_([weights], 0.05)
    np.testing.assert_allclose(update.used, weights.grad.numpy(), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(update.norm, norm.item(), rtol=1e-9)
    for parameter in PARAMETERS:
        rule = explain_update(trace, parameter)
        np.testing.assert_allclose((rule.raw + rule.l1 + rule.l2) * rule.clip_factor, rule.used, rtol=1e-9)
        is_weight = parameter.source is not None and parameter.layer != 1
        assert rule.decay == (pytest.approx(0.5 * 0.2 * rule.old) if decoupled and is_weight else 0.0)
        assert (rule.l1 != 0) == is_weight
        assert len(rule.gradient_lines) == (2 if is_weight else 1)


def test_moments_and_their_corrections_are_adams():
    trainer = make_trainer(LAYERS, optimizer="adam", steps=4)
    rule = explain_update(trace_update(trainer), PARAMETERS[0])
    mean, square = rule.slots
    assert (mean.symbol, square.symbol) == ("m", "v")
    values = {line.result: line.value for line in rule.lines}
    assert values["m"] == mean.after == pytest.approx(0.9 * mean.before + 0.1 * rule.used, rel=1e-9)
    assert values["v"] == square.after == pytest.approx(0.999 * square.before + 0.001 * rule.used**2, rel=1e-9)
    assert values[r"\hat m"] == pytest.approx(mean.after / (1 - 0.9**5), rel=1e-12)
    assert values[r"\hat v"] == pytest.approx(square.after / (1 - 0.999**5), rel=1e-12)
    step = rule.lr * values[r"\hat m"] / (math.sqrt(values[r"\hat v"]) + 1e-8)
    assert rule.new == pytest.approx(rule.old - step, rel=1e-9)


# The formulas as printed.


def calculate(latex):
    """Return the value of a printed formula."""
    text = latex.replace(r"\cdot", "*").replace(r"\times", "*").replace("{,}", "")
    while r"\frac" in text or r"\sqrt" in text:
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"((\1)**0.5)", text)
        text = re.sub(r"\^\{?(-?\d+)\}?", r"**(\1)", text)
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    return eval(re.sub(r"\^\{?(-?\d+)\}?", r"**(\1)", text))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_printed_numbers_give_the_printed_result(optimizer, dtype):
    trainer = make_trainer(LAYERS, dtype=dtype, optimizer=optimizer, l1=0.01, l2=0.05, clip=0.1, steps=6)
    trace = trace_update(trainer)
    for parameter in PARAMETERS:
        rule = explain_update(trace, parameter)
        for line in (*rule.gradient_lines, *rule.lines):
            lead, _times, power = line.written.partition(r" \times 10^{")
            unit = 10.0 ** (int(power.strip("}") or 0) - len(lead.partition(".")[2]))
            assert line.sign == "=", line
            assert calculate(line.numbers) == pytest.approx(read_tex(line.written), rel=0, abs=0.500001 * unit), line


def test_the_fewest_digits_with_which_a_reckoning_closes():
    def product(values):
        return math.prod(values)

    assert write_closed([0.5, 0.25], product, 0.125) == (["0.5", "0.25"], "=", "0.125")
    numbers, sign, written = write_closed([1.0 / 3.0, 2.0 / 3.0], product, 2.0 / 9.0)
    assert (sign, written) == ("=", "0.22222")
    assert f"{float(numbers[0]) * float(numbers[1]):.5f}" == written
    assert write_closed([0.5, 0.25], product, 0.2)[1] == r"\approx"


@pytest.mark.parametrize("language", [*LANGUAGES, "de", "pl"])
@pytest.mark.parametrize("value", [0.5, -0.5, 1234500.0, -1.5e-8, 12345.0, 0.0])
def test_a_number_in_a_formula_is_read_back(value, language, monkeypatch):
    monkeypatch.setitem(LANGUAGES, language, language)
    activate(language)
    assert read_tex(tex_number(value, 7)) == value


def test_what_could_be_misread_behind_a_sign_stands_in_brackets():
    assert [operand(text) for text in ("0.5", "-0.5", r"1 \times 10^{-8}")] == [
        "0.5",
        "(-0.5)",
        r"(1 \times 10^{-8})",
    ]


def test_dropout_has_nothing_to_update():
    with pytest.raises(IndexError):
        explain_update(trace_update(make_trainer(LAYERS)), Parameter(2, 0, 0))
