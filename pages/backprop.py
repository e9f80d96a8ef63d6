"""Backprop step by step."""

from nnviz.ui.backprop import render_backprop
from nnviz.ui.shell import begin_page

begin_page()
render_backprop()
