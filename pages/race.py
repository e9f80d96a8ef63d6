"""Optimizer race."""

from nnviz.ui.race import render_race
from nnviz.ui.shell import begin_page

begin_page()
render_race()
