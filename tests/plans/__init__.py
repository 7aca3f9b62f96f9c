"""Health plans: what they say once for all their policies."""
