"""Do the figures agree with each other? A check is its question."""
