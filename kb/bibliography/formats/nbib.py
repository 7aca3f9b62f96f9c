"""PubMed's text format (NBIB, MEDLINE), of PubMed and of PubMed Central.

A record is a run of lines ``PMID- 12345678``, ``TI  - Title``; a line that starts with spaces goes on with
the one before. PubMed Central puts ``PMC - `` before ``PMID-``. Own code, because the kept readers lose
data (tried in 2026): Bio.Medline takes wrapped correction links for further ones and joins two records over
a blank line that holds spaces; nbib has no correction links.

Tags: MEDLINE/PubMed Data Element (Field) Descriptions, National Library of Medicine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kb.bibliography.author_names import Authors, group_of, people
from kb.bibliography.citation import Citation, CitationAuthor, Format, Malformed, RecordPlace
from kb.bibliography.cleaning import clean, clean_title
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import blocks_at_lines, count_marks
from kb.bibliography.formats.nbib_lines import fields_of, mended_lines, tagged
from kb.bibliography.formats.record_reader import RecordReader, Remarks, insist_on_contents
from kb.bibliography.identifiers import dois_of, isbns_of, issns_of, pmcid_of, pmid_of, registrations_of
from kb.bibliography.links import KIND_OF_TAG, PublicationLink, doi_in, link_from_text
from kb.bibliography.publication_dates import iso_date

FORMAT = Format.NBIB
_MARK = re.compile(rb"\n(?:PMID|PMC) {0,2}-[ \t]")
_PMID_LINE = re.compile(rb"\nPMID {0,2}-[ \t]")
_TITLE_LINE = re.compile(rb"\n(?:TI|TT|BTI) {0,2}- *\S")
_LAST_LINE = b"\nSO  - "
_READ = frozenset(
    [
        "PMID",
        "PMC",
        "TI",
        "TT",
        "BTI",
        "JT",
        "TA",
        "DP",
        "VI",
        "IP",
        "PG",
        "AB",
        "LA",
        "PT",
        "MH",
        "OT",
        "LID",
        "AID",
        "IS",
        "ISBN",
        "SI",
        "FAU",
        "AU",
        "CN",
        "PB",
    ]
) | frozenset(KIND_OF_TAG)

Fields = Mapping[str, Sequence[str]]


def read_nbib(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The records of a file in PubMed's text format."""
    reader, numbered, has_ends = RecordReader(FORMAT, source), 0, False
    for block in blocks_at_lines(source.chunks(), _MARK, _Starts().is_start):
        if not block.is_record and not block.data.strip():
            continue
        numbered += len(_PMID_LINE.findall(b"\n" + block.data))
        if not block.is_record:
            has_title = _TITLE_LINE.search(b"\n" + block.data)
            yield (reader.aside if has_title else reader.outside)(block, _BEFORE)
            continue
        is_last = block.position + len(block.data) >= source.size - source.mark
        is_cut_off = is_last and _is_cut_off(block.data, has_ends)
        has_ends = has_ends or _LAST_LINE in block.data
        yield reader.citation(block, _cut_off_record if is_cut_off else _record)
    problem = reader.miscount("`PMID-`", count_marks(source.chunks(), _PMID_LINE), numbered)
    if problem:
        yield problem


_BEFORE = "These lines come before the first record (`PMID- `)."


