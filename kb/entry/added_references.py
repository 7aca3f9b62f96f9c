"""``kb reference add``: references by PMID or DOI from where they are listed, or from a file."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.formats.exports import read_citations
from kb.db.connect import Reader, read
from kb.db.version import require_current
from kb.errors import KbError
from kb.extraction.begin import known_reference
from kb.extraction.bibliography import reference_of
from kb.extraction.keys import base_key, free_key
from kb.records.kinds import id_of
from kb.records.prose_tokens import SLUG
from kb.records.writing import write_record
from kb.store.database import writing
from kb.store.edits import put_in
from kb.store.row_changes import ChangeAuthor

_PMID = re.compile(r"(?:pmid:?\s*)?(\d{1,8})", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_OTHERWISE = (
    "Without a network: save the citation where you found it (RIS, NBIB, BibTeX) and kb reference add FILE,"
    " or kb new reference KEY --title ... --author ... --year ..."
)
_LARGEST = 4_000_000
"""Bytes of a citation from doi.org that are read."""


@dataclass(slots=True)
class Added:
    """Keys of the references that were added, and what to tell of the others."""

    keys: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """What to tell the person."""
        yield from self.remarks
        if self.keys:
            one = len(self.keys) == 1
            yield f"Added the {'reference' if one else 'references'} {', '.join(self.keys)}."
            yield f"Next: kb new study {self.keys[0]} --reference {self.keys[0]}"


def citations_of(named: str) -> list[Citation | Malformed]:
    """The citations that a PMID, a DOI or a file names. Raises KbError where there is none, or no network."""
    if (file := Path(named)).is_file():
        return list(read_citations(file))
    if match := _PMID.fullmatch(named.strip()):
        return _from_pubmed(match[1])
    if match := _DOI.fullmatch(named.strip()):
        return _from_doi(match[1].rstrip("."))
    raise KbError(f"{named} is neither a PMID, nor a DOI, nor a file here. Check the name, or its spelling.")


def _from_pubmed(pmid: str) -> list[Citation | Malformed]:
    from kb.bibliography.pubmed.access import Access
    from kb.bibliography.pubmed.faults import BY_HAND, NoAnswer
    from kb.bibliography.pubmed.fetch import Fetch
    from kb.bibliography.pubmed.find import PmidList
    from kb.bibliography.pubmed.records import FRAMINGS, Form
    from kb.bibliography.pubmed.server import Server

    framing = FRAMINGS[Form.XML]
    try:
        with Server(Access.read()) as server:
            records = Fetch(server, framing, PmidList((pmid,), None)).batch(0, [pmid])
    except NoAnswer as error:
        raise KbError(str(error).replace(BY_HAND, _OTHERWISE)) from None
    if not records:
        raise KbError(f"PubMed has no publication with the PMID {pmid}. Check the number.")
    return _read(framing.head + b"".join(record for _, record in records) + framing.foot, ".xml")


def _from_doi(doi: str) -> list[Citation | Malformed]:
    """From the agency that registered the DOI, by content negotiation (https://citation.doi.org/docs.html)."""
    import httpx

    address = os.environ.get("KB_DOI_URL", "").strip() or "https://doi.org/"
    wanted = {"Accept": "application/vnd.citationstyles.csl+json"}
    try:
        with httpx.Client(timeout=30.0, follow_redirects=True, max_redirects=8) as client:
            answer = client.get(address.rstrip("/") + "/" + doi, headers=wanted)
    except (httpx.HTTPError, OSError, ValueError, ImportError) as error:
        raise KbError(f"The DOI {doi} cannot be looked up ({error}). {_OTHERWISE}") from None
    if answer.status_code == 404:
        raise KbError(f"The DOI {doi} is not registered. Check its spelling.")
    body = answer.content[:_LARGEST].strip()
    if answer.status_code != 200 or not body.startswith((b"{", b"[")):
        raise KbError(f"{address} gave no citation of {doi} (status {answer.status_code}). {_OTHERWISE}")
    return _read(body if body.startswith(b"[") else b"[" + body + b"]", ".json")


def _read(content: bytes, ending: str) -> list[Citation | Malformed]:
    with tempfile.TemporaryDirectory(prefix="kb-reference-") as folder:
        file = Path(folder) / f"citation{ending}"
        file.write_bytes(content)
        return list(read_citations(file))


def add_references(url: str, named: Sequence[str], key: str | None, who: str) -> Added:
    """Add what is named, all of it or nothing; what is there already is told. Raises KbError."""
    if key is not None and not SLUG.fullmatch(key):
        raise KbError(f"{key} is no key. A key has lower-case letters, digits and hyphens: wang-2015.")
    items = [(name, item) for name in named for item in citations_of(name)]
    if key is not None and len(items) != 1:
        raise KbError(f"--key names one reference, and there are {len(items)}. Leave it out.")
    added, texts = Added(), dict[str, str]()
    with read(url) as reader:
        require_current(reader)
        adding = _Adding(reader, {str(row["id"]) for row in reader.rows("SELECT id FROM reference")}, added)
        for name, item in items:
            if (new := adding.key_for(name, item, key)) is not None:
                assert isinstance(item, Citation)
                texts[id_of("references", new)] = write_record(reference_of(item, new))
    if texts:
        with writing(url) as writer:
            put_in(writer, texts, ChangeAuthor.now(who, f"added from {', '.join(named)}"))
    return added


@dataclass(slots=True)
class _Adding:
    reader: Reader
    taken: set[str]
    """Keys of the references there are, and of those that are being added."""
    added: Added

    def key_for(self, name: str, item: Citation | Malformed, key: str | None) -> str | None:
        """The key of a reference to be made; None where there is nothing to make, which is told."""
        if isinstance(item, Malformed):
            self.added.remarks.append(f"{name}: a record cannot be read ({item.message}).")
            return None
        if (have := self._known(item)) is not None:
            self.added.remarks.append(f"{name}: is there already, as the reference {have}.")
            return None
        if key in self.taken:
            raise KbError(f"There is the reference {key} already: kb edit reference {key} changes it.")
        new = key or free_key(base_key(item), self.taken)
        self.taken.add(new)
        self.added.keys.append(new)
        return new

    def _known(self, item: Citation) -> str | None:
        known = (known_reference(self.reader, id, id) for id in (item.pmid, item.doi) if id)
        return next((found[0] for found in known if found is not None), None)
