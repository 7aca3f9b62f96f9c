"""The JSON that is kept of an imported record, and back."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Format
from kb.bibliography.citation_json import NOWHERE, citation_from_json, citation_json, storable
from tests.bibliography.formats.made_up import articles, nbib
from tests.bibliography.formats.reading_whole import citations


def test_a_citation_comes_back_whole(tmp_path: Path) -> None:
    """All but raw text, place, and what was read into no field, which is in the raw text."""
    for citation in citations(tmp_path, "".join(map(nbib, articles(100, seed=4)))):
        kept = replace(citation, raw="", place=NOWHERE, extra={})
        assert citation_from_json(citation_json(citation)) == kept


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 3}', '{"title": 5, "dois": "x", "authors": [1, {}]}']
)
def test_what_is_no_such_json_says_nothing(text: str) -> None:
    citation = citation_from_json(text)
    empty = Citation(Format.NBIB, NOWHERE, "")
    assert [getattr(citation, field.name) for field in fields(Citation)] == [
        getattr(empty, field.name) for field in fields(Citation)
    ]


def test_no_text_holds_what_no_database_takes() -> None:
    author = CitationAuthor(family="M\x00ller", given="\ud800A")
    citation = Citation(
        Format.RIS, NOWHERE, "raw \x00", title="T\ud800", dois=("10.5555/\x00",), authors=(author,)
    )
    cleaned, text = storable(citation)
    text.encode()
    assert "\x00" not in f"{cleaned}" and "\\u0000" not in text
    assert cleaned.title == "T\ufffd"
