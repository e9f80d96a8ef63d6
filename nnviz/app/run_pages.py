"""The pages that look inside a run, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nnviz.core.i18n import N_

__all__ = ["RUN_PAGES", "RunPage"]


@dataclass(frozen=True, slots=True)
class RunPage:
    """A page that looks inside a run.

    Attributes
    ----------
    title, text : str
        Its title, and one sentence on what is to be seen there; both marked for translation.
    icon : str
        A Material icon, as Streamlit writes it.
    """

    title: str
    text: str
    icon: str


RUN_PAGES: Mapping[str, RunPage] = MappingProxyType(
    {
        "backprop": RunPage(
            N_("Backprop step by step"),
            N_("One update taken apart, with its real numbers."),
            ":material/conversion_path:",
        ),
        "depth": RunPage(
            N_("Gradients through depth"), N_("Watch the gradient fade or explode over 50 layers."), ":material/stacks:"
        ),
        "distributions": RunPage(
            N_("Distributions"), N_("Weights, activations and gradients as histograms."), ":material/bar_chart:"
        ),
        "landscape": RunPage(
            N_("Loss landscape"), N_("The hills and valleys around your network."), ":material/landscape:"
        ),
        "race": RunPage(N_("Optimizer race"), N_("SGD, momentum and Adam run to the same minimum."), ":material/flag:"),
        "uncertainty": RunPage(
            N_("Uncertainty"), N_("Where is the network sure, and where does it guess?"), ":material/blur_on:"
        ),
    }
)
"""By name: that of the page's file, and of its address."""
