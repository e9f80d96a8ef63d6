"""Backprop step by step."""

from nnviz.app.shell import begin_page
from nnviz.backprop.page import render_backprop

begin_page()
render_backprop()
