"""Playground: build a network layer by layer and watch it learn."""

from nnviz.app.shell import begin_page
from nnviz.playground.page import render_playground

begin_page(controls=True, writes_address=True)
render_playground()
