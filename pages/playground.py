"""Playground: build a network layer by layer and watch it learn."""

from nnviz.ui.playground import render_playground
from nnviz.ui.shell import begin_page

begin_page(controls=True)
render_playground()
