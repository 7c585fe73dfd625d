"""The notebook about growth since 2021: where it came from, and how noisy it is."""
