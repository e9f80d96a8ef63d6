"""One parameter of an update, packed for the browser: its chain, its paths, and the optimiser's rule."""

from __future__ import annotations

from typing import TypedDict

from nnviz.backprop.exhibit_arrays import Packed, pack_array, pack_number
from nnviz.backprop.exhibit_trace import WINDOW, open_window, precision_of
from nnviz.backprop.optimizer_rule import RuleLine, explain_update
from nnviz.backprop.path_search import Path, list_paths
from nnviz.backprop.paths import Chain, Factor, Node, trace_chain
from nnviz.backprop.results import Float64, LayerTrace, Parameter, UpdateTrace
from nnviz.core.i18n import _

__all__ = [
    "FactorPayload",
    "ParameterPayload",
    "Stop",
    "choose_parameter",
    "derivative",
    "name_node",
    "name_parameter",
    "name_part",
    "pack_factor",
    "pack_parameter",
    "pack_stop",
]

MOST_PATHS = 60

Stop = tuple[int, int, int]
"""A neuron on a path: its layer, its unit, and the sample it works on."""


class WeightPayload(TypedDict):
    """Which parameter, named as in `Parameter`."""

    layer: int
    unit: int
    source: int | None


class ChainRow(TypedDict):
    """The factors of one sample, and what they give."""

    sample: int
    factors: list[float | None]
    product: float | None


class ChainPayload(TypedDict):
    """The chain rule: the factors as symbols and in words, their numbers, and the sum over all samples.

    `rest` is what the samples that are not sent give together.
    """

    symbols: list[str]
    names: list[str]
    rows: list[ChainRow]
    total: float | None
    count: int
    rest: float | None


class FactorPayload(TypedDict):
    """A factor: its symbol in LaTeX, and its number."""

    tex: str
    value: float | None


class PathPayload(TypedDict):
    """One path to the loss; `legs` says how many of its factors belong to the start and to each edge."""

    nodes: list[Stop]
    factors: list[FactorPayload]
    legs: list[int]
    product: float | None


class PathsPayload(TypedDict):
    """The heaviest paths; `mixed` says whether samples meet on them, `rest` what the others give together."""

    items: list[PathPayload]
    mixed: bool
    count: int
    rest: float | None
    total: float | None


class RulePayload(TypedDict):
    """A line of the optimiser's rule in LaTeX: as symbols, and with its numbers."""

    symbols: str
    numbers: str


class TablesPayload(TypedDict):
    """The layer's parameters before and after the update, and the gradients that the optimiser got."""

    old: Packed
    used: Packed
    new: Packed


class ParameterPayload(TypedDict):
    """Everything about one parameter: `tex` is the loss's derivative by it, `sample` the sample in view."""

    weight: WeightPayload
    tex: str
    sample: int
    chain: ChainPayload
    paths: PathsPayload
    rule: list[RulePayload]
    old: float | None
    new: float | None
    tables: TablesPayload


def choose_parameter(trace: UpdateTrace, requested: Parameter | None) -> Parameter:
    """Return `requested` where the network has it, else the first weight of the first layer that learns."""
    if requested is not None and 0 <= requested.layer < len(trace.layers):
        layer = trace.layers[requested.layer]
        sources = layer.inputs if layer.kind in ("dense", "output") else layer.units
        fits = requested.source is None or 0 <= requested.source < sources
        if layer.kind != "dropout" and 0 <= requested.unit < layer.units and fits:
            return requested
    first = next(layer.place for layer in trace.layers if layer.kind != "dropout")
    return Parameter(first, 0, 0)


def name_parameter(trace: UpdateTrace, parameter: Parameter) -> str:
    """Return the symbol of a parameter in LaTeX, with its unit low and its layer high."""
    layer = trace.layers[parameter.layer]
    if layer.kind == "batchnorm":
        return _index(r"\gamma" if parameter.source is not None else r"\beta", parameter.unit, layer.place)
    if parameter.source is None:
        return _index("b", parameter.unit, layer.place)
    return _name_weight(parameter.unit, parameter.source, layer.place)


