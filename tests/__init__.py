"""The tests mirror src/analysis; `notebooks/` checks the notebooks, `validation/` the numbers published elsewhere."""
