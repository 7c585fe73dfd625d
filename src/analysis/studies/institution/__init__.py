"""What the page of one institution asks."""