class _Starts:
    """Which of the marks start a record: PMID does, unless it follows on the PMC that did."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def is_start(self, match: re.Match[bytes]) -> bool:
        name = match[0].rstrip(b" \t-")
        starts = not self._seen or name in self._seen or _is_after_blank(match)
        if starts:
            self._seen.clear()
        self._seen.add(name)
        return starts


def _is_after_blank(match: re.Match[bytes]) -> bool:
    """Whether the line before the mark is blank; spaces do not count."""
    text, end = match.string, match.start()
    return not text[text.rfind(b"\n", 0, end) + 1 : end].strip()


def _is_cut_off(data: bytes, has_ends: bool) -> bool:
    """Whether the last record of a file lacks its last line, which others have, or else its line end."""
    return _LAST_LINE not in data and (has_ends or not data.endswith(b"\n"))


def _cut_off_record(text: str, place: RecordPlace, remarks: Remarks) -> Citation:
    return _record(text, place, (*remarks, "The file ends in the middle of this record; export it again."))


def _record(raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    text, told = mended_lines(raw)
    fields = fields_of(text)
    titles = [clean_title(_first(fields, tag)) for tag in ("TI", "TT", "BTI")]
    if titles[0] in (None, "[Not Available]") and titles[1]:
        titles = [titles[1], None, titles[2]]
    pmid, pmcid, dois = pmid_of(_first(fields, "PMID")), pmcid_of(_first(fields, "PMC")), _dois(fields)
    insist_on_contents(titles[0] or titles[2], pmid, pmcid, *dois)
    printed = _first(fields, "DP")
    authors, is_truncated = _authors(fields, text)
    return Citation(
        format=FORMAT,
        place=place,
        raw=raw,
        type=_csl_type(fields, titles[0]),
        title=titles[0] or titles[2],
        original_title=titles[1],
        authors=authors,
        authors_truncated=is_truncated,
        journal=clean(_first(fields, "JT")) or (titles[2] if titles[0] else None),
        journal_abbreviation=clean(_first(fields, "TA")),
        publisher=clean(_first(fields, "PB")),
        issued=iso_date(printed) if printed else None,
        issued_text=printed,
        volume=_first(fields, "VI"),
        issue=_first(fields, "IP"),
        pages=_first(fields, "PG"),
        abstract=clean(_first(fields, "AB")),
        languages=tuple(fields.get("LA", ())),
        publication_types=tuple(fields.get("PT", ())),
        mesh=tuple(fields.get("MH", ())),
        keywords=tuple(word.removeprefix("*") for word in fields.get("OT", ())),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(fields.get("IS", ())),
        isbns=isbns_of(fields.get("ISBN", ())),
        registrations=registrations_of(fields.get("SI", ())),
        database="PubMed",
        links=tuple(_links(fields)),
        extra=_extra(fields),
        remarks=(*remarks, *told),
    )


def _first(fields: Fields, tag: str) -> str | None:
    values = fields.get(tag)
    return values[0] if values else None


def _authors(fields: Fields, text: str) -> Authors:
    """Full names (FAU) where there are any, else short ones (AU), and groups (CN), in order."""
    if "CN" not in fields and len(fields.get("FAU", ())) == len(fields.get("AU", ())):
        return people(fields.get("FAU", ()))
    authors: list[CitationAuthor] = []
    full = is_truncated = False
    for tag, value in tagged(text):
        if tag == "CN" and (group := group_of(value)):
            authors.append(group)
        elif tag in ("FAU", "CN") or (tag == "AU" and not full):
            names, has_more = people([value])
            authors += names
            is_truncated = is_truncated or has_more
        full = tag == "FAU" or (full and tag != "AU")
    return tuple(authors), is_truncated


def _links(fields: Fields) -> Iterator[PublicationLink]:
    for tag, texts in fields.items():
        if kind := KIND_OF_TAG.get(tag):
            yield from (link_from_text(kind, text) for text in texts)


def _dois(fields: Fields) -> tuple[str, ...]:
    """DOIs of the article, else the one in its printed source: a chapter of PMC has no other place for it."""
    marked = [value for tag in ("LID", "AID") for value in fields.get(tag, ()) if value.endswith("[doi]")]
    if marked:
        return dois_of(marked)
    source = doi_in(_first(fields, "SO") or "")
    return (source,) if source else ()


def _csl_type(fields: Fields, title: str | None) -> str:
    if "BTI" in fields:
        return "chapter" if title else "book"
    types = fields.get("PT", ())
    return "article" if "Preprint" in types else "dataset" if "Dataset" in types else "article-journal"


def _extra(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Tags that are read into no field, article numbers that are no DOI, numbers of other than registries."""
    extra = {tag: tuple(values) for tag, values in fields.items() if tag not in _READ}
    for tag in ("LID", "AID"):
        if rest := tuple(value for value in fields.get(tag, ()) if not value.endswith("[doi]")):
            extra[tag] = rest
    if rest := tuple(value for value in fields.get("SI", ()) if not registrations_of([value])):
        extra["SI"] = rest
    return extra
