"""Chapter: activations, forward pass, MLP."""

from nnviz.ui.activations import render_activations
from nnviz.ui.shell import begin_page

begin_page()
render_activations()
