"""nnviz: the application. Run it with ``streamlit run app.py``.

Streamlit finds `app` in here and serves it; each visitor's script run then runs this file again.
"""

import streamlit as st

from nnviz.app.shell import run_app
from nnviz.app.site import page_routes, warm_up
from nnviz.kit.streamlit_private import in_server

if in_server():
    run_app()
else:
    app = st.App(__file__, routes=page_routes(), lifespan=warm_up)
