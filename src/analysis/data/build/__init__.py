"""Raw figures to typed tables, and the note of what went in."""
