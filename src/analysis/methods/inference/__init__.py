"""What few points, clusters and choices allow to conclude."""
