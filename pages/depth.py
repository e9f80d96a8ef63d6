"""Gradients through depth."""

from nnviz.app.shell import begin_page
from nnviz.depth.page import render_depth

begin_page()
render_depth()
