"""An audit for programs: one table of all that it found, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kb.audit.audit import Audit, UnlocatedFigure
from kb.audit.checked_claims import CheckedClaim
from kb.audit.claims import FigureClaim
from kb.audit.context import snippet
from kb.audit.label_mentions import Mention
from kb.audit.numerals import Numeral
from kb.audit.source_text import SourceText
from kb.audit.tallies import Tally
from kb.audit.wording import KINDS, about_label
from kb.audit.words.disagreements import Disagreement
from kb.forms.values import Value


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
        "figures": [_held(source, check) for check in audit.checks],
        "numbers": [_numeral(source, numeral) for numeral in audit.numerals],
        "labels": [_mention(source, mention) for mention in audit.mentions],
        "unlocated": [_unlocated(figure) for figure in audit.unlocated],
        "disagreements": [_told(source, told) for told in audit.disagreements],
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
        "unlocated": tally.unlocated,
        "coverage_percent": None if tally.coverage is None else round(tally.coverage, 2),
    }


def _place(source: SourceText, offset: int) -> dict[str, Any]:
    place = source.place(offset)
    return {"page": place.page, "line": place.line, "column": place.column}


def _held(source: SourceText, check: CheckedClaim) -> dict[str, Any]:
    claim = check.claim
    start, stop = check.span or (check.near, check.near)
    return {
        "figure": claim.figure,
        "owner": {"kind": claim.owner.kind, "key": claim.owner.key},
        "status": check.status.value,
        "difference": check.kind.value if check.kind else None,
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
        "found": None if check.span is None else {"start": start, "stop": stop, "printed": check.printed},
        "place": _place(source, check.near),
        "text": str(snippet(source.text, start, stop)),
    }


def _unlocated(figure: UnlocatedFigure) -> dict[str, Any]:
    claim = figure.claim
    return {
        "figure": claim.figure,
        "study": claim.owner.key,
        "reported": claim.reported,
        "statement": claim.statement,
        "outcome": claim.outcome,
        "subject": claim.subject,
        "population": claim.population,
        "time": claim.time,
        "printed_at": list(figure.printed_at),
    }


def _told(source: SourceText, told: Disagreement) -> dict[str, Any]:
    return {
        "figure": told.claim.figure,
        "study": told.claim.owner.key,
        "kind": told.kind.value,
        "message": told.message,
        "flagged_in_record": told.known,
        "sentence": " ".join(source.text[slice(*told.sentence)].split()),
        "place": _place(source, told.span[0]),
    }


def _numeral(source: SourceText, numeral: Numeral) -> dict[str, Any]:
    return {
        "start": numeral.start,
        "stop": numeral.stop,
        "printed": source.text[numeral.start : numeral.stop],
        "study": numeral.study,
        "fate": numeral.fate.value,
        "reason": numeral.reason or None,
        "figures": list(numeral.figures),
        "place": _place(source, numeral.start),
        "text": str(snippet(source.text, numeral.start, numeral.stop)),
    }


def _mention(source: SourceText, mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "stop": mention.stop,
        "printed": mention.printed,
        "known": mention.known.value,
        "study": mention.study,
        "key": mention.key or None,
        "nearest": mention.nearest or None,
        "place": _place(source, mention.start),
    }


COLUMNS = (
    "status",
    "owner",
    "figure",
    "outcome",
    "subject",
    "population",
    "time",
    "statement",
    "recorded",
    "printed",
    "remark",
    "page",
    "line",
    "column",
    "text",
)


def rows(audit: Audit) -> Iterator[tuple[Value, ...]]:
    """All that the audit found, by COLUMNS; ``status`` is ok, differs, gone, words, unlocated, unclaimed
    or label.
    """
    source = audit.source
    for check in audit.checks:
        claim = check.claim
        what = (claim.outcome, claim.subject, claim.population, claim.time, claim.statement, claim.printed)
        remark = KINDS[check.kind] if check.kind else ""
        shown = snippet(source.text, *(check.span or (check.near, check.near)))
        place = _cells_of_place(audit, check.near)
        yield (
            check.status.value,
            str(claim.owner),
            claim.figure,
            *what,
            check.printed,
            remark,
            *place,
            str(shown),
        )
    for told in audit.disagreements:
        sentence = " ".join(source.text[slice(*told.sentence)].split())
        place = _cells_of_place(audit, told.span[0])
        there = source.text[slice(*told.span)]
        yield "words", *_cells_of_figure(told.claim), there, told.message, *place, sentence
    for figure in audit.unlocated:
        where = (
            f"printed at {'; '.join(figure.printed_at)}" if figure.printed_at else "not printed as a number"
        )
        yield "unlocated", *_cells_of_figure(figure.claim), "", where, None, None, None, ""
    for number in audit.unclaimed:
        printed = source.text[number.start : number.stop]
        shown = snippet(source.text, number.start, number.stop)
        place = _cells_of_place(audit, number.start)
        yield "unclaimed", number.study or "", *[""] * 7, printed, "", *place, str(shown)
    for label in audit.unknown:
        shown = snippet(source.text, label.start, label.stop)
        place = _cells_of_place(audit, label.start)
        yield "label", label.study or "", *[""] * 7, label.printed, about_label(label), *place, str(shown)


def _cells_of_figure(claim: FigureClaim) -> tuple[str, ...]:
    what = (claim.outcome, claim.subject, claim.population, claim.time)
    return str(claim.owner), claim.figure, *what, claim.statement, claim.printed


def _cells_of_place(audit: Audit, offset: int) -> tuple[int | None, int, int]:
    place = audit.source.place(offset)
    return place.page, place.line, place.column
