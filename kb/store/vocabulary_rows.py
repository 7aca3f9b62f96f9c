"""Vocabulary, document and instrument records <-> rows."""

from __future__ import annotations

from typing import Any

from kb.records.documents import Document
from kb.records.instruments import Instrument
from kb.store.rows import Rows, numbered, said


def vocabulary_rows(record: Any, kind: str, record_id: str) -> Rows:
    """The rows of a vocabulary record of one of its four kinds."""
    rows = Rows(record_id)
    table = kind.removesuffix("s")
    for position, (key, entry) in numbered(record.root.items()):
        values: dict[str, Any] = {"name": entry.name, "abbreviation": entry.abbreviation}
        if kind == "designs":
            values |= {"plural": entry.plural, "design_group": entry.group, "rank": entry.rank}
        elif kind == "outcomes":
            values |= {"domain": entry.domain, "direction": entry.direction, "role": entry.role}
            values |= {"whole_numbers": entry.whole_numbers}
        else:
            values |= {"broader_id": entry.broader}
        if kind == "interventions":
            values |= {"kind": entry.kind}
        if kind != "designs":
            values |= {"position": position}
        rows.add(table, key, **values)
    return rows


def vocabulary_record(rows: Rows, kind: str) -> dict[str, Any]:
    """The data of a vocabulary record from its rows."""
    order = "rank" if kind == "designs" else "position"
    return {row["id"]: _entry(row, kind) for row in rows.ordered(kind.removesuffix("s"), order)}


def _entry(row: dict[str, Any], kind: str) -> dict[str, Any]:
    entry = {"name": row["name"], "abbreviation": row["abbreviation"]}
    if kind == "designs":
        entry |= {"plural": row["plural"], "group": row["design_group"], "rank": row["rank"]}
    elif kind == "outcomes":
        entry |= {"domain": row["domain"], "direction": row["direction"], "role": row["role"]}
        entry |= {"whole_numbers": row["whole_numbers"] or None}
    else:
        entry |= {"broader": row["broader_id"]}
    if kind == "interventions":
        entry |= {"kind": row["kind"]}
    return said(entry)


def document_rows(document: Document, record_id: str) -> Rows:
    """The row of a document record."""
    rows = Rows(record_id)
    values = document.model_dump(exclude={"document"})
    rows.add("document", document.document, **values)
    return rows


def document_record(rows: Rows) -> dict[str, Any]:
    """The data of a document record from its row."""
    row = rows.one("document")
    fields = ("title", "publisher", "date", "characters", "sha256")
    return {"document": row["id"]} | {name: row[name] for name in fields}


def instrument_rows(instrument: Instrument, record_id: str) -> Rows:
    """The rows of an instrument record."""
    rows = Rows(record_id)
    key = instrument.instrument
    rows.add(
        "instrument_version",
        key,
        instrument=key.removesuffix(f"-{instrument.edition}"),
        edition=instrument.edition,
        kind=instrument.kind,
        title=instrument.title,
    )
    for position, item in numbered(instrument.items):
        table, domain, code = item.code.split("/")
        rows.add(
            "instrument_item",
            f"{key}/{item.code}",
            instrument_version_id=key,
            table_name=table,
            domain=domain,
            code=code,
            label=item.label,
            position=position,
        )
    return rows


def instrument_record(rows: Rows) -> dict[str, Any]:
    """The data of an instrument record from its rows."""
    row = rows.one("instrument_version")
    items = (
        {"code": f"{item['table_name']}/{item['domain']}/{item['code']}", "label": item["label"]}
        for item in rows.ordered("instrument_item")
    )
    return {
        "instrument": row["id"],
        "edition": row["edition"],
        "kind": row["kind"],
        "title": row["title"],
        "items": tuple(items),
    }
