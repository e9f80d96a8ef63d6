"""Practice: the questions of all chapters."""

from nnviz.app.practice import render_practice_page
from nnviz.app.shell import begin_page

begin_page()
render_practice_page()
