"""``kb document add``: the record of a source document from its file."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from kb.audit.reading import read_source
from kb.audit.source_text import SourceText
from kb.db.connect import Reader, read
from kb.db.version import require_current
from kb.entry.new_record import TO_FILL_IN
from kb.entry.written_record import take_over
from kb.errors import KbError
from kb.extraction.keys import free_key, slug_of
from kb.records.kinds import id_of
from kb.records.prose_tokens import SLUG
from kb.store.first_use import add_standard_records

_LONGEST_TITLE = 160
_WORDS_OF_KEY = 6


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A file, and what is said of it; what is None follows from the file."""

    file: Path
    key: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """The key of a document; ``was_there`` where its text was on file already; what the person should
    know.
    """

    key: str
    was_there: bool
    remarks: tuple[str, ...]


def add_document(url: str, new: NewDocument, who: str, why: str) -> AddedDocument:
    """Write the record of a document; nothing where its text is on file.

    Raises KbError for a file that cannot be read and for a key that is taken.
    """
    source = read_source(new.file)
    remark = add_standard_records(url, who)
    with read(url) as reader:
        require_current(reader)
        known = _on_file(reader, source)
        if known is not None:
            return AddedDocument(known, True, source.remarks)
        title = new.title or _title(source)
        key = _key(reader, new.key, title)
    remarks = [remark] if remark else []
    date = new.date
    if date is None:
        date = datetime.date.fromtimestamp(new.file.stat().st_mtime).isoformat()
        remarks.append(f"Set the date to that of the file, {date}; --date sets another.")
    if new.publisher is None:
        remarks.append("To fill in: publisher (--publisher says it).")
    data = {
        "document": key,
        "title": title,
        "publisher": new.publisher or TO_FILL_IN,
        "date": date,
        "characters": str(len(source.text)),
        "sha256": _sha256(source),
    }
    take_over(url, id_of("documents", key), data, (who, why))
    return AddedDocument(key, False, (*remarks, *source.remarks))


def _sha256(source: SourceText) -> str:
    return hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()


def _on_file(reader: Reader, source: SourceText) -> str | None:
    """The document that has this text, or None."""
    rows = reader.rows("SELECT id, sha256 FROM document ORDER BY id")
    return next((str(row["id"]) for row in rows if row["sha256"] in source.hashes), None)


def _title(source: SourceText) -> str:
    """The first line of the text that says something."""
    lines = (" ".join(line.replace("*", " ").replace("#", " ").split()) for line in source.text.splitlines())
    first = next((line for line in lines if sum(sign.isalpha() for sign in line) > 3), Path(source.file).stem)
    return first if len(first) <= _LONGEST_TITLE else first[:_LONGEST_TITLE].rpartition(" ")[0]


def _key(reader: Reader, wanted: str | None, title: str) -> str:
    taken = {str(row["id"]) for row in reader.rows("SELECT id FROM document")}
    if wanted is None:
        return free_key(slug_of(" ".join(title.split()[:_WORDS_OF_KEY])) or "document", taken)
    if not SLUG.fullmatch(wanted):
        raise KbError(f"{wanted} is no key. A key has lower-case letters, digits and hyphens: policy-2021.")
    if wanted in taken:
        raise KbError(f"There is a document {wanted} already, with another text. Choose another --key.")
    return wanted
