"""Chapter: probability and statistics."""

from nnviz.app.shell import begin_page
from nnviz.statistics.page import render_statistics

begin_page()
render_statistics()
