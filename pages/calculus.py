"""Chapter: partial derivatives and the chain rule."""

from nnviz.app.shell import begin_page
from nnviz.calculus.page import render_calculus

begin_page()
render_calculus()
