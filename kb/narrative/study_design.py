"""How a study was designed and conducted, as short facts: masking, allocation, sites, dates, early stop."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import COHORT_RELATION, MASKED_ROLE, MASKING, STOP_REASON
from kb.evidence.study import Margin, Study
from kb.inlines import Line, TermText, joined
from kb.narrative.phrasing import in_words, listed, sentence

FUNDING_WORDS = {
    "industry": "industry",
    "public": "public",
    "nonprofit": "nonprofit",
    "mixed": "industry and others",
    "none": "none",
}
_MET = {"yes": " and was met", "no": " and was not met", "unclear": "; whether it was met is unclear"}
_WHY = {
    "benefit": " for benefit",
    "harm": " for harm or safety",
    "futility": " for futility",
    "enrollment": " because too few took part",
    "sponsor": " by decision of the sponsor",
    "other": " for another reason",
    "not-stated": ", no reason stated",
}
Fact = tuple[str, str | Line]
"""What a fact is called, and what it says; empty where nothing is entered."""

_ROLES = dict(
    zip(
        MASKED_ROLE,
        ("participants", "care providers", "investigators", "outcome assessors", "analysts"),
        strict=True,
    )
)
_LEVELS = {"none": "open label", **{level: f"{level}-masked" for level in MASKING if level != "none"}}
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
    level = _LEVELS.get(study.masking or "", "")
    roles = listed([_ROLES[role] for role in study.masked])
    if not roles:
        return Line(level)
    return Line(level, ": ", roles) if level else roles


def conduct_facts(study: Study) -> Iterator[Fact]:
    """Dates, sites and countries."""
    yield "Conducted", period(study)
    yield "Sites", "" if study.sites is None else f"{study.sites:,}"
    yield "Countries", ", ".join(study.countries)


def design_sentences(study: Study) -> Iterator[Line]:
    """A sentence of facts about design and conduct, one on money and interests, and one a margin."""
    facts: list[Line] = [
        Line("registered as ", listed([entry.number for entry in study.registrations]))
        if study.registrations
        else Line(),
        Line("conducted ", period(study)) if period(study) else Line(),
        _places(study),
        Line("allocation ", study.allocation_ratio) if study.allocation_ratio else Line(),
        _masked(study),
        _stopped(study),
    ]
    if told := [fact for fact in facts if fact]:
        yield sentence(joined("; ", told))
    given = [
        Line(TermText(arm.label, (f"arm:{study.id}/{arm.key}",)), ": ", arm.given)
        for arm in study.arms.values()
        if arm.given
    ]
    if given:
        yield sentence(joined("; ", given))
    money = [
        Line("sponsor: ", study.sponsor) if study.sponsor else Line(),
        Line("funding: ", FUNDING_WORDS[study.funding]) if study.funding else Line(),
        Line("conflicts of interest: ", study.conflicts) if study.conflicts else Line(),
    ]
    if told := [fact for fact in money if fact]:
        yield sentence(joined("; ", told))
    for margin in study.margins:
        yield sentence(_margin(study, margin))


def _places(study: Study) -> Line:
    sites = f"{study.sites:,} site{'' if study.sites == 1 else 's'}" if study.sites is not None else ""
    countries = listed(study.countries)
    if sites and countries:
        return Line(sites, " in ", countries)
    return Line(sites) if sites else Line("in ", countries) if countries else Line()


def _masked(study: Study) -> Line:
    """``double-masked (participants and outcome assessors)``; empty when not stated."""
    level = _LEVELS.get(study.masking or "", "masked")
    if not study.masked:
        said = study.masking is None or (study.masking == "none" and "open-label" in study.design_name)
        return Line() if said else Line(level)
    return Line(level, " (", listed([_ROLES[role] for role in study.masked]), ")")


def _stopped(study: Study) -> Line:
    if study.stopped_because is None:
        return Line()
    note = f" ({study.stopped_note})" if study.stopped_note else ""
    return Line("stopped early", _WHY[study.stopped_because], note)


def _margin(study: Study, margin: Margin) -> Line:
    """``The noninferiority margin for pain was 1 point and was met``, with the set it was judged in."""
    where = ""
    if margin.population != "whole":
        label = study.populations[margin.population].label
        where = f" in {label}" if label.startswith(("the ", "all ")) else f" in the {label}"
    note = f" ({margin.note})" if margin.note else ""
    name = TermText(margin.outcome_name, (f"outcome:{margin.outcome}",))
    met = _MET.get(margin.met or "", "")
    return Line(f"the {margin.hypothesis} margin for ", name, f"{where} was {margin.margin}{note}{met}")


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
