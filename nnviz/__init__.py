"""nnviz: see how a neural network learns.

The library behind the playground. It can be used from a notebook without Streamlit:
describe a run with :mod:`nnviz.spec`, load its data with :mod:`nnviz.data`, train it with
:mod:`nnviz.training` and draw what was computed with :mod:`nnviz.figures`.
"""

__version__ = "0.1.0"
