"""Runs of notebooks, the cache, and the HTML and PDF written from what the notebooks publish."""
