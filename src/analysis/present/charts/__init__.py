"""Kinds of charts, apart from what they show."""
