"""The gradients of an update beside autograd's and a central difference's, on a page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nnviz.backprop.gradient_check import Check, PrecisionCheck, check_gradients, choose_parameters
from nnviz.backprop.results import Parameter, UpdateTrace
from nnviz.backprop.verdict import VERDICTS
from nnviz.core.i18n import _
from nnviz.core.numbers import write_count, write_number, write_power
from nnviz.core.problems import InputError
from nnviz.kit import session
from nnviz.kit.language import activate_language
from nnviz.kit.markdown import escape_markdown
from nnviz.kit.questions import READING_WIDTH

__all__ = ["KeptChecks", "render_check"]

PRECISIONS = ("float32", "float64")
TABLE_HEIGHT = 420


class KeptChecks:
    """The checks of one update: of each layer that is asked for, worked out once.

    Parameters
    ----------
    trace : UpdateTrace
    """

    def __init__(self, trace: UpdateTrace) -> None:
        self.trace = trace
        self._known: dict[int, Check] = {}

    def of(self, layer: int) -> Check:
        """Return the check of a layer's gradients.

        Raises
        ------
        InputError
            When the update has numbers that are not finite.
        """
        if layer not in self._known:
            self._known[layer] = check_gradients(self.trace, choose_parameters(self.trace, layer))
        return self._known[layer]


@st.fragment
def render_check(checks: KeptChecks) -> None:
    """Offer to check the gradients of a layer, and show the check once it is asked for."""
    activate_language()
    st.header(_("Are these gradients right?"))
    st.markdown(
        _(
            "Two other ways must give the same numbers. **Autograd** of PyTorch differentiates the same network by "
            "itself. The **central difference** only asks for the loss: it turns one weight a little up and down."
        ),
        width=READING_WIDTH,
    )
    if st.toggle(_("Check them"), key=session.widget_key("backprop_check")):
        _render_result(checks)


def _render_result(checks: KeptChecks) -> None:
    trace = checks.trace
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer, precision = _choose_layer(trace), _choose_precision()
    try:
        check = checks.of(layer)
    except InputError as error:
        st.warning(escape_markdown(str(error)), icon=":material/info:")
        return
    found = check.single if precision == "float32" else check.double
    _render_summary(found)
    for note in check.notes:
        st.info(escape_markdown(note), icon=":material/info:")
    of = trace.layers[layer]
    count = of.weight_gradient.size + of.bias_gradient.size
    if count > len(check.parameters):
        text = _("The layer has {count} parameters; {shown} of them, evenly spread, are checked here.")
        st.caption(text.format(count=write_count(count), shown=len(check.parameters)))
    with st.container(height=min(TABLE_HEIGHT, 60 + 40 * len(check.parameters)), border=False):
        st.table(_list_rows(trace, check.parameters, found))


def _choose_layer(trace: UpdateTrace) -> int:
    places = [layer.place for layer in trace.layers if layer.kind != "dropout"]
    last = places[-1]
    key = session.widget_key(f"backprop_check_layer_{'_'.join(map(str, places))}")
    chosen = st.selectbox(
        _("Layer"),
        places,
        key=key,
        format_func=lambda place: _("output") if place == last else _("layer {number}").format(number=place + 1),
        width=220,
    )
    return int(chosen)


def _choose_precision() -> str:
    return str(
        st.segmented_control(
            _("Precision"),
            PRECISIONS,
            default=PRECISIONS[0],
            key=session.widget_key("backprop_precision"),
            required=True,
        )
    )


def _render_summary(found: PrecisionCheck) -> None:
    """Say how large the largest errors are, what size is right, and what else there is to say."""
    text = _(
        "In {precision} a relative error of up to about {autograd} against autograd and {difference} against the "
        "central difference is right: that is rounding. Here the largest are **{most_autograd}** and "
        "**{most_difference}**."
    )
    st.markdown(
        text.format(
            precision=found.dtype,
            autograd=_size(found.autograd_usual),
            difference=_size(found.difference_usual),
            most_autograd=_size(float(found.autograd_error.max())),
            most_difference=_size(float(found.difference_error.max())),
        ),
        width=READING_WIDTH,
    )
    verdicts = [*found.autograd_verdicts, *found.difference_verdicts]
    labels = _label_verdicts()
    lines = [f"- **{labels[verdict]}**: {_(VERDICTS[verdict])}" for verdict in VERDICTS if verdict in verdicts]
    st.markdown("\n".join(lines), width=READING_WIDTH)


def _label_verdicts() -> dict[str, str]:
    """Return a sign and a word for each verdict."""
    names = {"right": _("right"), "rounding": _("rounding"), "kink": _("corner"), "wrong": _("wrong")}
    signs = {"right": "✓", "rounding": "≈", "kink": "∠", "wrong": "✗"}
    return {verdict: f"{signs[verdict]} {names[verdict]}" for verdict in names}


def _list_rows(trace: UpdateTrace, parameters: Sequence[Parameter], found: PrecisionCheck) -> dict[str, list[str]]:
    """Return the table by columns."""
    labels = _label_verdicts()
    return {
        _("Parameter"): [_name(trace, parameter) for parameter in parameters],
        _("Engine"): [_number(value) for value in found.engine],
        "torch.autograd": [_number(value) for value in found.autograd],
        _("relative error"): [_size(value) for value in found.autograd_error],
        _("verdict"): [labels[verdict] for verdict in found.autograd_verdicts],
        _("central difference"): [_number(value) for value in found.difference],
        _("its relative error"): [_size(value) for value in found.difference_error],
        _("its verdict"): [labels[verdict] for verdict in found.difference_verdicts],
    }


def _name(trace: UpdateTrace, parameter: Parameter) -> str:
    """Return a parameter as text, its unit and source low."""
    unit = parameter.unit + 1
    if trace.layers[parameter.layer].kind == "batchnorm":
        return f"{'β' if parameter.source is None else 'γ'}{_low(unit)}"
    return f"b{_low(unit)}" if parameter.source is None else f"w{_low(unit)}‚{_low(parameter.source + 1)}"


def _low(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _number(value: float) -> str:
    return write_number(value, 7)


def _size(value: float) -> str:
    return write_power(value)
