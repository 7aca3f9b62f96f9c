"""PubMed's text format: nothing of a record is lost, whatever was done to its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.formats import encoding
from tests.bibliography.formats.comparing import assert_same
from tests.bibliography.formats.made_up import Article, articles, nbib
from tests.bibliography.formats.reading_whole import citations, malformed, read


def test_every_field_of_every_record_is_read(tmp_path: Path) -> None:
    made = articles(200, seed=3)
    found = citations(tmp_path, "".join(map(nbib, made)))
    assert len(found) == 200
    for citation, article in zip(found, made, strict=True):
        assert_same(citation, article)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 64, 1000])
def test_records_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(map(nbib, articles(3)))
    whole = read(tmp_path, text)
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


def test_raw_text_and_place_are_those_of_the_file(tmp_path: Path) -> None:
    content = "\ufeff\n" + "".join(map(nbib, articles(4)))
    raw = content.encode()
    for number, citation in enumerate(citations(tmp_path, raw), start=1):
        offset = citation.place.offset
        assert offset is not None
        assert citation.place.record == number
        assert raw[offset:].decode().startswith(citation.raw)
        assert citation.place.line == raw[:offset].count(b"\n") + 1
        assert citation.raw.startswith("PMID- ")


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    made = articles(3)
    for line_end in ("\r\n", "\r"):
        text = "".join(map(nbib, made)).replace("\n", line_end)
        for citation, article in zip(citations(tmp_path, text), made, strict=True):
            assert_same(citation, article)


def test_a_blank_line_with_spaces_parts_records(tmp_path: Path) -> None:
    made = articles(3)
    text = "".join(nbib(article).rstrip("\n") + "\n   \n" for article in made)
    assert [citation.pmid for citation in citations(tmp_path, text)] == [article.pmid for article in made]


def test_records_without_a_blank_line_between_are_parted(tmp_path: Path) -> None:
    made = articles(3)
    text = "".join(nbib(article).rstrip("\n") + "\n" for article in made)
    assert [citation.pmid for citation in citations(tmp_path, text)] == [article.pmid for article in made]


def test_pubmed_central_writes_its_number_first(tmp_path: Path) -> None:
    made = [Article(pmid=str(91000000 + number), pmcid="") for number in range(3)]
    text = "".join(f"PMC - PMC77{article.pmid}\n{nbib(article)}" for article in made)
    found = citations(tmp_path, text)
    assert [(citation.pmid, citation.pmcid) for citation in found] == [
        (article.pmid, f"PMC77{article.pmid}") for article in made
    ]


def test_a_record_of_pubmed_central_needs_no_pmid(tmp_path: Path) -> None:
    text = "PMC - PMC1\nTI  - Made up, one.\n\nPMC - PMC2\nTI  - Made up, two.\n\n" + nbib(Article())
    found = citations(tmp_path, text)
    assert [(citation.pmcid, citation.pmid) for citation in found] == [
        ("PMC1", None),
        ("PMC2", None),
        ("PMC9000001", "90000001"),
    ]


def test_a_wrapped_link_is_one_link(tmp_path: Path) -> None:
    doi = "10.5555/retraction.of.a.made.up.article.with.a.long.number"
    text = f"J Made Up Hepatol. 2016 Apr 2;13(4):1-2. doi: {doi}."
    article = Article(links=(("retracted-by", text, "90000002"), ("corrected-by", "J Made Up. 2016;1:2", "")))
    assert "\n      " in nbib(article).split("RIN - ")[1].split("EIN - ")[0]
    (citation,) = citations(tmp_path, nbib(article))
    assert_same(citation, article)
    assert citation.links[0].doi == doi


def test_continuation_lines_need_not_have_six_spaces(tmp_path: Path) -> None:
    text = "PMID- 90000001\nTI  - Made-up\n  title of\n\tthree lines\nand a fourth.\nAB  -\n      Text\n"
    (citation,) = citations(tmp_path, text)
    assert citation.title == "Made-up title of three lines and a fourth"
    assert citation.abstract == "Text"


def test_short_names_serve_where_there_are_no_full_ones(tmp_path: Path) -> None:
    text = "PMID- 90000001\nTI  - T.\nFAU - Wang, Anna\nAU  - Wang A\nAU  - Li BC\nCN  - Made-Up Group\n"
    text += "AU  - Ng J Jr\n"
    (citation,) = citations(tmp_path, text)
    assert citation.authors == (
        CitationAuthor("Wang", "Anna"),
        CitationAuthor("Li", "BC"),
        CitationAuthor(literal="Made-Up Group"),
        CitationAuthor("Ng", "J", "Jr"),
    )


def test_a_title_that_pubmed_does_not_translate_is_the_original_one(tmp_path: Path) -> None:
    text = "PMID- 90000001\nTI  - [Not Available].\nTT  - Ein erfundener Titel.\nLA  - ger\n"
    (citation,) = citations(tmp_path, text)
    assert (citation.title, citation.original_title) == ("Ein erfundener Titel", None)


def test_a_chapter_names_its_book(tmp_path: Path) -> None:
    text = (
        "PMID- 90000001\nBTI - Made-Up Handbook\nTI  - A chapter.\nPB  - Press\nISBN- 978-0-00-000000-2\n\n"
    )
    (citation,) = citations(tmp_path, text + "PMID- 90000002\nBTI - Whole book\n")[:1]
    assert (citation.type, citation.title, citation.journal) == ("chapter", "A chapter", "Made-Up Handbook")
    assert citation.isbns == ("9780000000002",)


def test_registrations_are_told_from_other_numbers(tmp_path: Path) -> None:
    text = "PMID- 90000001\nTI  - T.\nSI  - ClinicalTrials.gov/NCT00000001\nSI  - GENBANK/AB000001\n"
    (citation,) = citations(tmp_path, text)
    assert citation.registrations == ("NCT00000001",)
    assert citation.extra["SI"] == ("GENBANK/AB000001",)


def test_unknown_tags_are_kept(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, nbib(Article(more={"XYZ": "what nobody knows", "COIS": "None."})))
    assert citation.extra["XYZ"] == ("what nobody knows",)
    assert citation.extra["COIS"] == ("None.",)


def test_a_record_of_nothing_is_kept_aside_with_its_text(tmp_path: Path) -> None:
    text = nbib(Article()) + "PMID- \nOWN - NLM\n\n" + nbib(Article(pmid="90000003"))
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert isinstance(found[1], Malformed)
    assert found[1].raw == "PMID- \nOWN - NLM\n\n"
    assert found[1].place.record == 2
    assert "neither a title nor a PMID" in found[1].message


def test_lines_before_the_first_record_are_kept_aside(tmp_path: Path) -> None:
    found = read(tmp_path, "Search made up by hand\nTI  - a title\n" + nbib(Article()))
    assert [type(item) for item in found] == [Malformed, Citation]


def test_a_tail_that_was_torn_off_is_not_joined_to_the_next_record(tmp_path: Path) -> None:
    torn = nbib(Article()).replace("PMC - ", "\nPMC - ")
    found = read(tmp_path, torn + nbib(Article(pmid="90000002", pmcid="")))
    assert [getattr(item, "pmid", None) for item in found] == ["90000001", None, "90000002"]


def test_a_file_cut_off_in_its_last_record_says_so(tmp_path: Path) -> None:
    text = nbib(Article()) + nbib(Article(pmid="90000002"))
    last = citations(tmp_path, text[: len(text) - 300])[-1]
    assert last.remarks == (
        "The file ends in the middle of this record; export it again.",
        "Line 20 of the record has no tag; it was added to the line before it.",
    )
    assert citations(tmp_path, text.rstrip("\n"))[-1].remarks == ()


def test_a_miscount_would_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.bibliography.formats import nbib as module

    monkeypatch.setattr(module._Starts, "is_start", lambda self, found: False)
    (before,) = malformed(tmp_path, nbib(Article()))[:1]
    assert before.place.record == 1
    monkeypatch.setattr(module, "blocks_at_lines", lambda *_: iter(()))
    (problem,) = malformed(tmp_path, nbib(Article()))
    assert problem.place.line == 0
    assert problem.message == "Starts of records in the file (`PMID-`): 1; records read: 0."


def test_a_tag_with_other_blanks_is_read_and_told(tmp_path: Path) -> None:
    text = "PMID - 90000001\nTI - Made-up tumors.\nFAU- Doe, Jane\nVI  -7\nDP  - 2015\n\n"
    text += "PMID- 90000002\nTI  - Others.\n"
    first, second = citations(tmp_path, text)
    assert (first.pmid, first.title, first.issued) == ("90000001", "Made-up tumors", "2015")
    assert first.authors == (CitationAuthor("Doe", "Jane"),)
    assert first.volume == "7"
    assert first.remarks == tuple(
        f"Line {number} of the record has other blanks than PubMed's; read as {tag}."
        for number, tag in enumerate(("PMID", "TI", "FAU", "VI"), start=1)
    )
    assert second.remarks == ()


def test_a_wrapped_line_that_lost_its_indentation_is_told(tmp_path: Path) -> None:
    """Neither `nonu-niform` nor `CT - guided` nor `ANTI-body` is a tag."""
    text = "PMID- 90000001\nTI  - T.\nAB  - Of\nnonu-niform,\nCT - guided\nANTI-body x.\nDP  - 2015\n"
    (citation,) = citations(tmp_path, text)
    assert citation.abstract == "Of nonu-niform, CT - guided ANTI-body x."
    assert [remark.partition(";")[0] for remark in citation.remarks] == [
        f"Line {number} of the record has no tag" for number in (4, 5, 6)
    ]


def test_what_comes_before_the_first_record_counts_only_with_a_title(tmp_path: Path) -> None:
    (note, _) = read(tmp_path, "Search made up by hand on 1 November\n\n" + nbib(Article()))
    (lost, _) = read(tmp_path, "OWN - NLM\nTI  - A title\n\n" + nbib(Article()))
    assert isinstance(note, Malformed) and isinstance(lost, Malformed)
    assert (note.is_record, lost.is_record) == (False, True)
