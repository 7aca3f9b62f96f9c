"""Screening: who has yet to decide on what, what they decided, and what the decisions come to."""
