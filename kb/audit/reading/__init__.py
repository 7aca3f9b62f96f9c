"""Files as plain text: text, HTML, PDF, DOCX."""

from __future__ import annotations

from kb.audit.reading.by_format import read_source

__all__ = ["read_source"]
