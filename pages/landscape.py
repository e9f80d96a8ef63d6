"""Loss landscape."""

from nnviz.app.shell import begin_page
from nnviz.landscape.page import render_landscape

begin_page()
render_landscape()
