"""A run: its parameters, its notebook, its kernel, its place in the cache."""
