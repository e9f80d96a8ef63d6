"""Losses: values are those of torch.nn, and each task has a natural one."""

from __future__ import annotations

import pytest
import torch

from nnviz.core.catalog.losses import LOSSES, ConcreteLoss, resolve_loss
from nnviz.core.problems import InputError
from tests.helpers.twin import twin_loss

CASES = [(loss.name, task) for loss in LOSSES.values() for task in loss.tasks if loss.name != "auto"]
N = 9


def arrange(task):
    """Return logits, predictions, targets (outputs, n) for the engine and targets (n,) for torch."""
    generator = torch.Generator().manual_seed(5)
    outputs = 3 if task == "multiclass" else 1
    logits = torch.randn(outputs, N, generator=generator, dtype=torch.float64) * 3
    if task == "regression":
        values = torch.randn(N, generator=generator, dtype=torch.float64) * 3
        return logits, logits, values[None], values
    classes = torch.randint(max(2, outputs), (N,), generator=generator).double()
    if task == "binary":
        return logits, torch.sigmoid(logits), classes[None], classes
    return logits, torch.softmax(logits, 0), torch.eye(3, dtype=torch.float64)[classes.long()].T, classes


@pytest.mark.parametrize(("name", "task"), CASES)
def test_value_is_that_of_torch(name, task):
    logits, predictions, targets, plain = arrange(task)
    value = resolve_loss(name, task).value(logits, predictions, targets)
    torch.testing.assert_close(value, twin_loss(name, task)(logits.T, plain), rtol=1e-12, atol=0)


@pytest.mark.parametrize(("name", "task"), CASES)
def test_gradient_is_that_of_autograd(name, task):
    logits, predictions, targets, plain = arrange(task)
    loss = resolve_loss(name, task)
    at = (logits if loss.from_logits else predictions).clone().requires_grad_()
    if loss.from_logits:
        twin_loss(name, task)(at.T, plain).backward()
    else:
        loss.value(logits, at, targets).backward()
    scale = torch.full_like(logits, 1 / (N if loss.from_logits else logits.numel()))
    out = torch.empty_like(logits)
    loss.gradient(*(array.numpy() for array in (predictions, targets, scale, out)))
    torch.testing.assert_close(out, at.grad, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("logit", [80.0, 200.0, 1e4])
def test_cross_entropies_stay_exact_for_a_network_that_is_sure_and_wrong(logit):
    z, y = torch.tensor([[logit]]), torch.tensor([[0.0]])
    assert resolve_loss("bce", "binary").value(z, torch.sigmoid(z), y).item() == pytest.approx(logit)
    z, y = torch.tensor([[logit], [0.0]]), torch.tensor([[0.0], [1.0]])
    loss = resolve_loss("cross_entropy", "multiclass")
    assert loss.value(z, torch.softmax(z, 0), y).item() == pytest.approx(logit)


@pytest.mark.parametrize(("task", "name"), [("binary", "bce"), ("multiclass", "cross_entropy"), ("regression", "mse")])
def test_automatic_is_the_natural_loss_of_the_task(task, name):
    assert resolve_loss("auto", task).name == name


def test_a_loss_that_does_not_fit_is_refused_with_those_that_do():
    with pytest.raises(InputError) as caught:
        resolve_loss("bce", "regression")
    fitting = ", ".join(name for name, loss in LOSSES.items() if "regression" in loss.tasks)
    assert str(caught.value) == f"loss: bce does not fit this data; it takes one of {fitting}."
    assert fitting.startswith("auto, mse, mae, huber")


def test_only_the_cross_entropies_are_fused_with_the_output():
    fused = {name for name, loss in LOSSES.items() if isinstance(loss, ConcreteLoss) and loss.from_logits}
    assert fused == {"bce", "cross_entropy"}, (
        "nnviz/backprop/output.py splits a fused loss as a cross-entropy, and so does tests/helpers/twin.py"
    )


def test_every_loss_but_automatic_can_be_computed():
    assert [name for name, loss in LOSSES.items() if not isinstance(loss, ConcreteLoss)] == ["auto"]
