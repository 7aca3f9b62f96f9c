"""Checks: what can be recomputed is recomputed, what must agree is compared."""
