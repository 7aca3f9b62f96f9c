"""How a study was designed and conducted, as short facts: masking, allocation, sites, dates, early stop."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import COHORT_RELATION, MASKED_ROLE, MASKING, STOP_REASON
from kb.evidence.study import Study
from kb.inlines import Line, TermText
from kb.narrative.phrasing import in_words, listed

Fact = tuple[str, str | Line]
"""What a fact is called, and what it says; empty where nothing is entered."""

MASKED_ROLES = dict(
    zip(
        MASKED_ROLE,
        ("participants", "care providers", "investigators", "outcome assessors", "analysts"),
        strict=True,
    )
)
MASKING_LEVELS = {"none": "open label", **{level: f"{level}-masked" for level in MASKING if level != "none"}}
_RELATIONS = dict(
    zip(COHORT_RELATION, ("Extension of", "Continued by", "Shares participants with"), strict=True)
)


def design_facts(study: Study) -> Iterator[Fact]:
    """Allocation, masking, early stop."""
    yield "Allocation", study.allocation_ratio or ""
    yield "Masking", masking(study)
    if study.stopped_because is not None:
        reason = STOP_REASON[study.stopped_because]
        yield "Stopped early", f"{reason}; {study.stopped_note}" if study.stopped_note else reason


def masking(study: Study) -> Line:
    """``double-masked: participants and outcome assessors``; empty when not stated."""
    level = MASKING_LEVELS.get(study.masking or "", "")
    roles = listed([MASKED_ROLES[role] for role in study.masked])
    if not roles:
        return Line(level)
    return Line(level, ": ", roles) if level else roles


def conduct_facts(study: Study) -> Iterator[Fact]:
    """Dates, sites and countries."""
    yield "Conducted", period(study)
    yield "Sites", "" if study.sites is None else f"{study.sites:,}"
    yield "Countries", ", ".join(study.countries)


def period(study: Study) -> str:
    """``2014-2016``, ``March 2014 to 2016``, ``2015, ongoing``; empty when no date is stated."""
    start, end = (in_words(day) if day else "" for day in (study.conducted_from, study.conducted_to))
    if study.ongoing:
        return f"{start}-ongoing" if start.isdigit() else f"{start}, ongoing"
    if not start or not end or start == end:
        return start or (f"until {end}" if end else "")
    return f"{start}-{end}" if start.isdigit() and end.isdigit() else f"{start} to {end}"


def cohort_facts(study: Study) -> Iterator[Fact]:
    """The studies that it continues, that continue it, or that report the same participants."""
    for relation, name in _RELATIONS.items():
        others = [
            TermText(cohort.label, (f"study:{cohort.study}",))
            for cohort in study.shared_cohorts
            if cohort.relation == relation
        ]
        yield name, listed([Line(other) for other in others])
