"""Tests of the readers of bibliographic exports."""
