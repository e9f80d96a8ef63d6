"""Opens the application as a visitor does, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.streamlit_private import let_app_run_for_every_page

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def pages_run_inside_the_app(monkeypatch):
    """Run ``app.py`` for each page, as the server does (see `nnviz.app.site.warm_up`)."""
    let_app_run_for_every_page(monkeypatch)


@pytest.fixture
def open_page(pages_run_inside_the_app):
    """Return a function that opens a page with the parameters of a link."""

    def opened(page="playground", **parameters):
        app = AppTest.from_file(str(APP), default_timeout=30)
        app.query_params.update(parameters)
        app.run()
        if page != "home":
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app

    return opened
