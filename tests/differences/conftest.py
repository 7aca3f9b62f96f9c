"""Fixtures of the command line, for the command that compares versions."""

from __future__ import annotations

from tests.cli.conftest import kb

__all__ = ["kb"]
