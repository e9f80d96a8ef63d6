"""Chapter 1: the biological and the artificial neuron."""

from nnviz.app.shell import begin_page
from nnviz.neuron.page import render_neuron

begin_page()
render_neuron()
