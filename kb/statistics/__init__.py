"""Arithmetic on printed numbers: rounding, proportions, tests, intervals, pooling."""
