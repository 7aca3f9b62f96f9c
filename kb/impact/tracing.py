"""A policy whose texts carry marks: every document built from it tells what it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents.content import Paragraph
from kb.evidence.policy import Group, Indication, Policy
from kb.evidence.study import Result, Study
from kb.impact.marks import BOUNDARY, Marks, Touch, Way
from kb.impact.subject import Figure, Subject
from kb.inlines import CitationNumber, Line, leaves, printed
from kb.narrative.frames import Frames
from kb.reports.source import Source

Rounds = Mapping[tuple[int, str], str]
"""Year and part (societies or centers) of a round of clinical input to the mark of its number."""


class Tracer:
    """Puts marks on all that belongs to a subject."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.marks = Marks()
        self._figures = {(figure.owner, figure.position): figure for figure in subject.figures}
        self._studies = {study.study: study for study in subject.studies}
        self._references = {reference.reference for reference in subject.references}

    def figure(self, figure: Figure) -> str:
        """The mark of a figure."""
        derived = f"derived from {figure.derived_from}" if figure.derived_from is not None else ""
        return self.marks.of(Touch(Way.SAYS, figure.figure, _forms(figure.reported_text), derived))

    def about(self, way: Way, study: str | None, *printed: str) -> str:
        """The mark of a study that is told of, named or counted; empty when it is none of the subject."""
        found = self._studies.get(study or "")
        return "" if found is None else self.marks.of(Touch(way, found.study, printed, found.through))

    def citation(self, cited: CitationNumber) -> str:
        """The mark of a citation; empty when it is of another reference."""
        if cited.reference not in self._references:
            return ""
        return self.marks.of(Touch(Way.CITES, cited.reference, (f"[{cited.number}]",)))

    def recommendation(self, recommendation: str) -> str:
        """The mark of a recommendation that the reference publishes; empty for any other text."""
        if recommendation not in self.subject.recommendations:
            return ""
        return self.marks.of(Touch(Way.REPORTS, recommendation))

    def line(self, line: Line) -> str:
        """A line of a document as one text, with the marks of its citations."""
        return "".join(
            printed(piece) + (self.citation(piece) if isinstance(piece, CitationNumber) else "")
            for piece in leaves(line)
        )

    def study(self, study: Study) -> Study:
        """A study with the marks of its figures, and of the studies that it names."""
        through = study.known_through_label
        mark = self.about(Way.NAMES, study.known_through, through or "")
        return replace(
            study,
            known_through_label=None if through is None else through + mark,
            results=tuple(self._result(result) for result in study.results)
            if study.id in self.subject.holders
            else study.results,
            inclusions=tuple(
                replace(one, label=one.label + self.about(Way.NAMES, one.study, one.label))
                if one.label is not None
                else one
                for one in study.inclusions
            ),
        )

    def _result(self, result: Result) -> Result:
        own = [self._figures.get((result.result, place)) for place, _ in enumerate(result.figures, start=1)]
        figures = zip(result.figures, own, strict=True)
        return replace(
            result,
            figures=tuple(one if of is None else replace(one, mark=self.figure(of)) for one, of in figures),
        )

    def tokens(self, figures: Mapping[str, str]) -> dict[str, str]:
        """What tokens of prose stand for, with marks."""
        marked = dict(figures)
        for figure in self.subject.figures:
            for name in (figure.figure, *([figure.owner] if figure.is_main else [])):
                if name in marked:
                    marked[name] = figures[name] + self.figure(figure)
        return marked

    def policy(self, policy: Policy) -> Policy:
        """A policy with the marks of the studies that it counts."""
        return replace(policy, indications=tuple(self._indication(one) for one in policy.indications))

    def _indication(self, indication: Indication) -> Indication:
        return indication._replace(groups=tuple(self._group(one) for one in indication.groups))

    def _group(self, group: Group) -> Group:
        uses = tuple(use._replace(mark=self.about(Way.COUNTS, use.study, use.study)) for use in group.studies)
        return group._replace(studies=uses)

    def rounds(self, rows: Sequence[Mapping[str, Any]]) -> Rounds:
        """The marks of the numbers of rounds of clinical input, from rows of ``impact_input``."""
        main = {figure.owner: figure for figure in self.subject.figures}
        return {
            (row["year"], row["part"]): self.figure(main[row["fact"]]) for row in rows if row["fact"] in main
        }


@dataclass(frozen=True)
class TracedSource(Source):
    """A policy with marks; between the sentences of a paragraph stands a BOUNDARY."""

    tracer: Tracer
    already: dict[tuple[str, str | None], list[str]] = field(default_factory=dict)
    """What was told of a study for an indication: both report and summary tell it."""

    @classmethod
    def trace(cls, reader: Reader, policy: str, templates: Path | None, tracer: Tracer) -> TracedSource:
        """A policy as :meth:`Source.read` reads it, with the marks of a tracer."""
        source = Source.read(reader, policy, templates)
        rounds = tracer.rounds(run(reader, "impact/input", policy=policy))
        return cls(
            tracer.policy(source.policy),
            {key: tracer.study(study) for key, study in source.studies.items()},
            tracer.tokens(source.figures),
            _TracedFrames(templates, rounds),
            tracer,
        )

    def paragraph(self, *sentences: str) -> Paragraph:
        """A paragraph with its sentences kept apart."""
        return Paragraph(self.line(f"{BOUNDARY} ".join(sentence for sentence in sentences if sentence)))

    def line(self, text: str, owner: str = "") -> Line:
        """Prose with its figures and citations, and the mark of the recommendation that it is."""
        return super().line(text + self.tracer.recommendation(owner), owner)

    def told(self, study: str, indication: str | None) -> list[str]:
        """The sentences about a study, each with the mark of the study."""
        if (study, indication) not in self.already:
            mark = self.tracer.about(Way.TELLS, study)
            self.already[study, indication] = [text + mark for text in super().told(study, indication)]
        return self.already[study, indication]


class _TracedFrames(Frames):
    """Frames that put the mark of a number of clinical input after it.

    The frame compares these numbers with words, so that they have to reach it as they are.
    """

    def __init__(self, folder: Path | None, rounds: Rounds) -> None:
        super().__init__(folder)
        self._rounds = rounds

    def say(self, name: str, **values: Any) -> str:
        said = super().say(name, **values)
        if name != "clinical-input":
            return said
        for (year, part), mark in self._rounds.items():
            if year == values["year"] and values[part]:
                found = re.search(rf"(?<![\w.,]){re.escape(values[part])}(?![\w.,]*\w)", said)
                end = len(said) if found is None else found.end()
                said = said[:end] + mark + said[end:]
        return said


def _forms(reported: str) -> tuple[str, ...]:
    """The forms in which a sentence says a figure: with and without comparator and leading zero."""
    bare = reported.lstrip("<>≤≥~= ").removeprefix("p=")
    short = re.sub(r"(?<![\d.])0(?=\.)", "", reported)
    words = ("no",) if reported == "none" else ()
    return tuple(dict.fromkeys((reported, bare, short, reported.removeprefix("p "), *words)))
