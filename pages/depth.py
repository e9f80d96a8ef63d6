"""Gradients through depth."""

from nnviz.ui.depth import render_depth
from nnviz.ui.shell import begin_page

begin_page()
render_depth()
