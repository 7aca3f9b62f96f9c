"""Conclusions of a review: what changed since the last release, findings and verdict, and the sign-off."""
