"""The application: its pages, its server, the home page and the practice page."""
