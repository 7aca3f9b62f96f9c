"""The rationale of a report: background, method, the review of each indication, summary of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.documents.content import Block, Bullets, Paragraph, Section
from kb.evidence.policy import Indication
from kb.inlines import Line
from kb.narrative.evidence_base import Question
from kb.narrative.phrasing import listed
from kb.reports.indication import certainty, conclusion, groups, names, outcomes_named, question_of, summary
from kb.reports.own_words import own_words
from kb.reports.policy_source import PolicySource
from kb.reports.spelled_out import spelled_out


def rationale(source: PolicySource) -> Section:
    """Everything between regulatory status and supplemental information."""
    parts: list[Block] = [
        source.titled("background", "Background"),
        source.titled("review-method", "Literature review"),
    ]
    parts += [_indication(indication, source) for indication in source.policy.indications]
    parts.append(
        Section(
            "Summary of evidence",
            tuple(
                block
                for indication in source.policy.indications
                if indication.concluded_with is None
                for block in spelled_out((summary(indication, source),), source.abbreviations)
            ),
            key="summary-of-evidence",
        )
    )
    kept = tuple(part for part in parts if not isinstance(part, Section) or part.blocks)
    return Section("Rationale", kept, key="rationale")


def _indication(indication: Indication, source: PolicySource) -> Section:
    blocks: list[Block] = [*map(Paragraph, _lines(indication, source, "context"))]
    blocks.append(Section("Clinical context and purpose", _purpose(indication, source)))
    blocks = [*spelled_out(blocks, source.abbreviations)]
    criteria = _criteria(indication, source)
    if criteria:
        blocks.append(Section("Study selection criteria", criteria))
    evidence = (
        Section("Review of evidence", groups(indication, source)),
        Section("Certainty of evidence", certainty(indication, source)),
    )
    blocks += spelled_out((section for section in evidence if section.blocks), source.abbreviations)
    summed = spelled_out((Paragraph(*conclusion(indication, source)),), source.abbreviations)
    blocks.append(Section(f"Section summary: {indication.title}", summed))
    return Section(indication.title, tuple(blocks), key=indication.key)


def _lines(indication: Indication, source: PolicySource, section: str) -> tuple[Line, ...]:
    about = f"section:{indication.id}/{section}"
    return tuple(source.line(prose.text, about) for prose in indication.prose.get(section, ()))


def _purpose(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    question = question_of(indication, source)
    return (
        *map(Paragraph, _lines(indication, source, "purpose")),
        *map(Paragraph, _lines(indication, source, "question")),
        *_elements(indication, question, source),
        Section(
            "Outcomes", (Paragraph(_outcomes(indication, question, source), *_notes(indication, source)),)
        ),
        *_further(indication, source),
    )


def _elements(indication: Indication, question: Question, source: PolicySource) -> Iterator[Section]:
    say, comparators = source.frames.say, names(indication, "comparator", question.about)
    interventions = listed(question.interventions, word="or")
    elements = {
        "Population": say("population", individuals=question.individuals),
        "Intervention": say("interventions", interventions=interventions),
        "Comparators": say(
            {0: "comparators-none", 1: "comparator"}.get(len(comparators), "comparators"),
            comparators=listed(comparators),
        ),
    }
    return (Section(title, (Paragraph(line),)) for title, line in elements.items())


def _outcomes(indication: Indication, question: Question, source: PolicySource) -> Line:
    main, other = (outcomes_named(indication, interest, question.about) for interest in ("main", "other"))
    sentences = []
    if main:
        name = "outcome-main" if len(main) == 1 else "outcomes-main"
        sentences.append(source.frames.say(name, outcomes=listed(main)))
    if other:
        name = "outcome" if len(other) == 1 else "outcomes"
        sentences.append(source.frames.say(f"{name}-other" if main else name, outcomes=listed(other)))
    return Line(*[piece for sentence in sentences for piece in (sentence, " ")][:-1])


def _notes(indication: Indication, source: PolicySource) -> tuple[Line, ...]:
    return _lines(indication, source, "outcome-note")


def _further(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    placed, place = (
        {"context", "purpose", "question", "outcome-note"},
        f"{indication.id}",
    )
    return tuple(
        block
        for section, prose in indication.prose.items()
        if section not in placed
        for block in source.headed(prose, f"section:{place}/{section}")
    )


def _criteria(indication: Indication, source: PolicySource) -> tuple[Block, ...]:
    about = f"selection-criterion:{indication.id}"
    if indication.criteria:
        return (Bullets(source.line(text, about) for text in indication.criteria),)
    said = "\n".join(f"- {criterion.text}" for criterion in source.plan.criteria if indication.plan_criteria)
    return own_words(said, about) if said else ()
