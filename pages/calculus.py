"""Chapter: partial derivatives and the chain rule."""

from nnviz.ui.calculus import render_calculus
from nnviz.ui.shell import begin_page

begin_page()
render_calculus()
