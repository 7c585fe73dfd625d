"""From levels to scores, and back."""
