"""Uncertainty."""

from nnviz.app.shell import begin_page
from nnviz.uncertainty.page import render_uncertainty

begin_page()
render_uncertainty()
