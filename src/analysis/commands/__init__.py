"""The subcommands of `spbe`: `add` of a module tells the parser; what takes long to import waits until it is asked."""
