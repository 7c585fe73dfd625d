"""How the answers of the command `spbe` are told in a terminal."""
