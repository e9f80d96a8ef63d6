"""Settings that all tests share."""

import pytest
import torch
from hypothesis import settings

from nnviz.core.i18n import DEFAULT_LANGUAGE, activate
from tests.helpers.streamlit_private import look_through_packages_once

pytest_plugins = ["tests.helpers.browser", "tests.helpers.pages"]

# Machines are shared: how long an example takes says nothing about the code.
settings.register_profile("nnviz", deadline=None)
settings.load_profile("nnviz")


@pytest.fixture(autouse=True)
def no_test_leaves_its_type_of_numbers():
    """Make float32 torch's default again: the programs that tests run as a learner would choose float64."""
    yield
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
