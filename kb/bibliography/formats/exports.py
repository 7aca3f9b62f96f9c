"""The ways into this package: what a file of citations or notices says, record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kb.bibliography.citation import Citation, Format, Malformed
from kb.bibliography.formats.bibtex import read_bibtex
from kb.bibliography.formats.csl_json import read_csl_json
from kb.bibliography.formats.detection import format_of
from kb.bibliography.formats.encoding import ExportFile, open_source
from kb.bibliography.formats.endnote_xml import read_endnote_xml
from kb.bibliography.formats.nbib import read_nbib
from kb.bibliography.formats.pubmed_xml import read_pubmed_xml
from kb.bibliography.formats.retraction_watch import read_retraction_watch
from kb.bibliography.formats.ris import read_ris
from kb.bibliography.formats.table_reader import read_table
from kb.bibliography.notices import PublishedNotice, notices_of
from kb.errors import KbError

_READERS: dict[Format, Callable[[ExportFile], Iterator[Citation | Malformed]]] = {
    Format.NBIB: read_nbib,
    Format.PUBMED_XML: read_pubmed_xml,
    Format.RIS: read_ris,
    Format.ENDNOTE_XML: read_endnote_xml,
    Format.BIBTEX: read_bibtex,
    Format.CSL_JSON: read_csl_json,
}


def detect(path: Path) -> Format:
    """The format of a file, from what it holds. Raises KbError when it is none that can be read."""
    return format_of(open_source(path))


def read_citations(
    path: Path, mapping: Mapping[str, str] | None = None, encoding: str | None = None
) -> Iterator[Citation | Malformed]:
    """The records of an export, in order; what cannot be read is kept aside and comes in its place.

    ``mapping`` is for tables: field of a citation (``title``, ``pmid`` ...:
    :data:`kb.bibliography.formats.table_columns.ALIASES`) -> name of its column. ``encoding`` overrides what
    the file says of itself (``gb18030``). Memory stays flat however long the file is. An item about the file
    as a whole (line 0) comes last when it holds another number of record starts than were read.

    Raises KbError for a file that is no export: at once, or while reading when that shows later (entities
    in XML).
    """
    return map(_told, _citations(open_source(path, encoding), mapping))


def _told(item: Citation | Malformed) -> Citation | Malformed:
    """The record with a remark where it has no title, and with no more remarks than a person reads."""
    if isinstance(item, Malformed) or (item.title is not None and len(item.remarks) <= _MOST_REMARKS):
        return item
    remarks = item.remarks if item.title is not None else (_NO_TITLE, *item.remarks)
    left = len(remarks) - _MOST_REMARKS
    if left > 0:
        remarks = (*remarks[:_MOST_REMARKS], f"And {left} more.")
    return replace(item, remarks=remarks)


_MOST_REMARKS = 20
_NO_TITLE = "The record has no title; it was taken in for its identifiers."


def _citations(
    source: ExportFile, mapping: Mapping[str, str] | None = None
) -> Iterator[Citation | Malformed]:
    format = format_of(source)
    if format is Format.RETRACTION_WATCH:
        raise KbError(
            f"{source.path}: is the Retraction Watch database, which holds notices and no citations. "
            "Give it to `kb check --notices`."
        )
    if format is Format.TABLE:
        return read_table(source, mapping)
    if mapping:
        raise KbError(f"{source.path}: is no table ({format}), so no columns can be named. Leave that out.")
    return _READERS[format](source)


def read_notices(path: Path, encoding: str | None = None) -> Iterator[PublishedNotice | Malformed]:
    """The notices in a Retraction Watch file, or those that the records of an export speak of.

    A record of an export may speak of none or of several. Raises KbError like :func:`read_citations`.
    """
    source = open_source(path, encoding)
    if format_of(source) is Format.RETRACTION_WATCH:
        return read_retraction_watch(source)
    return _notices(_citations(source))


def _notices(records: Iterator[Citation | Malformed]) -> Iterator[PublishedNotice | Malformed]:
    for record in records:
        if isinstance(record, Malformed):
            yield record
        else:
            yield from notices_of(record)


def written_citations(format: Format, citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """Citations under their keys in a format that reference managers read, a piece at a time.

    What the format has no place for is left out; the rest is read back as it was. Raises KeyError for a
    format that is only read.
    """
    from kb.bibliography.formats.bibtex_writing import written_bibtex
    from kb.bibliography.formats.csl_json_writing import written_csl_json
    from kb.bibliography.formats.endnote_xml_writing import written_endnote_xml
    from kb.bibliography.formats.tagged_writing import written_nbib, written_ris

    writers: dict[Format, Callable[[Iterable[tuple[str, Citation]]], Iterator[str]]] = {
        Format.RIS: written_ris,
        Format.NBIB: written_nbib,
        Format.BIBTEX: written_bibtex,
        Format.CSL_JSON: written_csl_json,
        Format.ENDNOTE_XML: written_endnote_xml,
    }
    return writers[format](citations)
