"""Settings that all tests share."""

from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner

from tests.examples import PROFILE, SEED, TIMES_A_NIGHT

# Machines are shared: how long an example takes says nothing about the code.
NO_CLOCK = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# A red run must mean a change, not luck. What a night finds becomes an @example.
settings.register_profile("ci", derandomize=True, database=None, print_blob=True, **NO_CLOCK)
settings.register_profile("nightly", max_examples=100 * TIMES_A_NIGHT, print_blob=True, **NO_CLOCK)
settings.load_profile(PROFILE)


def pytest_report_header() -> str:
    """Say what brings a run about again."""
    return f"NNVIZ_PROFILE={PROFILE} NNVIZ_SEED={SEED}"


@pytest.fixture(autouse=True)
def every_test_begins_alike():
    """Seed torch's and NumPy's own generators, and make float32 torch's default: learners' programs choose others."""
    torch.manual_seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - what a test or a library draws without a generator of its own
    torch.set_default_dtype(torch.float32)


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_looked_through_once():
    """Look for Streamlit components among the installed packages once: each AppTest spent most of its time on it."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield
