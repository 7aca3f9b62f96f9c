"""An audit as one table: every figure, every unclaimed number, every label that is not on file."""

from __future__ import annotations

from collections.abc import Iterator

from kb.audit.audit import Audit
from kb.audit.snippets import snippet
from kb.audit.wording import KINDS, about_label
from kb.forms.text import as_csv
from kb.forms.values import Value

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


def render_csv(audit: Audit) -> str:
    """The audit as CSV; ``status`` is ok, differs, gone, unclaimed or label."""
    return "".join(as_csv(COLUMNS, _rows(audit)))


def _rows(audit: Audit) -> Iterator[tuple[Value, ...]]:
    source = audit.source
    for one in audit.held:
        claim = one.claim
        what = (claim.outcome, claim.subject, claim.population, claim.time, claim.statement, claim.printed)
        remark = KINDS[one.kind] if one.kind else ""
        shown = snippet(source.text, *(one.span or (one.near, one.near)))
        place = _place(audit, one.near)
        yield one.status.value, str(claim.owner), claim.figure, *what, one.printed, remark, *place, str(shown)
    for number in audit.unclaimed:
        printed = source.text[number.start : number.stop]
        shown = snippet(source.text, number.start, number.stop)
        place = _place(audit, number.start)
        yield "unclaimed", number.study or "", *[""] * 7, printed, "", *place, str(shown)
    for label in audit.unknown:
        shown = snippet(source.text, label.start, label.stop)
        place = _place(audit, label.start)
        yield "label", label.study or "", *[""] * 7, label.printed, about_label(label), *place, str(shown)


def _place(audit: Audit, offset: int) -> tuple[int | None, int, int]:
    place = audit.source.place(offset)
    return place.page, place.line, place.column
