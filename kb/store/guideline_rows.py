"""Guideline records <-> rows."""

from __future__ import annotations

from typing import Any

from kb.records.guidelines import Guideline, Recommendation
from kb.store.facts import add_fact, read_fact
from kb.store.figures import Stated, document_of
from kb.store.names import Names
from kb.store.prose import Binder
from kb.store.rows import Row, Rows, numbered, said


def guideline_rows(guideline: Guideline, record_id: str, names: Names) -> Rows:
    """The rows of a guideline record."""
    rows = Rows(record_id)
    key = guideline.guideline
    rows.add(
        "guideline",
        key,
        organization=guideline.organization,
        abbreviation=guideline.abbreviation,
        title=guideline.title,
        version=guideline.version,
        reference_id=guideline.reference,
        summary=guideline.summary,
    )
    stated = Stated(rows, guideline.document, guideline.reference)
    for position, item in numbered(guideline.recommendations):
        _add_recommendation(rows, key, (position, item), stated)
    Binder(rows, names).add_links()
    return rows


def _add_recommendation(
    rows: Rows, guideline: str, place: tuple[int, Recommendation], stated: Stated
) -> None:
    position, item = place
    id = f"{guideline}/{item.key}"
    rows.add(
        "recommendation",
        id,
        guideline_id=guideline,
        key=item.key,
        position=position,
        condition_id=item.condition,
        category=item.category,
        text=item.text,
    )
    for number, (key, cell) in numbered(item.thresholds.items()):
        owner = {"recommendation_id": id, "key": key, "position": number}
        add_fact(rows, owner, cell, item.stated.get(key, ()), stated)


def guideline_record(rows: Rows) -> dict[str, Any]:
    """The data of a guideline record from its rows."""
    row = rows.one("guideline")
    return said(
        {
            "guideline": row["id"],
            "organization": row["organization"],
            "abbreviation": row["abbreviation"],
            "title": row["title"],
            "version": row["version"],
            "reference": row["reference_id"],
            "document": document_of(rows),
            "summary": row["summary"],
            "recommendations": tuple(_recommendation(rows, item) for item in rows.ordered("recommendation")),
        }
    )


def _recommendation(rows: Rows, row: Row) -> dict[str, Any]:
    facts = {fact["key"]: read_fact(rows, fact) for fact in rows.ordered("fact", recommendation_id=row["id"])}
    return said(
        {
            "key": row["key"],
            "condition": row["condition_id"],
            "category": row["category"],
            "text": row["text"],
            "thresholds": {key: fact["cell"] for key, fact in facts.items()},
            "stated": {key: fact["stated"] for key, fact in facts.items() if "stated" in fact},
        }
    )
