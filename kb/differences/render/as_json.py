"""A difference as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kb.differences.conclusions import Conclusions
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference
from kb.differences.redline import (
    MarkedFact,
    MarkedItem,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    Spot,
    renumbered,
    spots,
)
from kb.differences.render.wording import of_spot
from kb.differences.words import Words


def render_json(difference: Difference, levels: Sequence[str]) -> str:
    """``policy``, ``before``, ``after`` and one key for each level asked for."""
    data: dict[str, Any] = {
        "policy": difference.policy,
        "before": difference.before.label,
        "after": difference.after.label,
    }
    if "records" in levels:
        data["records"] = [_record(one) for one in difference.records]
    if "conclusions" in levels:
        data["conclusions"] = _conclusions(difference.conclusions)
    if "document" in levels:
        data["document"] = {
            "renumbered": renumbered(difference.redline),
            "changes": [_spot(spot) for spot in spots(difference.redline)],
        }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _record(one: RecordDifference) -> dict[str, Any]:
    rows = [
        {
            "place": row.place,
            "path": list(row.path),
            "kind": row.kind.value,
            "before": row.before or None,
            "after": row.after or None,
        }
        for row in one.rows()
    ]
    return {"record": one.record, "title": one.title or None, "kind": one.kind.value, "changes": rows}


def _conclusions(conclusions: Conclusions) -> dict[str, Any]:
    indications = [
        {
            "indication": one.key,
            "title": one.title,
            "kind": one.kind,
            "aspects": [
                {
                    "aspect": aspect.name,
                    "before": aspect.before or None,
                    "after": aspect.after or None,
                    "changed": aspect.is_changed,
                    "why": list(aspect.why),
                }
                for aspect in one.aspects
            ],
        }
        for one in conclusions.indications
    ]
    sentences = [
        {
            "change": one.change,
            "headings": list(one.headings),
            "before": one.before or None,
            "after": one.after or None,
            "why": list(one.why),
        }
        for one in conclusions.sentences
    ]
    return {"indications": indications, "sentences": sentences}


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "change": spot.number,
        "headings": list(spot.headings),
        "kind": of_spot(spot),
        "block": type(spot.block).__name__.removeprefix("Marked").lower(),
        "words": [_words(words) for words in _lines(spot)],
    }


def _lines(spot: Spot) -> tuple[Words, ...]:
    block = spot.block
    if isinstance(block, MarkedParagraph | MarkedItem):
        return (block.words,)
    if isinstance(block, MarkedRow):
        return block.cells
    if isinstance(block, MarkedFact):
        return (block.label, block.value)
    if isinstance(block, MarkedSection):
        return (block.title,)
    return (block.caption, *block.header)


def _words(words: Words) -> list[dict[str, str]]:
    return [
        {"op": span.op.value, "style": span.style.value, "text": span.text}
        | ({"reference": span.reference} if span.reference else {})
        for span in words
    ]
