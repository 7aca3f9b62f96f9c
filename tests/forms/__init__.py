"""Tests of answers as text and as files."""
