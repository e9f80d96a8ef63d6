"""Settings that all tests share."""

import pytest
import torch
from hypothesis import settings

# Machines are shared: how long an example takes says nothing about the code.
settings.register_profile("nnviz", deadline=None)
settings.load_profile("nnviz")


@pytest.fixture(autouse=True)
def no_test_leaves_its_type_of_numbers():
    """Make float32 torch's default again: the programs that tests run as a learner would choose float64."""
    yield
    torch.set_default_dtype(torch.float32)
