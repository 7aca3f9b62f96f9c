"""The conclusions of a review as a page for people, and as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table
from kb.inlines import Line, Strong
from kb.review.concluding.change import EvidenceChange, counted
from kb.review.concluding.finding_basis import FindingMark, ReviewedFinding
from kb.review.concluding.sign_offs import ReviewConclusions, ReviewedIndication, SignOffStatus


def build_conclusions_page(conclusions: ReviewConclusions) -> Document:
    """One section per indication: verdict and sign-off, what changed, and the findings with their marks."""
    cycle, since = conclusions.cycle, conclusions.since
    facts = (
        ("Review", f"opened on {cycle.opened}, {cycle.state}"),
        ("Compared with", "no release yet" if since is None else f"the version of {since.effective_date}"),
    )
    sections = tuple(_section(one, conclusions) for one in conclusions.indications)
    return Document(f"{cycle.policy}: conclusions", facts, sections)


def conclusions_data(conclusions: ReviewConclusions) -> dict[str, Any]:
    """The same as plain data for programs."""
    return {
        "policy": conclusions.cycle.policy,
        "review_cycle": conclusions.cycle.id,
        "state": conclusions.cycle.state,
        "since": None if conclusions.since is None else conclusions.since.effective_date,
        "indications": [_data(one) for one in conclusions.indications],
    }


def _data(one: ReviewedIndication) -> dict[str, Any]:
    return {
        "indication": one.key,
        "title": one.title,
        "verdict": one.verdict,
        "effect": one.effect,
        "stale": one.is_stale,
        "sign_off": one.sign_off.value,
        "approval": None if one.approval is None else asdict(one.approval),
        "basis": one.basis,
        "counts": counted(one.changes),
        "changes": [_changed(change) for change in one.changes],
        "findings": [
            {
                "finding": finding.key,
                "state": finding.mark.value,
                "text": finding.text,
                "shown": finding.shown,
                "touched_by": [str(change) for change in finding.touched_by],
            }
            for finding in one.findings
        ],
        "studies_without_finding": list(one.unused),
    }


def _changed(change: EvidenceChange) -> dict[str, str | None]:
    return {
        "what": change.what.value,
        "how": change.how,
        "key": change.key,
        "before": change.before,
        "after": change.after,
        "study": change.study,
    }


def _section(one: ReviewedIndication, conclusions: ReviewConclusions) -> Section:
    blocks: list[Block] = [_verdict(one)]
    if conclusions.since is not None:
        said = counted(one.changes) or "nothing"
        blocks.append(Paragraph(f"Changed since {conclusions.since.effective_date}: {said}."))
        if one.changes:
            blocks.append(_changes(one))
    if one.findings:
        blocks.append(_findings(one))
    if one.unused:
        blocks.append(Paragraph(f"No finding rests on these new studies yet: {', '.join(one.unused)}."))
    blocks += _touched(one)
    return Section(f"{one.title} ({one.key})", tuple(blocks), key=one.key)


def _verdict(one: ReviewedIndication) -> Paragraph:
    verdict = "There is no conclusion yet" if one.verdict is None else f"The evidence is {one.verdict}"
    stale = Line(" ", Strong("Stale: look at it again.")) if one.is_stale else Line()
    return Paragraph(Line(f"{verdict}. {_sign_off(one)}", stale))


def _sign_off(one: ReviewedIndication) -> str:
    if one.approval is None:
        return "Not signed in this review."
    signed = f"by {one.approval.who} on {one.approval.at[:10]}"
    if one.sign_off is SignOffStatus.APPROVED:
        return f"Signed {signed}: {one.approval.because}"
    return f"Requires review: signed {signed} as {one.approval.verdict}, and changed since."


def _changes(one: ReviewedIndication) -> Table:
    rows = tuple(
        (change.what.value, change.how, change.key, change.before or "", change.after or "")
        for change in one.changes
    )
    return Table("", ("What", "How", "Which", "Before", "Now"), rows)


def _findings(one: ReviewedIndication) -> Table:
    rows = tuple((finding.key, finding.mark.value, finding.shown) for finding in one.findings)
    return Table("", ("ReviewedFinding", "State", "Text"), rows)


def _touched(one: ReviewedIndication) -> list[Block]:
    """For each finding whose basis changed: what of it."""
    return [
        Section(f"{_why(finding)} {finding.key}", (Bullets(map(str, finding.touched_by)),))
        for finding in one.findings
        if finding.touched_by
    ]


def _why(finding: ReviewedFinding) -> str:
    return "Why stale:" if finding.mark is FindingMark.STALE else "What changed under"
