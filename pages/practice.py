"""Practice: the questions of all chapters."""

from nnviz.ui.practice import render_practice_page
from nnviz.ui.shell import begin_page

begin_page()
render_practice_page()
