"""The rationale of a report: background, method, the review of each indication, summary of evidence."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, Paragraph, Section
from kb.evidence.policy import Indication
from kb.narrative.words import listed
from kb.reports.evidence import groups, names, question_of, summary, verdict
from kb.reports.source import Source


def rationale(source: Source) -> Section:
    """Everything between regulatory status and supplemental information."""
    parts: list[Block] = [
        Section("Background", source.section("background"), key="background"),
        Section("Literature review", source.section("review-method"), key="review-method"),
    ]
    parts += [_indication(one, source) for one in source.policy.indications]
    parts.append(
        Section(
            "Summary of evidence",
            tuple(summary(one, source) for one in source.policy.indications),
            key="summary-of-evidence",
        )
    )
    kept = tuple(part for part in parts if not isinstance(part, Section) or part.blocks)
    return Section("Rationale", kept, key="rationale")


def _indication(indication: Indication, source: Source) -> Section:
    blocks: list[Block] = list(_prose(indication, source, "context"))
    blocks.append(Section("Clinical context and purpose", _purpose(indication, source)))
    criteria = _criteria(indication, source)
    if criteria:
        blocks.append(Section("Study selection criteria", criteria))
    evidence = groups(indication, source)
    if evidence:
        blocks.append(Section("Review of evidence", evidence))
    found = [*(finding.text for finding in indication.findings), verdict(indication, source)]
    blocks.append(Section(f"Section summary: {indication.title}", (source.paragraph(*found),)))
    return Section(indication.title, tuple(blocks), key=indication.key)


def _prose(indication: Indication, source: Source, section: str) -> tuple[Paragraph, ...]:
    return tuple(source.paragraph(one.text) for one in indication.prose.get(section, ()))


def _purpose(indication: Indication, source: Source) -> tuple[Block, ...]:
    say, question = source.frames.say, question_of(indication)
    relevant = question.outcomes
    other = [name for name in names(indication, "outcome") if name not in relevant]
    comparators = names(indication, "comparator")
    elements = (
        ("Population", say("population", individuals=question.individuals)),
        ("Intervention", say("interventions", interventions=listed(question.interventions, word="or"))),
        ("Comparators", say("comparators", comparators=listed(comparators), count=len(comparators))),
    )
    outcomes = say(
        "outcomes",
        relevant=listed(relevant),
        other=listed(other),
        relevant_count=len(relevant),
        other_count=len(other),
    )
    notes = [one.text for one in indication.prose.get("outcome-note", ())]
    return (
        *_prose(indication, source, "purpose"),
        *_prose(indication, source, "question"),
        *(Section(title, (source.paragraph(text),)) for title, text in elements),
        Section("Outcomes", (source.paragraph(outcomes, *notes),)),
        *_further(indication, source),
    )


def _further(indication: Indication, source: Source) -> tuple[Block, ...]:
    told = {"context", "purpose", "question", "outcome-note"}
    return tuple(
        block
        for section, prose in indication.prose.items()
        if section not in told
        for block in source.headed(prose)
    )


def _criteria(indication: Indication, source: Source) -> tuple[Block, ...]:
    if not indication.criteria:
        return ()
    return (Bullets(source.line(text) for text in indication.criteria),)
