"""Home: what this is, and where to begin."""

from nnviz.app.home import render_home
from nnviz.app.shell import begin_page

begin_page()
render_home()
