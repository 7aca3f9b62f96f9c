"""Fixtures of the command line, for the command that reads a version."""

from __future__ import annotations

from tests.cli.conftest import kb

__all__ = ["kb"]
