"""A reference that the knowledge base holds, as a citation to extract from."""

from __future__ import annotations

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.db.connect import Reader
from kb.db.queries import run
from kb.records.kinds import Name, id_of
from kb.records.reading import read_text
from kb.records.references import Reference
from kb.records.validating import validate
from kb.store.texts import record_text


def citation_held(reader: Reader, id: str, name: str) -> tuple[str, Citation] | None:
    """Key and citation of the reference that a key, PMID or DOI names; None when there is none."""
    named = {id, f"pmid:{name}", f"doi:{name.lower()}", f"pmcid:{name}"}
    for row in run(reader, "evidence/reference_keys"):
        if row["name"] in named:
            return str(row["reference"]), _citation(reader, str(row["reference"]))
    return None


def _citation(reader: Reader, key: str) -> Citation:
    record_id = id_of("references", key)
    name = Name("references", record_id, key)
    record: Reference = validate(read_text(record_text(reader, record_id), record_id), name)
    csl = record.csl
    return Citation(
        Format.CSL_JSON,
        RecordPlace(0, 0, None),
        "",
        title=csl.title,
        authors=tuple(CitationAuthor(family=a.family, given=a.given, literal=a.literal) for a in csl.author),
        authors_truncated=csl.authors_truncated,
        journal=csl.container_title,
        issued=csl.issued,
        pmid=record.identifiers.pmid,
        dois=(record.identifiers.doi,) if record.identifiers.doi else (),
    )
