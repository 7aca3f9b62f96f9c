"""Facts <-> rows: stated numbers of a policy's background, and limits in recommendations of guidelines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kb.notation import display
from kb.records.cells import Excerpt, FigureCell
from kb.records.excerpts import locate
from kb.records.guidelines import GuidelineRecord, RecommendationEntry
from kb.store.figures import FigureSources, add_figures, document_of, read_cell, read_excerpts, read_figures
from kb.store.rows import RecordRows, Row, numbered, present_values
from kb.store.special import FACTS, Pointer, RecordNames, SpecialMapping


def add_fact(
    rows: RecordRows,
    owner: dict[str, Any],
    cell: FigureCell,
    excerpts: Sequence[Excerpt],
    stated: FigureSources,
) -> str:
    """Add a fact with figures and sources; returns its id. ``owner`` holds further columns of its row.

    Where the record says it has to be noted before.
    """
    fixed: dict[str, Any] = {"policy_id": None, "recommendation_id": None, "label": None, "flag": None}
    fixed |= {"reported_text": display(cell.figures)}
    id = f"{owner.get('policy_id') or owner.get('recommendation_id')}/{owner['key']}"
    row = rows.add("fact", id, fixed | owner)
    ids = add_figures(rows, row, cell.figures)
    for figure, place in zip(ids, locate(cell.figures, excerpts), strict=True):
        stated.add(figure, place, excerpts)
    return id


def read_fact(rows: RecordRows, fact: Row) -> dict[str, Any]:
    """Cell, label, excerpts and flag of a fact."""
    figures = rows.ordered("figure", fact_id=fact["id"])
    ids = {row["id"] for row in figures}
    sources = [row for row in rows.of("figure_source") if row["figure_id"] in ids]
    read = read_figures(figures, rows.below("qualifier", "figure_id"))
    return present_values(
        {
            "cell": read_cell(rows, read),
            "label": fact["label"],
            "stated": read_excerpts(sources),
            "flag": fact["flag"],
        }
    )


def _add_limits(rows: RecordRows, guideline: GuidelineRecord, names: RecordNames) -> None:
    stated = FigureSources(rows, guideline.document, guideline.reference)
    for index, item in enumerate(guideline.recommendations):
        id = f"{guideline.guideline}/{item.key}"
        for number, (key, cell) in numbered(item.thresholds.items()):
            owner = {"recommendation_id": id, "key": key, "position": number}
            rows.note(f"{id}/{key}", ("recommendations", index, "thresholds", key))
            add_fact(rows, owner, cell, item.stated.get(key, ()), stated)


def _read_limits(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    data["document"] = document_of(rows)
    limits = rows.below("fact", "recommendation_id")
    for item in data.get("recommendations", ()):
        facts = {
            fact["key"]: read_fact(rows, fact)
            for fact in limits.get(f"{data['guideline']}/{item['key']}", ())
        }
        item["thresholds"] = {key: fact["cell"] for key, fact in facts.items()}
        item["stated"] = {key: fact["stated"] for key, fact in facts.items() if "stated" in fact}


def _grades(guideline: GuidelineRecord) -> Iterator[Pointer]:
    for index, item in enumerate(guideline.recommendations):
        for place, given in enumerate(item.grades):
            path = ("recommendations", index, "grades", place, "grade")
            yield Pointer(path, "grades", f"{given.grading}/{given.grade}")


RECOMMENDATION_LIMITS = SpecialMapping(
    {GuidelineRecord: ("document",), RecommendationEntry: ("thresholds", "stated")},
    FACTS,
    _add_limits,
    _read_limits,
    _grades,
)
