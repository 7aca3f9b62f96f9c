"""Files as plain text: text, HTML, PDF, DOCX."""

from __future__ import annotations

from kb.audit.reading.choosing import read_source

__all__ = ["read_source"]
