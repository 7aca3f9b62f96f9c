"""CSL-JSON, whole or one item a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.formats import encoding
from tests.bibliography.formats.comparing import assert_same_bibliography
from tests.bibliography.formats.made_up import articles
from tests.bibliography.formats.made_up_exports import csl_json
from tests.bibliography.formats.reading_whole import citations, read


@pytest.mark.parametrize("indent", [None, 2])
def test_every_field_of_every_record_is_read(indent: int | None, tmp_path: Path) -> None:
    made = articles(100, seed=10)
    for citation, article in zip(citations(tmp_path, csl_json(made, indent)), made, strict=True):
        assert_same_bibliography(citation, article)
        assert citation.journal_abbreviation == article.abbreviation


@pytest.mark.parametrize("size", [1, 3, 7, 64])
def test_records_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = csl_json(articles(3)).replace("risk", 'a \\"{brace\\" and [bracket')
    whole = read(tmp_path, text)
    assert len(whole) == 3
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


def test_ways_to_hold_items(tmp_path: Path) -> None:
    items = [{"id": str(number), "type": "book", "title": f"Made-up {number}"} for number in range(3)]
    lines = "\n".join(map(json.dumps, items))
    wrapped = json.dumps({"items": items, "total": 3, "next": {"page": 2}})
    for text in (json.dumps(items), lines, wrapped, json.dumps(items, indent=1)):
        assert [citation.title for citation in citations(tmp_path, text)] == [
            "Made-up 0",
            "Made-up 1",
            "Made-up 2",
        ]
    (citation,) = citations(tmp_path, json.dumps(items[0]))
    assert citation.type == "book"


@pytest.mark.parametrize(
    ("issued", "iso"),
    [
        ({"date-parts": [["2015", "3"]]}, "2015-03"),
        ({"date-parts": [[2015]], "season": 1}, "2015"),
        ({"date-parts": [[2015, 3], [2015, 4]]}, "2015"),
        ({"raw": "2015 Mar 12"}, "2015-03-12"),
        ({"literal": "Spring 2015"}, "2015"),
        ("2015-03-12", "2015-03-12"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({}, None),
    ],
)
def test_dates(issued: object, iso: str | None, tmp_path: Path) -> None:
    """A date is as exact as it was given: year, month or day."""
    (citation,) = citations(tmp_path, json.dumps([{"title": "T", "issued": issued}]))
    assert citation.issued == iso


def test_names(tmp_path: Path) -> None:
    """Particles belong to the family name, and a group has one name."""
    names = [
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
        {"literal": "EXAMPLE Group"},
        {"name": "Crossref Group"},
        {"family": "King", "given": "M", "suffix": "Jr"},
    ]
    (citation,) = citations(tmp_path, json.dumps([{"title": "T", "author": names}]))
    assert citation.authors == (
        CitationAuthor("van der Berg", "Anna"),
        CitationAuthor(literal="EXAMPLE Group"),
        CitationAuthor(literal="Crossref Group"),
        CitationAuthor("King", "M", "Jr"),
    )


def test_crossref_and_zotero_notes(tmp_path: Path) -> None:
    item = {
        "type": "journal-article",
        "title": ["<jats:p>Made-up</jats:p> tumors"],
        "container-title": ["Journal"],
        "note": "PMID: 90000001\nPMCID: PMC9",
        "is-referenced-by-count": 3,
        "custom": {"a": [1]},
    }
    (citation,) = citations(tmp_path, json.dumps([item]))
    assert (citation.title, citation.journal, citation.type) == (
        "Made-up tumors",
        "Journal",
        "article-journal",
    )
    assert (citation.pmid, citation.pmcid) == ("90000001", "PMC9")
    assert citation.extra["is-referenced-by-count"] == ("3",)
    assert citation.extra["custom"] == ('{"a": [1]}',)


def test_a_broken_record_spoils_no_other(tmp_path: Path) -> None:
    made = csl_json(articles(3)).replace('"volume"', 'volume"', 1)
    found = read(tmp_path, made)
    assert [type(item) for item in found] == [Malformed, Citation, Citation]
    assert "is no valid JSON" in str(found[0])


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    text = csl_json(articles(3))
    found = read(tmp_path, text[: text.rindex('"page"')])
    assert [type(item) for item in found] == [Citation, Citation, Malformed]
    found = read(tmp_path, text.rstrip("]\n "))
    assert [type(item) for item in found] == [Citation, Citation, Citation, Malformed]
    assert "The file ends early." in str(found[3])


def test_depth_is_no_danger(tmp_path: Path) -> None:
    deep = '[{"title": "T", "custom": ' + "[" * 200_000 + "]" * 200_000 + "}]"
    (problem,) = read(tmp_path, deep)
    assert isinstance(problem, Malformed)
    assert "nested too deeply" in problem.message


def test_halves_of_letters_become_signs_that_can_be_stored(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, '[{"title": "Half \\ud800 a letter"}]')
    assert citation.title == "Half \ufffd a letter"


def test_what_is_no_item_is_kept_aside(tmp_path: Path) -> None:
    found = read(tmp_path, '[{"title": "T"}, "nothing", 5]')
    assert [type(item) for item in found] == [Citation, Malformed]
    assert isinstance(found[1], Malformed)
    assert '"nothing", 5' in found[1].raw
