"""Chapter: activations, forward pass, MLP."""

from nnviz.activations.page import render_activations
from nnviz.app.shell import begin_page

begin_page()
render_activations()
