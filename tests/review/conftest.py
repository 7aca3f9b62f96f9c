"""Fixtures of the command line, for the commands of the review."""

from __future__ import annotations

from tests.cli.conftest import kb, kb_loaded

__all__ = ["kb", "kb_loaded"]