def _index(letter: str, unit: int, place: int) -> str:
    return rf"{letter}_{{{unit + 1}}}^{{({place + 1})}}"


def _name_weight(unit: int, source: int, place: int) -> str:
    return rf"w_{{{unit + 1},{source + 1}}}^{{({place + 1})}}"


def _name_input(unit: int, place: int) -> str:
    """Return the symbol of what comes into layer `place` from unit `unit` before it."""
    return f"x_{{{unit + 1}}}" if place == 0 else _index("a", unit, place - 1)


def name_node(trace: UpdateTrace, node: Node) -> str:
    """Return the symbol of a neuron's output, in the output layer of its sum z, in LaTeX."""
    return _index("z" if trace.layers[node.layer].kind == "output" else "a", node.unit, node.layer)


def derivative(of: str, by: str) -> str:
    """Return the derivative of one symbol by another, in LaTeX."""
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def pack_parameter(trace: UpdateTrace, parameter: Parameter, sample: int) -> ParameterPayload:
    """Return everything about one parameter.

    Parameters
    ----------
    trace : UpdateTrace
    parameter : Parameter
        One that the network has.
    sample : int
        The sample of the mini-batch whose paths are listed.
    """
    rule = explain_update(trace, parameter)
    return {
        "weight": {"layer": parameter.layer, "unit": parameter.unit, "source": parameter.source},
        "tex": derivative("L", name_parameter(trace, parameter)),
        "sample": sample,
        "chain": _pack_chain(trace, parameter, sample),
        "paths": _pack_paths(trace, parameter, sample),
        "rule": [_pack_line(line) for line in (*rule.gradient_lines, *rule.lines)],
        "old": pack_number(rule.old),
        "new": pack_number(rule.new),
        "tables": _pack_tables(trace, trace.layers[parameter.layer], is_bias=parameter.source is None),
    }


def _pack_line(line: RuleLine) -> RulePayload:
    equals = "=" if line.result.startswith(r"\hat") else r"\leftarrow"
    return {
        "symbols": f"{line.result} {equals} {line.symbols}",
        "numbers": f"= {line.numbers} {line.sign} {line.written}",
    }


def _pack_tables(trace: UpdateTrace, layer: LayerTrace, *, is_bias: bool) -> TablesPayload:
    def table(flat: Float64) -> Packed:
        if layer.kind == "batchnorm":
            first = layer.offset + (layer.units if is_bias else 0)
            return pack_array(flat[first : first + layer.units], precision_of(trace))
        width = layer.inputs + 1
        matrix = flat[layer.offset : layer.offset + layer.units * width].reshape(layer.units, width)
        return pack_array(matrix[:, 0] if is_bias else matrix[:, 1:], precision_of(trace))

    update = trace.update
    return {"old": table(update.old), "used": table(update.used), "new": table(update.new)}


# The three factors.


def _pack_chain(trace: UpdateTrace, parameter: Parameter, sample: int) -> ChainPayload:
    chain = trace_chain(trace, parameter)
    first = open_window(trace.batch, sample)
    shown = range(first, min(first + WINDOW, trace.batch))
    rows: list[ChainRow] = [
        {
            "sample": place,
            "factors": [pack_number(value) for value in _list_factors(trace, chain, place)],
            "product": pack_number(float(chain.products[place])),
        }
        for place in shown
    ]
    symbols, names = _name_factors(trace, chain)
    total = chain.engine if chain.engine is not None else chain.total
    listed = float(chain.products[list(shown)].sum())
    return {
        "symbols": symbols,
        "names": names,
        "rows": rows,
        "total": pack_number(total),
        "count": trace.batch,
        "rest": pack_number(chain.total - listed),
    }


def _has_slope(trace: UpdateTrace, chain: Chain) -> bool:
    return not chain.joined and trace.layers[chain.parameter.layer].kind != "batchnorm"


