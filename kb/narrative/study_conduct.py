"""How a study was run, in sentences: registration, money, dates, sites; masking; what was given; margins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.evidence.study import Arm, Margin, Study
from kb.inlines import Line, TermText, cut, joined, led
from kb.narrative.phrasing import bracketed, in_words, listed, sentence, was, with_the
from kb.narrative.study_design import MASKED_ROLES, MASKING_LEVELS

_FUNDED = {
    "industry": "was funded by industry",
    "public": "was publicly funded",
    "nonprofit": "was funded by a nonprofit body",
    "mixed": "was funded by industry and others",
    "none": "received no funding",
}
_SPONSORED = {
    "industry": " (industry)",
    "public": " (public)",
    "nonprofit": " (nonprofit)",
    "mixed": " (with funding from industry and others)",
    "none": " (without funding)",
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
_AUXILIARY = "was "


def study_noun(study: Study) -> str:
    """What a sentence calls a study after the first one: ``trial``, ``review``, ``model`` or ``study``."""
    if study.design_group == "systematic-review":
        return "analysis" if "analysis of" in study.design_name else "review"
    return next((noun for noun in ("trial", "model") if noun in study.design_name), "study")


def conduct_sentences(study: Study) -> Iterator[Line]:
    """One sentence on registration, money, dates and places, one on masking, one on what was given.

    Conflicts of interest and each margin have their own. A study of which nothing of this is told has none.
    """
    subject = Line("the ", study_noun(study))
    numbers = listed([entry.number for entry in study.registrations])
    record = [part for part in (_paid(study), _carried_out(study)) if part]
    if record:
        yield sentence(Line(bracketed(subject, [numbers] if numbers else []), " ", _predicates(record)))
    elif numbers:
        yield sentence(Line(subject, " was registered as ", numbers))
    manner = [part for part in (_allocated(study), _masked(study), _stopped(study)) if part]
    if manner:
        yield sentence(Line("it" if record or numbers else subject, " ", _predicates(manner)))
    given = [_given(study, arm) for arm in study.arms.values() if arm.given]
    if given:
        yield sentence(joined("; ", given))
    if study.conflicts:
        yield sentence(Line("reported conflicts of interest: ", study.conflicts))
    for margin in study.margins:
        yield sentence(_margin(study, margin))


def _predicates(told: Sequence[Line]) -> Line:
    """What a subject did and was: ``was sponsored by A and conducted in 2019``."""
    first = _AUXILIARY if told[0].plain.startswith(_AUXILIARY) else ""
    same = bool(first) and all(part.plain.startswith(first) for part in told)
    return Line(first, listed([cut(part, len(first)) for part in told])) if same else listed(told)


def _paid(study: Study) -> Line:
    if study.sponsor:
        return Line("was sponsored by ", study.sponsor, _SPONSORED.get(study.funding or "", ""))
    return Line(_FUNDED.get(study.funding or "", ""))


def _carried_out(study: Study) -> Line:
    when, where = _when(study), _where(study)
    # A day takes a comma after its year.
    told = joined(", " if "," in when else " ", [when, where])
    return led("has been under way " if study.ongoing else "was conducted ", told)


def _when(study: Study) -> str:
    """``from 2014 to 2016``, ``since 2015``, ``in March 2019``; empty when no date is stated."""
    start, end = (in_words(day) if day else "" for day in (study.conducted_from, study.conducted_to))
    if study.ongoing:
        return f"since {start}" if start else ""
    if start and end and start != end:
        return f"from {start}{',' if ',' in start else ''} to {end}"
    return f"in {start}" if start and end else f"from {start} on" if start else f"until {end}" if end else ""


def _where(study: Study) -> Line:
    """``at 31 sites in the United States and Europe``; empty when not stated."""
    sites = "" if study.sites is None else f"at {study.sites:,} site{'' if study.sites == 1 else 's'}"
    return joined(" ", [sites, led("in ", listed([with_the(name) for name in study.countries]))])


def _allocated(study: Study) -> Line:
    return Line("used ", study.allocation_ratio, " allocation") if study.allocation_ratio else Line()


def _masked(study: Study) -> Line:
    """``was double-masked (participants and outcome assessors)``; empty when not stated, or by its design."""
    level = MASKING_LEVELS.get(study.masking or "", "masked")
    if not study.masked:
        said = study.masking is None or (study.masking == "none" and "open-label" in study.design_name)
        return Line() if said else Line("was ", level)
    return Line("was ", level, " (", listed([MASKED_ROLES[role] for role in study.masked]), ")")


def _stopped(study: Study) -> Line:
    if study.stopped_because is None:
        return Line()
    note = f" ({study.stopped_note})" if study.stopped_note else ""
    return Line("was stopped early", _WHY[study.stopped_because], note)


def _given(study: Study, arm: Arm) -> Line:
    """``nusinersen was given at a dose of 12 mg, intrathecally, on days 1 and 29``, as far as stated."""
    label = Line(TermText(arm.label, (f"arm:{study.id}/{arm.key}",)))
    parts = [
        f"at a dose of {arm.dose}" if arm.dose and arm.is_treatment else arm.dose or "",
        _route(arm.route or ""),
        f"on {arm.schedule}" if re.match(r"days? ", arm.schedule or "") else arm.schedule or "",
        f"for {arm.duration}" if re.match(r"\d|an? ", arm.duration or "") else arm.duration or "",
    ]
    told = [part for part in parts if part]
    several = sum("," in part for part in told)
    verb = " received " if not arm.is_treatment else f" {was(label)} {'given' if arm.dose else 'used'} "
    return Line(label, verb, joined(", " if several else " ", told))


def _route(route: str) -> str:
    """``orally`` for ``oral``; a route in other words as it is."""
    return f"{route}ly" if re.fullmatch(r"\w+(?:al|ous|ar)", route) else route


def _margin(study: Study, margin: Margin) -> Line:
    """``The noninferiority margin for pain was 1 point and was met``, with the set it was judged in."""
    where = ""
    if margin.population != "whole":
        label = study.populations[margin.population].label
        where = f" in {label}" if label.startswith(("the ", "all ")) else f" in the {label}"
    name = TermText(margin.outcome_name, (f"outcome:{margin.outcome}",))
    note = f" ({margin.note})" if margin.note else ""
    met = _MET.get(margin.met or "", "")
    return Line(f"the {margin.hypothesis} margin for ", name, f"{where} was {margin.margin}{note}{met}")
