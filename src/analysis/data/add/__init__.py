"""How a table that an office hands out becomes a raw folder: read, checked row by row, tried out, moved in."""
