"""A reference has what a reader needs to find it, and its dates and pages are possible.

Why: an entry without journal or year cannot be looked up, and one with pages that run backwards or a date to
come was typed wrong.

How: a journal article needs a journal, a year, a volume or issue, and pages or an article number; a report or
web page needs a date, a version or the day on which it was read. A date of publication may not lie more than
a year ahead of the day of the check, the day of reading may not lie ahead of it at all, nor before the
publication. Page ranges may be shortened (1579-90) but not run backwards.

What fits: an article with a PMID or DOI may lack volume and pages for two years after its year, because it
may only be online so far; then it is a note. Letters before page numbers (e252-65, S12-S19), Roman numbers
and several ranges are understood or left alone. Journals that number issues without volumes are complete
with an issue.

Limits: a part that is there but wrong is not found.

Source: ICMJE Recommendations, section IV.A.3.g, and NLM, Citing Medicine, 2nd edition, chapters 1 and 25;
AMA Manual of Style, 11th edition, sections 3.11 and 3.15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import in_years, is_after, shown
from kb.evidence.references import Reference

_RANGE = re.compile(r"([A-Za-z]{0,2})([1-9]\d*)\s*[-\u2013]\s*([A-Za-z]{0,2})(\d+)")
_ONLINE_YEARS = 2

Found = Iterator[tuple[Severity, str, str, str]]
"""Severity, the part that it is about, the message, and what is printed there."""


@rule(
    Subject.REFERENCE,
    Severity.ERROR,
    source="ICMJE Recommendations, section IV.A.3.g; NLM, Citing Medicine, 2nd edition, chapters 1 and 25",
    title="A reference can be found, and its dates and pages are possible",
)
def check_incomplete_reference(reference: Reference) -> Iterator[CheckProblem]:
    """One problem for each part that is missing or impossible."""
    for parts in (_missing(reference), _dates(reference), _pages(reference)):
        for severity, part, message, found in parts:
            yield CheckProblem(
                severity=severity,
                record=reference.record,
                place=part,
                message=message,
                found=found,
            )


def _missing(reference: Reference) -> Found:
    if not reference.is_article:
        if not (reference.issued or reference.accessed or reference.version):
            message = (
                "Neither a date, a version nor the day on which it was read is given: add what is known."
            )
            yield Severity.WARNING, "issued", message, ""
        return
    needed = {"container-title": reference.journal, "issued": reference.issued}
    for part, value in needed.items():
        if value is None:
            word = "journal" if part == "container-title" else "date of publication"
            yield Severity.WARNING, part, f"The article has no {word}.", ""
    severity = Severity.NOTE if _may_be_online_only(reference) else Severity.WARNING
    if reference.volume is None and reference.issue is None:
        yield severity, "volume", f"The article has no volume. {_advice(severity)}", ""
    if reference.page is None:
        yield (
            severity,
            "page",
            f"The article has neither pages nor an article number. {_advice(severity)}",
            "",
        )


def _may_be_online_only(reference: Reference) -> bool:
    identified = any(scheme in ("pmid", "doi") for scheme, _ in reference.identifiers)
    return identified and reference.year is not None and reference.year >= clock.today().year - _ONLINE_YEARS


def _advice(severity: Severity) -> str:
    if severity is Severity.NOTE:
        return "It may have been online only; complete it when it has appeared in an issue."
    return "Look it up and complete the reference."


def _dates(reference: Reference) -> Found:
    today = clock.today()
    if reference.issued is not None and is_after(reference.issued, in_years(today, 1)):
        message = f"The date of publication, {reference.issued}, is more than a year ahead."
        yield Severity.ERROR, "issued", message, reference.issued
    if reference.accessed is None:
        return
    if is_after(reference.accessed, shown(today)):
        message = f"It is said to have been read on {reference.accessed}, a day that has not come yet."
        yield Severity.ERROR, "accessed", message, reference.accessed
    if is_after(reference.issued, reference.accessed):
        message = f"It is said to have been read on {reference.accessed}, before it was published."
        yield Severity.WARNING, "accessed", message, f"{reference.accessed}, published {reference.issued}"


def _pages(reference: Reference) -> Found:
    for part in re.split(r"[,;]", reference.page or ""):
        if (match := _RANGE.fullmatch(part.strip())) is None:
            continue
        before, first, after, last = match.groups()
        if after.lower() not in ("", before.lower()) or (len(last) == len(first) and last[0] == "0"):
            continue
        full = first[: max(0, len(first) - len(last))] + last
        if int(full) < int(first):
            message = f"The pages run backwards, from {before}{first} to {before}{full}."
            yield Severity.WARNING, "page", message, str(reference.page)
