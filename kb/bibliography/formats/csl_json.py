"""CSL-JSON, as Zotero and others export it; the answers of Crossref are near enough to be read too.

The json module of the standard library reads each record; the file is cut into records first, so that a
long one is not held and a broken record spoils no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kb.bibliography.author_names import Authors, group_of, people, person_of_parts
from kb.bibliography.citation import Citation, CitationAuthor, Format, Malformed, RecordPlace
from kb.bibliography.cleaning import clean, clean_pages, clean_title
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.json_blocks import Objects
from kb.bibliography.formats.record_reader import RecordReader, Remarks, UnreadableRecord, insist_on_contents
from kb.bibliography.identifiers import (
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.publication_dates import iso_date, iso_date_of_parts, printed_range, season_name

FORMAT = Format.CSL_JSON
_READ = frozenset(
    (
        *("id", "type", "title", "author", "container-title", "container-title-short", "journalAbbreviation"),
        *("publisher", "issued", "volume", "issue", "page", "abstract", "language", "keyword", "DOI", "PMID"),
        *("PMCID", "ISSN", "ISBN", "URL", "source", "original-title"),
    )
)


def read_csl_json(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The items of a CSL-JSON file: an array, one item, one item a line, or an array under ``items``."""
    reader, objects = RecordReader(FORMAT, source), Objects(source)
    for block in objects.blocks():
        if block.is_record:
            yield reader.citation(block, _citation)
        elif block.message or not objects.is_only_frame(block):
            yield reader.outside(block, block.message or "Here is something other than items.", block.remedy)


def _citation(text: str, place: RecordPlace, remarks: Remarks) -> Citation:
    item = _loaded(text)
    notes = _texts(item.get("note"))
    title = clean_title(_text(item.get("title")))
    pmid, pmcid = _numbers(item, notes)
    dois = dois_of(_texts(item.get("DOI")))
    insist_on_contents(title, pmid, pmcid, *dois)
    authors, is_truncated = _authors(item.get("author"))
    issued, printed = _issued(item.get("issued"))
    kind = _text(item.get("type"))
    short = _text(item.get("container-title-short")) or _text(item.get("journalAbbreviation"))
    keywords = _texts(item.get("keyword"))
    return Citation(
        format=FORMAT,
        place=place,
        raw=text,
        type={"journal-article": "article-journal"}.get(kind, kind) if kind else None,
        title=title,
        original_title=clean_title(_text(item.get("original-title"))),
        authors=authors,
        authors_truncated=is_truncated,
        journal=clean(_text(item.get("container-title"))),
        journal_abbreviation=clean(short),
        publisher=clean(_text(item.get("publisher"))),
        issued=issued,
        issued_text=printed,
        volume=clean(_text(item.get("volume"))),
        issue=clean(_text(item.get("issue"))),
        pages=clean_pages(_text(item.get("page"))),
        abstract=clean(_text(item.get("abstract"))),
        languages=_texts(item.get("language")),
        keywords=tuple(_words(keywords)),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(_texts(item.get("ISSN"))),
        isbns=isbns_of(_texts(item.get("ISBN"))),
        urls=_texts(item.get("URL")),
        registrations=registrations_of(notes),
        database=_text(item.get("source")),
        extra={name: kept for name, value in item.items() if name not in _READ and (kept := _texts(value))}
        | {"id": _texts(item.get("id"))},
        remarks=remarks,
    )


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        item = json.loads(text, strict=False)
    except ValueError as error:
        reason = str(error).partition(": line")[0]
        raise UnreadableRecord(f"The record is no valid JSON ({reason}).", "Repair it in the file.") from None
    except RecursionError:
        raise UnreadableRecord(
            "The record is nested too deeply for a citation.", "Look at it in the file."
        ) from None
    if not isinstance(item, dict):  # pragma: no cover (a block starts with a brace)
        raise UnreadableRecord("The record is no JSON object.", "Look at it in the file.")
    return item


def _texts(value: Any) -> tuple[str, ...]:
    """A value as texts: one, several of a list, or the JSON of what is neither."""
    if isinstance(value, str):
        return (value.strip(),) if value else ()
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(text for part in value for text in _texts(part))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (str(value),)
    return (json.dumps(value, ensure_ascii=False),)


def _words(texts: Iterable[str]) -> Iterator[str]:
    """The parts of lists with commas, or with semicolons where an item holds a comma."""
    for text in texts:
        yield from (word.strip() for word in text.split(";" if ";" in text else ",") if word.strip())


def _text(value: Any) -> str | None:
    """The first of them: Crossref has lists where CSL has one text."""
    if isinstance(value, str):
        return value.strip() or None
    return next(iter(_texts(value)), None)


def _authors(value: Any) -> Authors:
    """The authors; a name that is a text, or a literal, may say that there are more (et al)."""
    authors: list[CitationAuthor] = []
    is_truncated = False
    for name in value if isinstance(value, list) else [value] if value else []:
        if isinstance(name, dict) and (author := _author(name)):
            authors.append(author)
            continue
        text = clean(_literal(name) if isinstance(name, dict) else _text(name)) or ""
        kept, has_more = people([text])
        is_truncated = is_truncated or has_more
        authors += kept if isinstance(name, str) else filter(None, [group_of(text)])
    return tuple(authors), is_truncated


def _author(name: Mapping[str, Any]) -> CitationAuthor | None:
    """A person; None for a name without a family name, or with ``et al`` in its place."""
    family, given = clean(_text(name.get("family"))), clean(_text(name.get("given")))
    for particle in ("non-dropping-particle", "dropping-particle"):
        if particle in name and family:
            family = clean(f"{_text(name[particle]) or ''} {family}")
    if not family or (not given and group_of(family) is None):
        return None
    return person_of_parts(family, given, clean(_text(name.get("suffix"))))


def _literal(name: Mapping[str, Any]) -> str | None:
    return next(
        filter(None, (_text(name.get(part)) for part in ("literal", "name", "family", "given"))), None
    )


def _issued(value: Any) -> tuple[str | None, str | None]:
    """A date of CSL as ISO 8601, and as printed where the item says more: a season, a range, words."""
    if not isinstance(value, dict):
        printed = _text(value)
        return (iso_date(printed) if printed else None), printed
    if printed := _text(value.get("raw")) or _text(value.get("literal")):
        return iso_date(printed), printed
    dates = value.get("date-parts")
    parts = [date for date in map(_texts, dates if isinstance(dates, list) else ()) if date]
    ends = [iso for date in parts[:2] if (iso := iso_date_of_parts(*(*date, None, None)[:3]))]
    if not ends:
        return None, None
    if season := season_name(_text(value.get("season")) or ""):
        return ends[0][:4], f"{season} {ends[0][:4]}"
    printed = "/".join(ends) if len(ends) == 2 and ends[0] != ends[1] else ""
    return iso_date(printed or ends[0]), printed_range(printed)


def _numbers(item: Mapping[str, Any], notes: Sequence[str]) -> tuple[str | None, str | None]:
    """PMID and PMCID, which older versions of Zotero write into the note, one a line."""
    lines = [line.strip() for note in notes for line in note.splitlines()]
    pmids = [*_texts(item.get("PMID")), *(line for line in lines if line.upper().startswith("PMID"))]
    pmcids = [*_texts(item.get("PMCID")), *(line for line in lines if line.upper().startswith("PMCID"))]
    pmid = next(filter(None, map(pmid_of, pmids)), None)
    addressed = next(filter(None, map(pmid_of_address, _texts(item.get("URL")))), None)
    return pmid or addressed, next(filter(None, map(pmcid_of, pmcids)), None)
