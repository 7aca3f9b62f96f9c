"""Supplemental information of a report: clinical input, guidelines, payers, ongoing trials."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section, Table
from kb.evidence.policy import ClinicalInput, GuidelineSearch, OngoingTrial, Recommendation, TrialSearch
from kb.inlines import FigureText, Line, TermText
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
    none = list(no_guidelines(source))
    if none and len(blocks) > len(source.section("guideline-selection")):
        blocks.append(Section("None identified", tuple(none)))
    else:
        blocks += none
    return (*blocks, *_grades(source))


def no_guidelines(source: PolicySource) -> tuple[Paragraph, ...]:
    """A sentence for each search that found no guideline, and each guideline that says nothing here."""
    return tuple(_no_guideline(search, source) for search in source.policy.guideline_searches)


def _no_guideline(search: GuidelineSearch, source: PolicySource) -> Paragraph:
    """That no guideline was found, or that one says nothing here."""
    about = listed([_title(key, source) for key in search.indications])
    on = Line(" on ", about) if search.indications else Line()
    if search.guideline is not None:
        said = source.frames.say(
            "guideline-silent",
            named=f"{search.abbreviation or search.organization}, {search.title}",
            citation=cited(search.reference, source.prose.numbers),
            on=on,
        )
    else:
        whose = f" of {search.organization}" if search.organization else ""
        when = f" in a search of {in_words(search.date)}" if search.date else ""
        said = source.frames.say("no-guideline-identified", whose=whose, on=on, when=when)
    more = source.line(search.text or "", f"guideline-search:{search.id}")
    return Paragraph(said, more)


def _title(indication: str, source: PolicySource) -> Line:
    """The title of an indication, within a sentence."""
    found = next(other for other in source.policy.indications if other.key == indication)
    return Line(TermText(found.title, (f"indication:{found.id}",)))


def _grades(source: PolicySource) -> tuple[Section, ...]:
    """What the grades mean that the recommendations have, by grading system, the strongest first."""
    grades = [grade for item in source.policy.recommendations for grade in item.grades]
    systems = list(dict.fromkeys(grade.grading for grade in grades))
    ordered = sorted(dict.fromkeys(grades), key=lambda grade: (systems.index(grade.grading), grade.rank))
    rows = tuple((grade.name, grade.printed, grade.meaning) for grade in ordered)
    table = Table("", ("Grading system", "Grade", "Meaning"), rows)
    return (Section("What the grades mean", (table,), key="grades"),) if rows else ()


def _named(first: Recommendation) -> str:
    return f"{first.abbreviation or first.organization}: {first.title}"


def _heading(first: Recommendation, source: PolicySource) -> Paragraph:
    abbreviation = f" ({first.abbreviation})" if first.abbreviation else ""
    version = f", version {first.version}" if first.version else ""
    dated = f", {in_words(first.date)}" if first.date else ""
    heading = source.frames.say(
        "guideline",
        named=f"{first.organization}{abbreviation}",
        titled=f"{first.title}{version}{dated}",
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
        f"{recommendation.text.removesuffix('.')} ({recommendation.category})."
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
    """Through when each source was searched, and how: PRISMA 2020 items 6 and 7.

    A strategy that is kept for the next review, and has not been run for this version, is not told.
    """
    by_date: dict[str, dict[str, None]] = {}
    searches = [search for search in source.policy.searches if search.through is not None]
    for search in searches:
        by_date.setdefault(in_words(search.through or ""), {})[search.source] = None
    if not searches:
        return ()
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
        for search in searches
    )
    return Paragraph(*searched), Table("", ("Source", "Query", "Limits"), rows)


def _trials(source: PolicySource) -> tuple[Block, ...]:
    """What was searched, and the trials: under one heading each where they are told apart."""
    blocks: list[Block] = [
        Paragraph(_trial_search(search, source)) for search in source.policy.trial_searches
    ]
    for group, heading in _TRIAL_GROUPS.items():
        trials = [trial for trial in source.policy.trials if trial.group == group]
        if trials:
            table = trial_table(trials, source)
            blocks += [Section(heading, table)] if heading else table
    return tuple(blocks)


_TRIAL_GROUPS = {None: "", "ongoing": "Ongoing", "unpublished": "Unpublished"}
"""Code of TRIAL_GROUP, and none, -> heading above such trials."""
_INDUSTRY = "*"
_SPONSORED = f"{_INDUSTRY} Sponsored or cosponsored by industry."


def trial_table(trials: Sequence[OngoingTrial], source: PolicySource) -> tuple[Block, ...]:
    """Trials as a table without empty columns, and a note where industry sponsors one; nothing for none."""
    if not trials:
        return ()
    rows = [_trial(trial, source) for trial in trials]
    kept = [name for name in rows[0] if name in _ALWAYS or any(row[name] for row in rows)]
    table = Table("", tuple(kept), tuple(tuple(row[name] for name in kept) for row in rows))
    note = any(trial.industry_sponsored for trial in trials)
    return (table, Paragraph(_SPONSORED)) if note else (table,)


_ALWAYS = ("Number", "Trial", "Planned enrollment", "Completion", "Status")


def _trial(trial: OngoingTrial, source: PolicySource) -> dict[str, str | Line]:
    name = f"{trial.title} ({trial.acronym})" if trial.acronym else trial.title
    day = source.plan.day
    return {
        "Number": f"{trial.number}{_INDUSTRY if trial.industry_sponsored else ''}",
        "Trial": name,
        "Planned enrollment": "" if trial.planned is None else str(trial.planned),
        "Actual enrollment": "" if trial.enrolled is None else str(trial.enrolled),
        "Start": day(trial.start),
        "Completion": f"{day(trial.completed)} (actual)" if trial.completed else day(trial.completion),
        "Status": f"{trial.status or ''}{'; results posted' if trial.results_posted else ''}".lstrip("; "),
        "Sponsor": trial.sponsor or "",
        "Note": source.cell(trial.note or "", f"trial:{trial.id}"),
    }


def _trial_search(search: TrialSearch, source: PolicySource) -> Line:
    """What was searched for ongoing trials, and what was found."""
    said = source.line(search.text or "", f"trial-search:{search.id}")
    names = {0: "trials-found-none", 1: "trials-found-one"}
    about = listed([_title(key, source) for key in search.indications])
    result = said or source.frames.say(names.get(search.found, "trials-found"), found=search.found)
    return source.frames.say(
        "trial-search",
        registry=search.registry,
        date=in_words(search.date),
        on=Line(" for trials on ", about) if search.indications else "",
        result=result,
    )
