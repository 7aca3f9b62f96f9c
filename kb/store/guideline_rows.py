"""What is special in guidelines: the limits in their recommendations, and the document that states them."""

from __future__ import annotations

from typing import Any

from kb.records.guidelines import Guideline, Recommendation
from kb.store.facts import add_fact, read_fact
from kb.store.figures import Stated, document_of
from kb.store.names import Names
from kb.store.rows import Rows, numbered
from kb.store.special import FACTS, SpecialMapping


def _add(rows: Rows, guideline: Guideline, names: Names) -> None:
    stated = Stated(rows, guideline.document, guideline.reference)
    for index, item in enumerate(guideline.recommendations):
        id = f"{guideline.guideline}/{item.key}"
        for number, (key, cell) in numbered(item.thresholds.items()):
            owner = {"recommendation_id": id, "key": key, "position": number}
            rows.note(f"{id}/{key}", ("recommendations", index, "thresholds", key))
            add_fact(rows, owner, cell, item.stated.get(key, ()), stated)


def _read(rows: Rows, data: dict[str, Any], names: Names) -> None:
    data["document"] = document_of(rows)
    limits = rows.below("fact", "recommendation_id")
    for item in data.get("recommendations", ()):
        facts = {
            fact["key"]: read_fact(rows, fact)
            for fact in limits.get(f"{data['guideline']}/{item['key']}", ())
        }
        item["thresholds"] = {key: fact["cell"] for key, fact in facts.items()}
        item["stated"] = {key: fact["stated"] for key, fact in facts.items() if "stated" in fact}


RECOMMENDATION_LIMITS = SpecialMapping(
    {Guideline: ("document",), Recommendation: ("thresholds", "stated")}, FACTS, _add, _read
)
