"""What is said of an indication: question, evidence, findings, verdict, and its studies."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, Paragraph, Section
from kb.evidence.policy import Indication
from kb.narrative.evidence import (
    LinkedStudy,
    Question,
    evidence_sentence,
    relevant_outcomes,
    verdict_sentence,
)
from kb.narrative.words import listed
from kb.reports.source import Source


def question_of(indication: Indication) -> Question:
    """The PICO question of an indication as phrases."""
    return Question(
        verb=indication.population_verb,
        population=indication.population,
        interventions=names(indication, "intervention"),
        outcomes=tuple(one.name for one in indication.pico if one.element == "outcome" and one.relevant),
    )


def names(indication: Indication, element: str) -> tuple[str, ...]:
    """Names of the interventions, comparators or outcomes of the question, in order."""
    return tuple(one.name for one in indication.pico if one.element == element)


def brief(indication: Indication, source: Source) -> Bullets:
    """The PICO question in a few words, an element on each line."""
    question = question_of(indication)
    elements = (
        ("Population", question.individuals),
        ("Intervention", listed(question.interventions, word="or")),
        ("Comparators", listed(names(indication, "comparator"))),
        ("Outcomes", listed(names(indication, "outcome"))),
    )
    return Bullets(source.line(f"{label}: {text or 'none named'}") for label, text in elements)


def summary(indication: Indication, source: Source) -> Paragraph:
    """What the evidence includes, relevant outcomes, findings, verdict: the paragraph people read first."""
    question = question_of(indication)
    studies = [
        LinkedStudy(use.study, use.design_group, use.known_through, use.is_empty_review, use.mark)
        for group in indication.groups
        for use in group.studies
    ]
    return source.paragraph(
        evidence_sentence(question, studies, source.frames),
        relevant_outcomes(question, source.frames),
        *(source.expanded(finding.text) for finding in indication.findings),
        verdict(indication, source),
    )


def verdict(indication: Indication, source: Source) -> str:
    """The verdict as a sentence."""
    if indication.verdict is None or indication.effect is None:
        return source.frames.say("no-conclusion")
    return verdict_sentence(indication.verdict, indication.effect, source.frames)


def groups(indication: Indication, source: Source) -> tuple[Block, ...]:
    """One section per evidence group, a paragraph per study in reading order."""
    return tuple(
        Section(
            group.heading,
            (
                *([source.paragraph(group.intro)] if group.intro else []),
                *(source.study(use.study, indication.key) for use in group.studies),
            ),
            key=f"{indication.key}/{group.key}",
        )
        for group in indication.groups
    )
