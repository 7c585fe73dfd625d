"""`spbe institutions`: a page for each institution, in each language."""
