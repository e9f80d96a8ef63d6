"""Loss landscape."""

from nnviz.ui.landscape import render_landscape
from nnviz.ui.shell import begin_page

begin_page()
render_landscape()
