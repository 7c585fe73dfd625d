"""What the studies of several pages have in common."""
