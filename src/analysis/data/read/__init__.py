"""Readers of documents that institutions have: what they print, read by position and verified."""
