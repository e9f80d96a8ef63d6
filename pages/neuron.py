"""Chapter 1: the biological and the artificial neuron."""

from nnviz.ui.neuron import render_neuron
from nnviz.ui.shell import begin_page

begin_page()
render_neuron()
