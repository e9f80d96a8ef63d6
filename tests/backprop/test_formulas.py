"""The formulas of the catalogues, as the browser reads and works them out, give what the engine computes.

There is no second list of activations or losses in the browser. What a formula may be written with is named in
``static/backprop/tokens.js`` and in FUNCTIONS of ``static/backprop/evaluate.js``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from nnviz.core.assets import STATIC_FOLDER
from nnviz.core.catalog.activations import ACTIVATIONS
from nnviz.core.catalog.losses import LOSSES, ConcreteLoss

NODE = Path(sys.prefix) / "bin" / "node"
FOLDER = STATIC_FOLDER / "backprop"
PROGRAM = f"""
import {{ readFileSync }} from "node:fs";
import {{ parse }} from "{(FOLDER / "expression.js").as_uri()}";
import {{ evaluate, FUNCTIONS }} from "{(FOLDER / "evaluate.js").as_uri()}";
const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = asked.map(([formula, numbers, f]) => {{
  if (f !== null) FUNCTIONS.f = () => f;
  return evaluate(parse(formula), numbers);
}});
process.stdout.write(JSON.stringify(answers));
"""
SIGNS = f"""
import {{ FUNCTIONS }} from "{(FOLDER / "evaluate.js").as_uri()}";
import {{ SIGNS, UPRIGHT }} from "{(FOLDER / "tex_signs.js").as_uri()}";
const drawn = name => UPRIGHT.has(name) || name in SIGNS || ["abs", "sqrt", "sign"].includes(name);
process.stdout.write(JSON.stringify(Object.keys(FUNCTIONS).filter(name => !drawn(name))));
"""
CONCRETE = [loss for loss in LOSSES.values() if isinstance(loss, ConcreteLoss)]
HERE = "a new activation or loss is one entry in nnviz/core/catalog; its formula may name what these files know: "


def run_node(program: str, sent: object = None) -> list:
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        check=False,
        input=json.dumps(sent),
        capture_output=True,
        text=True,
    )
    assert not done.returncode, f"{HERE} static/backprop/tokens.js, static/backprop/evaluate.js\n{done.stderr}"
    return json.loads(done.stdout)


@pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
def test_the_formula_of_an_activation_gives_its_value_and_its_slope(entry):
    z = torch.tensor([-7.5, -1.25, -0.5, -1e-3, 1e-3, 0.3, 1.0, 2.75, 8.0], dtype=torch.float64)
    a, slope = torch.empty_like(z), torch.empty_like(z)
    entry.forward(z, out=a)
    entry.slope(z, a, slope)
    values = run_node(PROGRAM, [[entry.formula, {"z": place}, None] for place in z.tolist()])
    np.testing.assert_allclose(values, a.numpy(), rtol=1e-6, atol=1e-9)
    asked = [[entry.derivative_formula, {"z": place}, f] for place, f in zip(z.tolist(), a.tolist(), strict=True)]
    np.testing.assert_allclose(run_node(PROGRAM, asked), slope.numpy(), rtol=1e-6, atol=1e-9)


def predictions_and_targets(entry: ConcreteLoss) -> tuple[torch.Tensor, torch.Tensor]:
    """Return outputs x samples, of which each row of targets is a class where the loss is for classes only."""
    logits = torch.tensor([[0.3, -1.7, 2.2, 0.9], [0.1, 0.4, -0.6, 3.0], [-2.0, 0.5, 0.2, -0.3]], dtype=torch.float64)
    if entry.tasks == ("multiclass",):
        return logits, torch.eye(4, dtype=torch.float64)[:3]
    if entry.tasks == ("binary",):
        return logits[:1], torch.tensor([[1.0, 0.0, 1.0, 0.0]], dtype=torch.float64)
    return logits[:1], torch.tensor([[0.35, 0.2, -1.4, 2.1]], dtype=torch.float64)


@pytest.mark.parametrize("entry", CONCRETE, ids=lambda entry: entry.name)
def test_the_terms_of_a_loss_give_its_value_and_its_slope(entry):
    logits, y = predictions_and_targets(entry)
    logits.requires_grad_()
    p = logits if "regression" in entry.tasks else logits.softmax(0) if len(logits) > 1 else logits.sigmoid()
    count = p.shape[1] if entry.from_logits else p.numel()
    value = entry.value(logits, p, y)
    pairs = list(zip(p.detach().ravel().tolist(), y.ravel().tolist(), strict=True))
    terms = run_node(PROGRAM, [[entry.term, {"p": guess, "y": target}, None] for guess, target in pairs])
    assert sum(terms) / count == pytest.approx(value.item(), rel=1e-9)
    # Autograd carries the terms' slopes on to the logits, which are what the loss itself is differentiated by.
    slopes = run_node(PROGRAM, [[entry.term_slope, {"p": guess, "y": target}, None] for guess, target in pairs])
    own = torch.tensor(slopes, dtype=torch.float64).reshape(p.shape) / count
    (theirs,) = torch.autograd.grad(value, logits, retain_graph=True)
    (ours,) = torch.autograd.grad(p, logits, own)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def test_every_function_that_is_worked_out_is_drawn_too():
    assert run_node(SIGNS) == [], "name them in static/backprop/tex_signs.js"


def test_the_browser_has_no_list_of_activations_or_losses():
    names = {entry.name for entry in ACTIVATIONS.values()} | {loss.name for loss in CONCRETE}
    functions = {"tanh", "step"}  # the function of mathematics, and a single step of the update
    quoted = re.compile(
        rf"[\"'`]?\b({'|'.join(names - functions)})\b[\"'`]?\s*:|[\"'`]({'|'.join(names - functions)})[\"'`]"
    )
    for file in FOLDER.glob("*.js"):
        assert not quoted.search(file.read_text(encoding="utf-8")), file.name
