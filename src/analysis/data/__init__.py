"""Raw figures to typed tables: catalogue, corrections, schemas, build, checks."""
