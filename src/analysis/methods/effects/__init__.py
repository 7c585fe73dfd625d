"""What a change of instrument does to a score."""
