"""An audit as JSON, with everything that it found."""

from __future__ import annotations

import json
from typing import Any

from kb.audit.audit import Audit
from kb.audit.held import Held
from kb.audit.labels import Mention
from kb.audit.numerals import Numeral
from kb.audit.snippets import snippet
from kb.audit.source import Source
from kb.audit.tallies import Tally


def render_json(audit: Audit) -> str:
    """The audit as one JSON object; offsets count characters from 0, lines and columns from 1."""
    source, choice = audit.source, audit.choice
    data = {
        "file": source.file,
        "form": source.form,
        "characters": len(source.text),
        "document": choice.document,
        "title": choice.title,
        "is_the_document": choice.same,
        "chosen": choice.why,
        "whole": audit.whole,
        "total": _tally(audit.total),
        "owners": [_tally(tally) for tally in audit.tallies],
        "figures": [_held(source, one) for one in audit.held],
        "numbers": [_numeral(source, one) for one in audit.numerals],
        "labels": [_mention(source, one) for one in audit.mentions],
        "unnamed_studies": [{"study": name.key, "label": name.label} for name in audit.unnamed],
        "remarks": list(source.remarks),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _tally(tally: Tally) -> dict[str, Any]:
    owner = {} if tally.owner is None else {"kind": tally.owner.kind, "key": tally.owner.key}
    return {
        **owner,
        "label": tally.label,
        "ok": tally.ok,
        "differs": tally.differs,
        "gone": tally.gone,
        "claimed": tally.claimed,
        "unclaimed": tally.unclaimed,
        "coverage_percent": None if tally.coverage is None else round(tally.coverage, 2),
    }


def _place(source: Source, offset: int) -> dict[str, Any]:
    place = source.place(offset)
    return {"page": place.page, "line": place.line, "column": place.column}


def _held(source: Source, one: Held) -> dict[str, Any]:
    claim = one.claim
    start, stop = one.span or (one.near, one.near)
    return {
        "figure": claim.figure,
        "owner": {"kind": claim.owner.kind, "key": claim.owner.key},
        "status": one.status.value,
        "difference": one.kind.value if one.kind else None,
        "reported": claim.reported,
        "statement": claim.statement,
        "outcome": claim.outcome,
        "subject": claim.subject,
        "population": claim.population,
        "time": claim.time,
        "recorded": {
            "start": claim.start,
            "printed": claim.printed,
            "excerpt_start": claim.excerpt_start,
            "excerpt": claim.excerpt,
        },
        "found": None if one.span is None else {"start": start, "stop": stop, "printed": one.printed},
        "place": _place(source, one.near),
        "text": str(snippet(source.text, start, stop)),
    }


def _numeral(source: Source, one: Numeral) -> dict[str, Any]:
    return {
        "start": one.start,
        "stop": one.stop,
        "printed": source.text[one.start : one.stop],
        "study": one.study,
        "fate": one.fate.value,
        "reason": one.reason or None,
        "figures": list(one.figures),
        "place": _place(source, one.start),
        "text": str(snippet(source.text, one.start, one.stop)),
    }


def _mention(source: Source, one: Mention) -> dict[str, Any]:
    return {
        "start": one.start,
        "stop": one.stop,
        "printed": one.printed,
        "known": one.known.value,
        "study": one.study,
        "key": one.key or None,
        "nearest": one.nearest or None,
        "place": _place(source, one.start),
    }
