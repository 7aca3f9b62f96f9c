"""What is special in references: identifiers, which are rows by their scheme, and the printed citation."""

from __future__ import annotations

from typing import Any

from kb.records.references import Identifiers, Reference
from kb.store.citations import cite
from kb.store.names import Names
from kb.store.rows import Rows
from kb.store.special import SpecialMapping, SpecialTable


def _add(rows: Rows, reference: Reference, names: Names) -> None:
    rows.one("reference")["citation_text"] = cite(reference)
    for scheme, value in reference.identifiers.model_dump(exclude_none=True).items():
        values = {"reference_id": reference.reference, "scheme": scheme, "value": value}
        rows.add("reference_identifier", f"{scheme}:{value}", values, ("identifiers", scheme))


def _read(rows: Rows, data: dict[str, Any], names: Names) -> None:
    data["identifiers"] = {row["scheme"]: row["value"] for row in rows.of("reference_identifier")}


REFERENCE_IDENTIFIERS = SpecialMapping(
    {Identifiers: ("pmid", "pmcid", "doi", "isbn")},
    {"reference": SpecialTable(), "reference_identifier": SpecialTable()},
    _add,
    _read,
)
