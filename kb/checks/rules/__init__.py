"""One rule a module; the registry finds them by their names."""
