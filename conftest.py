"""For every run of pytest here, `pytest --nbval notebooks/` too: published numbers are compared with a tolerance."""

pytest_plugins = ["tests.notebooks.tolerance"]
