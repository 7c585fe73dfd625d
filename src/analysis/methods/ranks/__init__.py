"""What ranks say, and how sure they are."""
