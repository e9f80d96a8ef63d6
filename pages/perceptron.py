"""Chapter 2: the perceptron, trained by hand."""

from nnviz.ui.perceptron import render_perceptron
from nnviz.ui.shell import begin_page

begin_page()
render_perceptron()
