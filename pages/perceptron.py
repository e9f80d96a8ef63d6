"""Chapter 2: the perceptron, trained by hand."""

from nnviz.app.shell import begin_page
from nnviz.perceptron.page import render_perceptron

begin_page()
render_perceptron()
