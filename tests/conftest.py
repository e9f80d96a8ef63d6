"""Settings that all tests share."""

from functools import cache

import pytest
import torch
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

pytest_plugins = ["tests.helpers.browser", "tests.helpers.pages"]

# Machines are shared: how long an example takes says nothing about the code.
settings.register_profile("nnviz", deadline=None)
settings.load_profile("nnviz")


@pytest.fixture(autouse=True)
def no_test_leaves_its_type_of_numbers():
    """Make float32 torch's default again: the programs that tests run as a learner would choose float64."""
    yield
    torch.set_default_dtype(torch.float32)


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_looked_through_once():
    """Look for Streamlit components among the installed packages once: each AppTest spent most of its time on it."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield
