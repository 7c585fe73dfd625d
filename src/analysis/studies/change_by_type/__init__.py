"""Which types of bodies fell when the instrument changed, and why the national mean hid it."""
