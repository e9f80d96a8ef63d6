"""Settings that all tests share."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, settings

from nnviz.core.i18n import DEFAULT_LANGUAGE, activate
from tests.helpers.examples import PROFILE, SEED, TIMES_A_NIGHT, draw_alike
from tests.helpers.streamlit_private import look_through_packages_once

pytest_plugins = ["tests.helpers.browser", "tests.helpers.pages"]

# Machines are shared: how long an example takes says nothing about the code.
NO_CLOCK = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# A red run must mean a change, not luck. What a night finds becomes an @example.
settings.register_profile("ci", derandomize=True, database=None, print_blob=True, **NO_CLOCK)
settings.register_profile("nightly", max_examples=100 * TIMES_A_NIGHT, print_blob=True, **NO_CLOCK)
settings.load_profile(PROFILE)
if PROFILE == "ci":
    draw_alike()


def pytest_report_header() -> str:
    """Say what brings a run about again."""
    return f"NNVIZ_PROFILE={PROFILE} NNVIZ_SEED={SEED}"


@pytest.fixture(autouse=True)
def every_test_begins_alike():
    """Seed torch's and NumPy's own generators, and make float32 torch's default: learners' programs choose others."""
    torch.manual_seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - what a test or a library draws without a generator of its own
    torch.set_default_dtype(torch.float32)


@pytest.fixture(autouse=True)
def no_test_leaves_its_language():
    """Speak English before and after: the tests share a thread, and a page speaks the language of its visitor."""
    activate(DEFAULT_LANGUAGE)
    yield
    activate(DEFAULT_LANGUAGE)


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_looked_through_once():
    with pytest.MonkeyPatch.context() as patch:
        look_through_packages_once(patch)
        yield
