"""Supplemental information of a report: clinical input, guidelines, payers, ongoing trials."""

from __future__ import annotations

from itertools import groupby

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section, Table
from kb.evidence.policy import ClinicalInput, OngoingTrial, Recommendation, TrialSearch
from kb.inlines import FigureText, Line
from kb.narrative.phrasing import in_words, listed
from kb.narrative.prose import cited
from kb.reports.policy_source import PolicySource

_AUTHORITIES = {
    "USPSTF": "U.S. Preventive Services Task Force recommendations",
    "Medicare": "Medicare national coverage",
}


def supplement(source: PolicySource) -> Section:
    """All supplemental information; parts without content are left out, and so is a note on nothing."""
    parts = (
        Section("Clinical input", _input(source), key="clinical-input"),
        Section("Practice guidelines and position statements", _guidelines(source), key="guidelines"),
        *_coverage(source),
        Section("Literature search", _searches(source), key="literature-search"),
        Section("Ongoing and unpublished clinical trials", _trials(source), key="trials"),
    )
    kept = tuple(part for part in parts if part.blocks)
    note = Paragraph(source.frames.say("supplemental"))
    return Section("Supplemental information", (note, *kept) if kept else (), key="supplemental")


def _input(source: PolicySource) -> tuple[Block, ...]:
    return tuple(Paragraph(_round(clinical_input, source)) for clinical_input in source.policy.input)


def _round(clinical_input: ClinicalInput, source: PolicySource) -> Line:
    """What a round of clinical input was and said."""
    societies = _number(clinical_input.societies, clinical_input.societies_figure)
    centers = _number(clinical_input.centers, clinical_input.centers_figure)
    return source.frames.say(
        "clinical-input",
        year=clinical_input.year,
        societies=societies,
        centers=centers,
        sources=_asked(societies, centers),
        summary=source.line(clinical_input.summary, f"clinical-input:{clinical_input.id}"),
    )


def _asked(societies: Line, centers: Line) -> Line:
    """Who gave clinical input, in words."""
    asked = []
    if societies.plain:
        asked.append(Line(societies, f" physician specialty {_one(societies, 'society', 'societies')}"))
    if centers.plain:
        asked.append(Line(centers, f" academic medical {_one(centers, 'center', 'centers')}"))
    match asked:
        case [first, second]:
            return Line(first, " and ", second)
        case [only]:
            return only
    return Line("reviewers of the field")


def _one(number: Line, singular: str, plural: str) -> str:
    return singular if number.plain == "1" else plural


def _number(text: str | None, figure: str | None) -> Line:
    return Line(FigureText(text or "", () if figure is None else (figure,)))


def _guidelines(source: PolicySource) -> tuple[Block, ...]:
    blocks: list[Block] = list(source.section("guideline-selection"))
    for _, members in groupby(
        source.policy.recommendations, key=lambda recommendation: recommendation.guideline
    ):
        group = list(members)
        items = Bullets(_recommendation(recommendation, source) for recommendation in group)
        blocks.append(Section(_named(group[0]), (_heading(group[0], source), items)))
    return tuple(blocks)


def _named(first: Recommendation) -> str:
    return f"{first.abbreviation or first.organization}: {first.title}"


def _heading(first: Recommendation, source: PolicySource) -> Paragraph:
    abbreviation = f" ({first.abbreviation})" if first.abbreviation else ""
    version = f", version {first.version}" if first.version else ""
    heading = source.frames.say(
        "guideline",
        named=f"{first.organization}{abbreviation}",
        titled=f"{first.title}{version}",
        organization=first.organization,
        abbreviation=first.abbreviation or "",
        title=first.title,
        version=first.version or "",
        citation=cited(first.reference, source.prose.numbers),
    )
    summary = source.line(first.summary or "", f"guideline:{first.guideline}")
    return Paragraph(Line(heading, "."), summary, about=(f"guideline:{first.guideline}",))


def _recommendation(recommendation: Recommendation, source: PolicySource) -> ListItem:
    place = f"{recommendation.guideline}/{recommendation.recommendation}"
    text = (
        f"{recommendation.text.removesuffix('.')} (category {recommendation.category})."
        if recommendation.category
        else recommendation.text
    )
    about = f"recommendation:{place}"
    return ListItem(source.line(text, about, owner=place), about=(about,))


def _coverage(source: PolicySource) -> tuple[Section, ...]:
    sections = []
    for authority, coverage, text in source.policy.coverage:
        about = f"coverage:{source.policy.id}/{authority}"
        line = source.line(text or f"{coverage.replace('-', ' ').capitalize()}.", about)
        key = f"coverage-{authority.lower()}"
        sections.append(Section(_AUTHORITIES.get(authority, authority), (Paragraph(line),), key=key))
    return tuple(sections)


def _searches(source: PolicySource) -> tuple[Block, ...]:
    """Through when each source was searched, and how: PRISMA 2020 items 6 and 7."""
    if not source.policy.searches:
        return ()
    by_date: dict[str, dict[str, None]] = {}
    for search in source.policy.searches:
        if search.through is not None:
            by_date.setdefault(in_words(search.through), {})[search.source] = None
    searched = [
        source.frames.say("literature-search", sources=listed([*sources]), date=date)
        for date, sources in by_date.items()
    ]
    rows = tuple(
        (
            f"{search.source} ({search.platform})" if search.platform else search.source,
            search.query,
            search.limits or "None",
        )
        for search in source.policy.searches
    )
    table = Table("", ("Source", "Query", "Limits"), rows)
    return (Paragraph(*searched), table) if searched else (table,)


def _trials(source: PolicySource) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(_trial_search(search, source)) for search in source.policy.trial_searches
    ]
    trials = source.policy.trials
    if trials:
        has_sponsors = any(trial.sponsor for trial in trials)
        header = ("Number", "Trial", "Planned enrollment", "Completion", "Status")
        rows = [_trial(trial) + ((trial.sponsor or "",) if has_sponsors else ()) for trial in trials]
        blocks.append(Table("", header + (("Sponsor",) if has_sponsors else ()), rows))
    return tuple(blocks)


def _trial(trial: OngoingTrial) -> tuple[str, ...]:
    planned = "" if trial.planned is None else str(trial.planned)
    return (trial.number, trial.title, planned, trial.completion or "", trial.status or "")


def _trial_search(search: TrialSearch, source: PolicySource) -> Line:
    """What was searched for ongoing trials, and what was found."""
    said = source.line(search.text or "", f"trial-search:{search.id}")
    names = {0: "trials-found-none", 1: "trials-found-one"}
    result = said or source.frames.say(names.get(search.found, "trials-found"), found=search.found)
    return source.frames.say(
        "trial-search", registry=search.registry, date=in_words(search.date), result=result
    )
