"""A run: its parameters, its notebook, its kernel."""
