"""Chapter: probability and statistics."""

from nnviz.ui.shell import begin_page
from nnviz.ui.statistics import render_statistics

begin_page()
render_statistics()
