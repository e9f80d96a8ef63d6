"""Distributions."""

from nnviz.ui.distributions import render_distributions
from nnviz.ui.shell import begin_page

begin_page()
render_distributions()
