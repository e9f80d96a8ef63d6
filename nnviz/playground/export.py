"""The current set-up as a PyTorch script that runs by itself.

Data, features, layers, first weights, optimiser, loss and schedule are written from the same
registries that the playground runs on. The script gets the same points in the same two parts; its
first weights and batches are drawn by PyTorch itself, so its run is alike but not equal to the bit.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnviz.core.catalog import shapes
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.columns import COLUMNS
from nnviz.core.catalog.datasets import DATASETS
from nnviz.core.catalog.features import FEATURES
from nnviz.core.catalog.initializers import INITIALIZERS
from nnviz.core.catalog.losses import ConcreteLoss, resolve_loss
from nnviz.core.catalog.optimizers import OPTIMIZERS
from nnviz.core.catalog.schedules import SCHEDULES
from nnviz.core.i18n import _
from nnviz.core.results import Data
from nnviz.core.spec import BatchNorm, Dense, Dropout, RunSpec
from nnviz.data import prepare
from nnviz.data.real_data import LOADERS, check_columns
from nnviz.playground.function_source import function_source

__all__ = ["export_code"]

USUAL_EPOCHS = 100
PRINTED_LINES = 10


def export_code(run: RunSpec, data: Data) -> str:
    """Return a script that builds and trains the network of `run` in PyTorch.

    Parameters
    ----------
    run : RunSpec
        The set-up.
    data : Data
        The points that ``run.data`` describes; written out in full where the learner brought them.

    Returns
    -------
    str
        Python source that needs torch and numpy, and scikit-learn for a real data set.

    Raises
    ------
    InputError
        When the loss does not fit the data.
    """
    loss = resolve_loss(run.training.loss, data.task)
    parts = [
        _write_imports(run),
        _write_model(run, data, loss),
        _write_initializer(run),
        _write_data(run, data),
        _write_inputs(run),
        _write_targets(data, loss),
        _write_training(run, loss),
        _write_loop(run, data),
        _write_result(data, loss),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def _write_imports(run: RunSpec) -> str:
    lines = ["import numpy as np", "import torch", "from torch import nn", ""]
    lines.append("# " + _("PyTorch draws its own first weights and batches: another seed here is another try."))
    lines.append(f"torch.manual_seed({run.network.seed})")
    if "math." in SCHEDULES[run.training.schedule].torch_code:
        lines.insert(0, "import math\n")
    return _lines(*lines)


def _write_data(run: RunSpec, data: Data) -> str:
    entry = DATASETS[run.data.dataset]
    title = "# " + _("The data: {name}").format(name=_(entry.label))
    if entry.kind == "real":
        return _lines(title, *_real_data(run))
    split = function_source(prepare, "split_rows")
    if entry.generate is None:
        return _lines(title, _embedded_data(data), "", "", split, "", "", *_split_call(run, data))
    name = entry.generate.__name__
    spec = run.data
    call = f"points, targets = {name}({spec.samples}, {spec.noise}, rng, {spec.classes})"
    return _lines(
        title,
        function_source(shapes, name),
        "",
        "",
        split,
        "",
        "",
        f"rng = np.random.default_rng({spec.data_seed})",
        call,
        *_split_call(run, data),
    )


def _split_call(run: RunSpec, data: Data) -> list[str]:
    classes = "np.zeros(len(points), dtype=int)" if data.task == "regression" else "targets.astype(int)"
    return [f"train, test = split_rows({classes}, {run.data.train}, {run.data.data_seed})"]


def _embedded_data(data: Data) -> str:
    table = np.column_stack([data.points, data.targets]).tolist()
    rows = [",".join(f"{value:.6g}" for value in row) for row in table]
    return _lines(
        'rows = """',
        *rows,
        '"""',
        'table = np.array([row.split(",") for row in rows.split()], dtype=np.float32)',
        "points, targets = table[:, :-1], table[:, -1]",
    )


