"""A difference as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kb.differences.changed_places import ChangedPlace, renumbered
from kb.differences.conclusions import Conclusions
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference
from kb.documents.render.as_json import line_data


def render_json(difference: Difference, levels: Sequence[str]) -> str:
    """``policy``, ``before``, ``after`` and one key for each level asked for."""
    data: dict[str, Any] = {
        "policy": difference.policy,
        "before": difference.before.label,
        "after": difference.after.label,
    }
    if "records" in levels:
        data["records"] = [_record(record) for record in difference.records]
    if "conclusions" in levels:
        data["conclusions"] = _conclusions(difference.conclusions)
    if "document" in levels:
        data["document"] = {
            "renumbered": renumbered(difference.redline),
            "changes": [_place_data(place) for place in difference.places],
        }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _record(record: RecordDifference) -> dict[str, Any]:
    rows = [
        {
            "place": row.place,
            "path": list(row.path),
            "kind": row.kind.value,
            "before": row.before or None,
            "after": row.after or None,
        }
        for row in record.rows()
    ]
    return {
        "record": record.record,
        "title": record.title or None,
        "kind": record.kind.value,
        "changes": rows,
    }


def _conclusions(conclusions: Conclusions) -> dict[str, Any]:
    indications = [
        {
            "indication": difference.key,
            "title": difference.title,
            "kind": difference.kind,
            "aspects": [
                {
                    "aspect": aspect.name,
                    "before": aspect.before or None,
                    "after": aspect.after or None,
                    "changed": aspect.is_changed,
                    "why": list(aspect.why),
                }
                for aspect in difference.aspects
            ],
        }
        for difference in conclusions.indications
    ]
    sentences = [
        {
            "change": difference.place.number,
            "headings": list(difference.place.headings),
            "before": difference.before.plain or None,
            "after": difference.after.plain or None,
            "why": list(difference.why),
        }
        for difference in conclusions.sentences
    ]
    return {"indications": indications, "sentences": sentences}


def _place_data(place: ChangedPlace) -> dict[str, Any]:
    return {
        "change": place.number,
        "headings": list(place.headings),
        "kind": place.change or "changed",
        "block": place.kind,
        "lines": [line_data(line) for line in place.lines],
    }
