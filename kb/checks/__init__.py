"""Checks: one rule per module, recomputes what can be recomputed and holds what must agree against each other."""
