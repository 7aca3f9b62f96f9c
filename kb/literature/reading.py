"""The ways into this package: what a file of citations or notices says, record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kb.errors import KbError
from kb.literature.citation import Citation, Malformed
from kb.literature.encoding import Source, open_source
from kb.literature.formats import Format, format_of
from kb.literature.nbib import read_nbib
from kb.literature.notices import Notice, notices_of
from kb.literature.pubmed_xml import read_pubmed_xml
from kb.literature.retraction_watch import read_retraction_watch

_READERS: dict[Format, Callable[[Source], Iterator[Citation | Malformed]]] = {
    Format.NBIB: read_nbib,
    Format.PUBMED_XML: read_pubmed_xml,
}


def detect(path: Path) -> Format:
    """The format of a file, from what it holds. Raises KbError when it is none that can be read."""
    return format_of(open_source(path))


def read_citations(path: Path, encoding: str | None = None) -> Iterator[Citation | Malformed]:
    """The records of an export, in order; what cannot be read is kept aside and comes in its place.

    ``encoding`` overrides what the file says of itself (``gb18030``). Memory stays flat however long the
    file is. The last item is about the file as a whole (line 0), when it holds another number of
    record starts than were read. Raises KbError for a file that is no export, at once or, when that shows
    later (entities in XML), while reading.
    """
    return _citations(open_source(path, encoding))


def _citations(source: Source) -> Iterator[Citation | Malformed]:
    reader = _READERS.get(format_of(source))
    if reader is None:
        raise KbError(
            f"{source.path}: is the Retraction Watch database, which holds notices and no citations. "
            "Give it to `kb check --notices`."
        )
    return reader(source)


def read_notices(path: Path, encoding: str | None = None) -> Iterator[Notice | Malformed]:
    """The notices in a Retraction Watch file, or those that the records of an export speak of.

    A record of an export may speak of none or of several. Raises KbError like :func:`read_citations`.
    """
    source = open_source(path, encoding)
    if format_of(source) is Format.RETRACTION_WATCH:
        return read_retraction_watch(source)
    return _notices(_citations(source))


def _notices(records: Iterator[Citation | Malformed]) -> Iterator[Notice | Malformed]:
    for record in records:
        if isinstance(record, Malformed):
            yield record
        else:
            yield from notices_of(record)
