"""The format is found from what a file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Format
from kb.bibliography.formats.exports import detect, read_citations
from kb.errors import KbError
from tests.bibliography.formats.made_up import Article, articles, nbib, pubmed_set
from tests.bibliography.formats.made_up_exports import bibtex, csl_json, endnote_xml, pubmed_csv, ris
from tests.bibliography.formats.reading_whole import read

MADE = articles(2)


def exports_of(made: list[Article]) -> dict[Format, str]:
    """The articles in every format."""
    return {
        Format.NBIB: "".join(map(nbib, made)),
        Format.PUBMED_XML: pubmed_set(made),
        Format.RIS: "".join(map(ris, made)),
        Format.ENDNOTE_XML: endnote_xml(made),
        Format.BIBTEX: "".join(map(bibtex, made)),
        Format.CSL_JSON: csl_json(made),
        Format.TABLE: pubmed_csv(made),
    }


EXPORTS = exports_of(MADE)


@pytest.mark.parametrize("format", EXPORTS)
@pytest.mark.parametrize("name", ["export", "export.txt", "export.csv", "export.xml"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n \n"])
def test_the_name_of_a_file_says_nothing(format: Format, name: str, before: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(before + EXPORTS[format], encoding="utf-8")
    assert detect(path) is format
    found = list(read_citations(path))
    assert [getattr(item, "pmid", None) for item in found] == [article.pmid for article in MADE]
    assert {item.format for item in found} == {format}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE html><html><body>Blocked</body></html>", "is a web page, not an export"),
        ("<html><title>NCBI - WWW Error Blocked Diagnostic</title></html>", "is a web page, not an export"),
        ("<article><front/></article>", r"XML of a kind that is not read here \(article\)"),
        ("%0 Journal Article\n%A Wang\n%T Made-up\n", "EndNote's tagged text"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\n", "Web of Science's plain text"),
        ("Dear all\n\nplease find attached\n", "is no export that can be read"),
        (
            "Record ID,RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID\n",
            "Give it to `kb check --notices`",
        ),
    ],
)
def test_what_is_no_export_is_called_by_its_name(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(KbError, match=said):
        read(tmp_path, text)


def test_columns_are_named_for_tables_only(tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_text(EXPORTS[Format.RIS], encoding="utf-8")
    with pytest.raises(KbError, match=r"is no table \(ris\)"):
        read_citations(path, {"title": "Heading"})
