"""Uncertainty."""

from nnviz.ui.shell import begin_page
from nnviz.ui.uncertainty import render_uncertainty

begin_page()
render_uncertainty()
