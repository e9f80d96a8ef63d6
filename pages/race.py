"""Optimizer race."""

from nnviz.app.shell import begin_page
from nnviz.race.page import render_race

begin_page()
render_race()
