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
    sections = tuple(_section(indication, conclusions) for indication in conclusions.indications)
    return Document(f"{cycle.policy}: conclusions", facts, sections)


def conclusions_data(conclusions: ReviewConclusions) -> dict[str, Any]:
    """The same as plain data for programs."""
    return {
        "policy": conclusions.cycle.policy,
        "review_cycle": conclusions.cycle.id,
        "state": conclusions.cycle.state,
        "since": None if conclusions.since is None else conclusions.since.effective_date,
        "indications": [_data(indication) for indication in conclusions.indications],
    }


def _data(indication: ReviewedIndication) -> dict[str, Any]:
    return {
        "indication": indication.key,
        "title": indication.title,
        "verdict": indication.verdict,
        "effect": indication.effect,
        "stale": indication.is_stale,
        "doubts": list(indication.doubts),
        "sign_off": indication.sign_off.value,
        "approval": None if indication.approval is None else asdict(indication.approval),
        "basis": indication.basis,
        "counts": counted(indication.changes),
        "changes": [_changed(change) for change in indication.changes],
        "findings": [
            {
                "finding": finding.key,
                "state": finding.mark.value,
                "text": finding.text,
                "shown": finding.shown,
                "touched_by": [str(change) for change in finding.touched_by],
            }
            for finding in indication.findings
        ],
        "studies_without_finding": list(indication.unused),
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


def _section(indication: ReviewedIndication, conclusions: ReviewConclusions) -> Section:
    blocks: list[Block] = [_verdict(indication)]
    if indication.doubts:
        blocks.append(Paragraph(Line(Strong("Before you sign: "), " ".join(indication.doubts))))
    if conclusions.since is not None:
        summary = counted(indication.changes) or "nothing"
        blocks.append(Paragraph(f"Changed since {conclusions.since.effective_date}: {summary}."))
        if indication.changes:
            blocks.append(_changes(indication))
    if indication.findings:
        blocks.append(_findings(indication))
    if indication.unused:
        blocks.append(
            Paragraph(f"No finding rests on these new studies yet: {', '.join(indication.unused)}.")
        )
    blocks += _touched(indication)
    return Section(f"{indication.title} ({indication.key})", tuple(blocks), key=indication.key)


def _verdict(indication: ReviewedIndication) -> Paragraph:
    verdict = "There is no verdict" if indication.verdict is None else f"The evidence is {indication.verdict}"
    stale = Line(" ", Strong("Stale: look at it again.")) if indication.is_stale else Line()
    return Paragraph(Line(f"{verdict}. {_sign_off(indication)}", stale))


def _sign_off(indication: ReviewedIndication) -> str:
    if indication.approval is None:
        return "Not signed in this review."
    signed = f"by {indication.approval.who} on {indication.approval.at[:10]}"
    if indication.sign_off is SignOffStatus.APPROVED:
        return f"Signed {signed}: {indication.approval.because}"
    verdict = f"as {indication.approval.verdict}" if indication.approval.verdict else "without a verdict"
    return f"Requires review: signed {signed} {verdict}, and changed since."


def _changes(indication: ReviewedIndication) -> Table:
    rows = tuple(
        (change.what.value, change.how, change.key, change.before or "", change.after or "")
        for change in indication.changes
    )
    return Table("", ("What", "How", "Which", "Before", "Now"), rows)


def _findings(indication: ReviewedIndication) -> Table:
    rows = tuple((finding.key, finding.mark.value, finding.shown) for finding in indication.findings)
    return Table("", ("Finding", "State", "Text"), rows)


def _touched(indication: ReviewedIndication) -> list[Block]:
    """For each finding whose basis changed: what of it."""
    return [
        Section(f"{_why(finding)} {finding.key}", (Bullets(map(str, finding.touched_by)),))
        for finding in indication.findings
        if finding.touched_by
    ]


def _why(finding: ReviewedFinding) -> str:
    return "Why stale:" if finding.mark is FindingMark.STALE else "What changed under"
