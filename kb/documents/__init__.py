"""Documents: what they consist of (``content``), and how each form of them is written (``render``)."""

from __future__ import annotations

from kb.documents.render import render, rendered

__all__ = ["render", "rendered"]
