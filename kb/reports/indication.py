"""What is said of an indication: question, evidence, findings, verdict, and its studies."""

from __future__ import annotations

import re

from kb.documents.content import Block, Bullets, Paragraph, Section, Table
from kb.evidence.policy import EvidenceGroup, Indication
from kb.inlines import Line, TermText
from kb.narrative.certainty import certainty_sentences, rated_outcome, reasons_line
from kb.narrative.evidence_base import (
    Question,
    asked_together,
    evidence_sentence,
    relevant_outcomes,
    verdict_sentence,
)
from kb.narrative.phrasing import listed
from kb.reports.policy_source import PolicySource


def question_of(indication: Indication, source: PolicySource) -> Question:
    """The PICO question of an indication as phrases."""
    about = f"indication:{indication.id}"
    return Question(
        verb=indication.population_verb,
        population=source.line(indication.population, about),
        interventions=names(indication, "intervention", about),
        outcomes=tuple(part.name for part in indication.pico if part.element == "outcome" and part.relevant),
        about=about,
    )


def names(indication: Indication, element: str, about: str) -> tuple[Line, ...]:
    """Names of the interventions, comparators or outcomes of the question, in order."""
    return tuple(Line(TermText(part.name, (about,))) for part in indication.pico if part.element == element)


def outcomes_named(indication: Indication, interest: str, about: str) -> tuple[Line, ...]:
    """Names of the outcomes that the question names so (a code of OUTCOME_INTEREST), in order."""
    return tuple(Line(TermText(part.name, (about,))) for part in indication.pico if part.interest == interest)


def brief(indication: Indication, source: PolicySource) -> Bullets:
    """The PICO question in a few words, an element on each line."""
    question = question_of(indication, source)
    elements = (
        ("Population", question.individuals),
        ("Intervention", listed(question.interventions, word="or")),
        ("Comparators", listed(names(indication, "comparator", question.about))),
        ("Outcomes", listed(outcomes_named(indication, "main", question.about))),
    )
    lines = [Line(f"{label}: ", words or "none named") for label, words in elements]
    if other := outcomes_named(indication, "other", question.about):
        lines.append(Line("Other outcomes: ", listed(other)))
    return Bullets(lines)


def summary(indication: Indication, source: PolicySource) -> Paragraph:
    """What the evidence includes, relevant outcomes, findings, verdict: the paragraph people read first.

    Indications with one conclusion have one paragraph, about all of them.
    """
    together = concluded_together(indication, source)
    question = asked_together([question_of(member, source) for member in together])
    uses = {use.study: use for member in together for group in member.groups for use in group.studies}
    return Paragraph(
        evidence_sentence(question, [*uses.values()], source.frames),
        relevant_outcomes(question, source.frames),
        *conclusion(together[0], source),
        about=tuple(f"indication:{member.id}" for member in together),
    )


def concluded_together(indication: Indication, source: PolicySource) -> tuple[Indication, ...]:
    """The indication that has the conclusion of this one, and all that have it, too."""
    key = indication.concluded_with or indication.key
    members = [other for other in source.policy.indications if key in (other.key, other.concluded_with)]
    return tuple(sorted(members, key=lambda member: member.key != key))


def conclusion(indication: Indication, source: PolicySource) -> tuple[Line, ...]:
    """The findings, the certainty of evidence, how far it reaches, and the verdict, as sentences."""
    if indication.concluded_with is not None:
        title = concluded_together(indication, source)[0].title
        return (source.frames.say("shared-conclusion", title=title), verdict(indication, source))
    findings = (source.line(finding.text, f"finding:{finding.id}") for finding in indication.findings)
    chain = indication.chain_of_evidence
    reach = [] if chain is None else [source.frames.say("chain-of-evidence", chain=chain)]
    certainty = certainty_sentences(indication.certainty)
    return tuple(line for line in (*findings, *certainty, *reach, verdict(indication, source)) if line)


def verdict(indication: Indication, source: PolicySource) -> Line:
    """The verdict as a sentence, of the plan or else ours; empty where findings are told without one."""
    if indication.verdict is None or indication.effect is None:
        told = indication.findings or indication.chain_of_evidence
        return Line() if told else source.frames.say("no-conclusion")
    if indication.sentence is not None:
        return source.line(indication.sentence, f"conclusion:{indication.id}")
    return verdict_sentence(indication.verdict, indication.effect, source.frames)


def groups(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    """One section per evidence group: a paragraph per study in reading order, then what these leave out."""
    sections = []
    for group in indication.groups:
        key = f"{indication.key}/{group.key}"
        intro = source.line(group.intro or "", f"group:{group.id}")
        none = [Paragraph(source.frames.say("no-study-identified"))] if group.none_identified else []
        studies = (part for use in group.studies for part in source.study(use.study, indication.key))
        opening = [line for line in (_concerned(group, indication), intro) if line]
        further = _further_results(group, indication, source)
        blocks: tuple[Block, ...] = (
            *([Paragraph(*opening)] if opening else []),
            *none,
            *studies,
            *further,
        )
        sections.append(Section(group.heading, blocks, key=key))
    return tuple(sections)


def _further_results(
    group: EvidenceGroup, indication: Indication, source: PolicySource
) -> tuple[Section, ...]:
    """What the paragraphs of a group leave out; nothing where they tell everything."""
    focus = source.focuses.get(indication.key)
    if focus is None or not group.studies:
        return ()
    # Imported where used: the brief summary tells no study.
    from kb.reports.further_results import further_results

    studies = [source.studies[use.study] for use in group.studies]
    return further_results(studies, focus, source.prose)


_SAID_BY_HEADING = {
    "analytic-validity": r"analytic",
    "clinical-validity": r"valid|accura|diagnos",
    "clinical-utility": r"useful|utility|chain of evidence",
    "therapy": r"therap|treat|efficacy|effective",
    "harms": r"harm|safety|adverse|complication",
    "prognosis": r"progno|natural history",
}
"""Headings that say by themselves which question the studies under them answer."""


def _concerned(group: EvidenceGroup, indication: Indication) -> Line:
    """``These studies concern prognosis.``, where a group differs from the first one."""
    usual = next((other.question for other in indication.groups if other.question), None)
    said = re.search(_SAID_BY_HEADING.get(group.question or "", ""), group.heading, re.IGNORECASE)
    if group.question in {None, usual} or said or not group.studies:
        return Line()
    one = len(group.studies) == 1
    words = TermText((group.question or "").replace("-", " "), (f"group:{group.id}",))
    return Line("This study concerns " if one else "These studies concern ", words, ".")


def question_line(group: EvidenceGroup) -> Line:
    """``Question: clinical validity.``; empty where it is not told."""
    words = (group.question or "").replace("-", " ")
    return Line(TermText(f"Question: {words}.", (f"group:{group.id}",))) if words else Line()


def certainty(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    """How certain the evidence on each outcome is, with the reasons; nothing where it was not rated."""
    rows = [
        (
            rated_outcome(rating),
            rating.instrument,
            rating.level,
            reasons_line(rating, source.prose),
            rating.importance or "",
        )
        for rating in indication.certainty
    ]
    header = ("Outcome", "Instrument", "Certainty", "Reasons", "Importance")
    return (Table("", header, rows),) if rows else ()
