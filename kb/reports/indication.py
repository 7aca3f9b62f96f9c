"""What is said of an indication: question, evidence, findings, verdict, and its studies."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, Paragraph, Section, Table
from kb.evidence.policy import EvidenceGroup, Indication
from kb.inlines import Line, TermText
from kb.narrative.certainty import certainty_sentences, rated_outcome, reasons_line
from kb.narrative.evidence_base import Question, evidence_sentence, relevant_outcomes, verdict_sentence
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


def brief(indication: Indication, source: PolicySource) -> Bullets:
    """The PICO question in a few words, an element on each line."""
    question = question_of(indication, source)
    elements = (
        ("Population", question.individuals),
        ("Intervention", listed(question.interventions, word="or")),
        ("Comparators", listed(names(indication, "comparator", question.about))),
        ("Outcomes", listed(names(indication, "outcome", question.about))),
    )
    return Bullets(Line(f"{label}: ", words or "none named") for label, words in elements)


def summary(indication: Indication, source: PolicySource) -> Paragraph:
    """What the evidence includes, relevant outcomes, findings, verdict: the paragraph people read first."""
    question = question_of(indication, source)
    studies = [use for group in indication.groups for use in group.studies]
    return Paragraph(
        evidence_sentence(question, studies, source.frames),
        relevant_outcomes(question, source.frames),
        *conclusion(indication, source),
        about=(question.about,),
    )


def conclusion(indication: Indication, source: PolicySource) -> tuple[Line, ...]:
    """The findings, the certainty of evidence on outcomes, and the verdict, as sentences."""
    findings = (source.line(finding.text, f"finding:{finding.id}") for finding in indication.findings)
    return (*findings, *certainty_sentences(indication.certainty), verdict(indication, source))


def verdict(indication: Indication, source: PolicySource) -> Line:
    """The verdict as a sentence."""
    if indication.verdict is None or indication.effect is None:
        return source.frames.say("no-conclusion")
    return verdict_sentence(indication.verdict, indication.effect, source.frames)


def groups(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    """One section per evidence group, a paragraph per study in reading order."""
    sections = []
    for group in indication.groups:
        key = f"{indication.key}/{group.key}"
        intro = source.line(group.intro or "", f"group:{group.id}")
        studies = (source.study(use.study, indication.key) for use in group.studies)
        opening = [line for line in (question_line(group), intro) if line]
        sections.append(
            Section(group.heading, (*([Paragraph(*opening)] if opening else []), *studies), key=key)
        )
    return tuple(sections)


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