def _list_factors(trace: UpdateTrace, chain: Chain, place: int) -> list[float]:
    grad, slope, source = float(chain.grad[place]), float(chain.slope[place]) * chain.on, float(chain.source[place])
    return [grad, slope, source] if _has_slope(trace, chain) else [grad * chain.on, source]


def _name_factors(trace: UpdateTrace, chain: Chain) -> tuple[list[str], list[str]]:
    """Return the factors as symbols, and in words."""
    parameter, place = chain.parameter, chain.parameter.layer
    layer, name = trace.layers[place], name_parameter(trace, chain.parameter)
    out = rf"p_{{{parameter.unit + 1}}}" if layer.kind == "output" else _index("a", parameter.unit, place)
    z = _index("z", parameter.unit, place)
    source = {"input": _("its input"), "one": _("always 1"), "normal": _("normalised value")}[chain.source_kind]
    if _has_slope(trace, chain):
        symbols = [derivative("L", out), derivative(out, z), derivative(z, name)]
        return symbols, [_("comes from behind"), _("slope of the activation"), source]
    middle = z if chain.joined else out
    return [derivative("L", middle), derivative(middle, name)], [_("comes from behind"), source]


# All paths.


def _pack_paths(trace: UpdateTrace, parameter: Parameter, sample: int) -> PathsPayload:
    found = list_paths(trace, parameter, sample, most=MOST_PATHS)
    return {
        "items": [_pack_path(parameter, path) for path in found.paths],
        "mixed": any(layer.kind == "batchnorm" for layer in trace.layers[parameter.layer + 1 :]),
        "count": found.count,
        "rest": pack_number(found.rest),
        "total": pack_number(found.total),
    }


def _pack_path(parameter: Parameter, path: Path) -> PathPayload:
    factors = [pack_factor(factor, _name_start(parameter, factor)) for factor in path.start]
    for node, edge in zip(path.nodes, path.edges, strict=True):
        names = [name_part(factor, node, edge.target) for factor in edge.parts]
        factors += [pack_factor(factor, name) for factor, name in zip(edge.parts, names, strict=True)]
    return {
        "nodes": [pack_stop(node) for node in path.nodes],
        "factors": factors,
        "legs": [len(path.start), *(len(edge.parts) for edge in path.edges)],
        "product": pack_number(path.product),
    }


def pack_stop(node: Node) -> Stop:
    """Return a neuron on a path."""
    return node.layer, node.unit, node.sample


def pack_factor(factor: Factor, tex: str) -> FactorPayload:
    """Return a factor with its symbol."""
    return {"tex": tex, "value": pack_number(factor.value)}


def _name_start(parameter: Parameter, factor: Factor) -> str:
    place, unit = parameter.layer, parameter.unit
    if factor.kind == "input" and parameter.source is not None:
        return _name_input(parameter.source, place)
    if factor.kind == "normal":
        return rf"\hat{{x}}_{{{unit + 1}}}"
    return {"one": "1", "slope": f"f'({_index('z', unit, place)})", "switch": r"\text{off}"}[factor.kind]


def name_part(factor: Factor, node: Node, target: Node | None) -> str:
    """Return the symbol of one factor on the way from a node to the next, or to the loss."""
    if target is None:
        z, out = _index("z", node.unit, node.layer), f"p_{{{node.unit + 1}}}"
        return {"slope": derivative(out, z), "grad": derivative("L", out)}.get(factor.kind, derivative("L", z))
    if factor.kind == "weight":
        return _name_weight(target.unit, node.unit, target.layer)
    if factor.kind == "norm":
        after, before = _index("a", target.unit, target.layer), _index("a", node.unit, node.layer)
        return derivative(f"{after}[{target.sample + 1}]", f"{before}[{node.sample + 1}]")
    z = _index("z", target.unit, target.layer)
    return {"slope": f"f'({z})", "mask": _index("m", target.unit, target.layer)}.get(factor.kind, r"\text{off}")
