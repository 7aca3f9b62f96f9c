"""Supplemental information of a report: clinical input, guidelines, payers, ongoing trials."""

from __future__ import annotations

from itertools import groupby

from kb.documents.content import Block, Bullets, Section, Table
from kb.evidence.policy import Recommendation
from kb.narrative.prose import cited
from kb.narrative.words import in_words, listed
from kb.reports.source import Source

_AUTHORITIES = {
    "USPSTF": "U.S. Preventive Services Task Force recommendations",
    "Medicare": "Medicare national coverage",
}


def supplement(source: Source) -> Section:
    """All supplemental information; parts without content are left out, and so is a note on nothing."""
    parts = (
        Section("Clinical input", _input(source), key="clinical-input"),
        Section("Practice guidelines and position statements", _guidelines(source), key="guidelines"),
        *_coverage(source),
        Section("Literature search", _searches(source), key="literature-search"),
        Section("Ongoing and unpublished clinical trials", _trials(source), key="trials"),
    )
    kept = tuple(part for part in parts if part.blocks)
    note = source.paragraph(source.frames.say("supplemental"))
    return Section("Supplemental information", (note, *kept) if kept else (), key="supplemental")


def _input(source: Source) -> tuple[Block, ...]:
    return tuple(
        source.paragraph(
            source.frames.say(
                "clinical-input",
                year=one.year,
                societies=one.societies or "",
                centers=one.centers or "",
                summary=source.expanded(one.summary),
            )
        )
        for one in source.policy.input
    )


def _guidelines(source: Source) -> tuple[Block, ...]:
    blocks: list[Block] = list(source.section("guideline-selection"))
    for _, members in groupby(source.policy.recommendations, key=lambda one: one.guideline):
        group = list(members)
        blocks.append(
            Section(_named(group[0]), (source.paragraph(_heading(group[0], source)), _list(group, source)))
        )
    return tuple(blocks)


def _named(first: Recommendation) -> str:
    return f"{first.abbreviation or first.organization}: {first.title}"


def _heading(first: Recommendation, source: Source) -> str:
    heading = source.frames.say(
        "guideline",
        organization=first.organization,
        abbreviation=first.abbreviation or "",
        title=first.title,
        version=first.version or "",
        citation=cited(first.reference),
    )
    return f"{heading}. {source.expanded(first.summary)}" if first.summary else f"{heading}."


def _list(group: list[Recommendation], source: Source) -> Bullets:
    return Bullets(
        source.line(_recommendation(one), f"{one.guideline}/{one.recommendation}") for one in group
    )


def _recommendation(one: Recommendation) -> str:
    if not one.category:
        return one.text
    return f"{one.text.removesuffix('.')} (category {one.category})."


def _coverage(source: Source) -> tuple[Section, ...]:
    return tuple(
        Section(
            _AUTHORITIES.get(authority, authority),
            (source.paragraph(text or f"{coverage.replace('-', ' ').capitalize()}."),),
            key=f"coverage-{authority.lower()}",
        )
        for authority, coverage, text in source.policy.coverage
    )


def _searches(source: Source) -> tuple[Block, ...]:
    """Through when each source was searched, and how: PRISMA 2020 items 6 and 7."""
    if not source.policy.searches:
        return ()
    by_date: dict[str, dict[str, None]] = {}
    for one in source.policy.searches:
        if one.through is not None:
            by_date.setdefault(in_words(one.through), {})[one.source] = None
    told = " ".join(
        source.frames.say("literature-search", sources=listed(list(sources)), date=date)
        for date, sources in by_date.items()
    )
    rows = tuple(
        (f"{one.source} ({one.platform})" if one.platform else one.source, one.query, one.limits or "None")
        for one in source.policy.searches
    )
    table = Table("", ("Source", "Query", "Limits"), rows)
    return (source.paragraph(told), table) if told else (table,)


def _trials(source: Source) -> tuple[Block, ...]:
    blocks: list[Block] = [
        source.paragraph(
            source.frames.say(
                "trial-search",
                registry=one.registry,
                date=in_words(one.date),
                found=one.found,
                text=source.expanded(one.text or ""),
            )
        )
        for one in source.policy.trial_searches
    ]
    rows = tuple(
        (
            one.number,
            one.title,
            "" if one.planned is None else str(one.planned),
            one.completion or "",
            one.status or "",
        )
        for one in source.policy.trials
    )
    if rows:
        header = ("Number", "Trial", "Planned enrollment", "Completion", "Status")
        blocks.append(Table("", header, rows))
    return tuple(blocks)