def _real_data(run: RunSpec) -> list[str]:
    spec = run.data
    positions = list(check_columns(spec.dataset, spec.columns))
    names = ", ".join(COLUMNS[spec.dataset][position].name for position in positions)
    return [
        f"from sklearn.datasets import {LOADERS[spec.dataset]}",
        "from sklearn.model_selection import train_test_split",
        "",
        f"points, targets = {LOADERS[spec.dataset]}(return_X_y=True)",
        f"points = points[:, {positions}]  # {names}",
        "train, test = train_test_split(",
        f"    np.arange(len(points)), train_size={spec.train / 100}, stratify=targets, random_state={spec.data_seed}",
        ")",
        "points = (points - points[train].mean(axis=0)) / points[train].std(axis=0)",
    ]


def _write_inputs(run: RunSpec) -> str:
    features = ", ".join(FEATURES[name].code for name in run.data.input_features)
    return _lines(
        "",
        "# " + _("What the network is told of each point"),
        "def inputs(points):",
        "    x = torch.as_tensor(points, dtype=torch.float32)",
        f"    return torch.stack([{features}], dim=1)",
        "",
        "",
        "x_train, x_test = inputs(points[train]), inputs(points[test])",
    )


def _write_targets(data: Data, loss: ConcreteLoss) -> str:
    if data.task != "multiclass":
        code = "y = torch.as_tensor(targets, dtype=torch.float32).reshape(-1, 1)"
    elif loss.from_logits:
        code = "y = torch.as_tensor(targets, dtype=torch.int64)"
    else:
        code = f"y = nn.functional.one_hot(torch.as_tensor(targets, dtype=torch.int64), {data.n_classes}).float()"
    return _lines(code, "y_train, y_test = y[train], y[test]")


def _write_model(run: RunSpec, data: Data, loss: ConcreteLoss) -> str:
    layers = list(_hidden_code(run)) + list(_output_code(run, data, loss))
    model = _lines("# " + _("The network"), "model = nn.Sequential(", *(f"    {layer}" for layer in layers), ")")
    return "\n" + _lines(_STEP_CLASS, model) if "Step()," in layers else model


_STEP_CLASS = f"""class Step(nn.Module):
    def forward(self, z):
        return {ACTIVATIONS["step"].torch_code}


"""


def _hidden_code(run: RunSpec) -> Iterator[str]:
    width = len(run.data.input_features)
    for layer in run.network.layers:
        match layer:
            case Dense(units, activation):
                yield f"nn.Linear({width}, {units}),"
                yield "Step()," if activation == "step" else f"{ACTIVATIONS[activation].torch_code},"
                width = units
            case Dropout(rate):
                yield f"nn.Dropout({rate}),"
            case BatchNorm():
                yield f"nn.BatchNorm1d({width}),"


def _output_code(run: RunSpec, data: Data, loss: ConcreteLoss) -> Iterator[str]:
    units = [layer.units for layer in run.network.layers if isinstance(layer, Dense)]
    width = units[-1] if units else len(run.data.input_features)
    outputs = data.n_classes if data.task == "multiclass" else 1
    note = ""
    if loss.from_logits:
        name = "softmax" if data.task == "multiclass" else "sigmoid"
        note = "  # " + _("{activation} is part of the loss").format(activation=name)
    yield f"nn.Linear({width}, {outputs}),{note}"
    if not loss.from_logits and data.task != "regression":
        yield "nn.Softmax(dim=1)," if data.task == "multiclass" else "nn.Sigmoid(),"


def _write_initializer(run: RunSpec) -> str:
    code = INITIALIZERS[run.network.init].torch_code.format(sigma=run.network.sigma)
    if not code:
        return ""
    return _lines(
        "# " + _("The first weights"),
        "for layer in model:",
        "    if isinstance(layer, nn.Linear):",
        f"        {code.replace('(weight', '(layer.weight')}",
        "        nn.init.zeros_(layer.bias)",
    )


