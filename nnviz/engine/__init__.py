"""The engine: neural networks whose forward and backward passes are written out, without autograd.

Every array is small, so the time goes into calls, not into arithmetic: one thread is the fastest.
"""

from __future__ import annotations

import torch

from nnviz.engine.network import LayerParameters, Network
from nnviz.engine.plan import LayerShape, Output, describe_layers, plan_output

__all__ = ["LayerParameters", "LayerShape", "Network", "Output", "describe_layers", "plan_output"]

torch.set_num_threads(1)
