"""Distributions."""

from nnviz.app.shell import begin_page
from nnviz.distributions.page import render_distributions

begin_page(writes_address=True)
render_distributions()
