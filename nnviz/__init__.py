"""nnviz: see how a neural network learns.

The library behind the playground. It can be used from a notebook without Streamlit:
describe a run with :mod:`nnviz.core.spec`, load its data with :mod:`nnviz.data.load`, train it with
:mod:`nnviz.run.trainer` and draw what was computed with :mod:`nnviz.kit.figures`.
"""

__version__ = "0.1.0"
