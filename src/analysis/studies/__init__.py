"""One module a question: it takes tables, calls methods and returns tables, values and facts for sentences."""
