"""Home: what this is, and where to begin."""

from nnviz.ui.home import render_home
from nnviz.ui.shell import begin_page

begin_page()
render_home()
