"""What is said where the extra for XML is not installed."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from kb.bibliography.formats.exports import read_citations, read_notices
from kb.errors import KbError

XML = "<?xml version='1.0'?><PubmedArticleSet><PubmedArticle></PubmedArticle></PubmedArticleSet>"


def test_xml_without_lxml_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "lxml" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    file = tmp_path / "found.xml"
    file.write_text(XML, encoding="utf-8")
    for read in (read_citations, read_notices):
        with pytest.raises(KbError, match=r'pip install "kb-evidence\[import\]"'):
            list(read(file))