def _write_training(run: RunSpec, loss: ConcreteLoss) -> str:
    training = run.training
    optimizer = OPTIMIZERS[training.optimizer]
    lines = [f"loss_of = {loss.torch_code}"]
    decays = optimizer.decoupled_decay and training.l2 > 0
    if decays or training.l1 or training.l2:
        lines.append("weights = [layer.weight for layer in model if isinstance(layer, nn.Linear)]")
    parameters = "model.parameters()"
    if decays:
        lines += [
            "others = [one for one in model.parameters() if all(one is not weight for weight in weights)]",
            f'groups = [{{"params": weights, "weight_decay": {training.l2}}}, {{"params": others}}]',
        ]
        parameters = "groups"
    lines.append(f"optimizer = {optimizer.torch_code(training.lr, training.momentum, parameters)}")
    schedule = SCHEDULES[training.schedule].torch_code
    if schedule:
        filled = schedule.format(every=training.schedule_epochs, gamma=training.schedule_factor)
        lines.append(f"scheduler = {filled}")
    return _lines(*lines)


def _penalty_code(run: RunSpec) -> Iterator[str]:
    training = run.training
    if training.l1:
        yield f"        loss = loss + {training.l1} * sum(weight.abs().sum() for weight in weights)"
    if training.l2 and not OPTIMIZERS[training.optimizer].decoupled_decay:
        yield f"        loss = loss + {training.l2} / 2 * sum(weight.square().sum() for weight in weights)"


def _write_loop(run: RunSpec, data: Data) -> str:
    training = run.training
    epochs = training.stop_epoch or USUAL_EPOCHS
    lines = [
        "# " + _("Training"),
        f"epochs, batch_size = {epochs}, {min(training.batch, len(data.train_index))}",
        *(['best, best_epoch = float("inf"), 0'] if training.patience else []),
        "for epoch in range(1, epochs + 1):",
        "    model.train()",
        "    for batch in torch.randperm(len(x_train)).split(batch_size):",
    ]
    if run.network.has_batch_norm:
        lines += [
            "        if len(batch) == 1:",
            "            continue  # " + _("batch normalisation needs two samples"),
        ]
    lines += ["        loss = loss_of(model(x_train[batch]), y_train[batch])", *_penalty_code(run)]
    lines += ["        optimizer.zero_grad()", "        loss.backward()"]
    if training.clip:
        lines.append(f"        nn.utils.clip_grad_norm_(model.parameters(), {training.clip})")
    lines.append("        optimizer.step()")
    if SCHEDULES[training.schedule].torch_code:
        lines.append("    scheduler.step()")
    return _lines(*lines, *_report_code(epochs), *_stop_code(run))


def _report_code(epochs: int) -> list[str]:
    return [
        "    model.eval()",
        "    with torch.no_grad():",
        "        train_loss = loss_of(model(x_train), y_train).item()",
        "        test_loss = loss_of(model(x_test), y_test).item()",
        f"    if epoch % {max(1, epochs // PRINTED_LINES)} == 0:",
        '        print(f"epoch {epoch}: train loss {train_loss:.4f}, test loss {test_loss:.4f}")',
    ]


def _stop_code(run: RunSpec) -> Iterator[str]:
    training = run.training
    if training.stop_loss:
        yield f"    if train_loss <= {training.stop_loss}:"
        yield "        break"
    if training.patience:
        yield "    if test_loss < best:"
        yield "        best, best_epoch = test_loss, epoch"
        yield f"    elif epoch - best_epoch >= {training.patience}:"
        yield "        break"


def _write_result(data: Data, loss: ConcreteLoss) -> str:
    lines = ["", 'print(f"after epoch {epoch}: train loss {train_loss:.4f}, test loss {test_loss:.4f}")']
    if data.task != "regression":
        lines += [
            "with torch.no_grad():",
            f"    right = {_right_code(data, loss)}",
            'print(f"test accuracy {right.float().mean():.3f}")',
        ]
    return _lines(*lines)


def _right_code(data: Data, loss: ConcreteLoss) -> str:
    if data.task == "binary":
        return f"(model(x_test) > {0 if loss.from_logits else 0.5}) == (y_test > 0.5)"
    return f"model(x_test).argmax(dim=1) == {'y_test' if loss.from_logits else 'y_test.argmax(dim=1)'}"
