"""All that the documents of one policy are built from, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section
from kb.evidence.policies import read_policy, read_prose_figures
from kb.evidence.policy import Policy, Prose
from kb.evidence.references import NOTICE_MARKS
from kb.inlines import Line, Strong, cited_numbers
from kb.narrative.frames import Frames
from kb.narrative.prose import ProseReader, in_italics

if TYPE_CHECKING:
    from kb.db.connect import Reader
    from kb.evidence.study import Study


def reference_line(text: str, notice: str | None = None) -> Line:
    """A reference in the house citation style, with that it was retracted or called in question."""
    mark = NOTICE_MARKS.get(notice or "")
    return Line(in_italics(text), " ", Strong(f"{mark.capitalize()}.")) if mark else in_italics(text)


@dataclass(frozen=True)
class PolicySource:
    """One policy with its studies, what reads its prose, and the frames of the plan."""

    policy: Policy
    studies: Mapping[str, Study]
    prose: ProseReader
    frames: Frames
    _told: dict[tuple[str, str | None], Paragraph] = field(default_factory=dict)
    """Paragraphs about studies by study and indication: report and summary both tell them."""

    @classmethod
    def read(
        cls, reader: Reader, policy: str, templates: Path | None, *, studies: bool = True
    ) -> PolicySource:
        """Everything about a policy; ``studies`` false leaves out the studies themselves."""
        frames = Frames(templates)
        used: Mapping[str, Study] = {}
        if studies:
            # Imported where used: the brief summary tells no study.
            from kb.evidence.studies import read_studies

            used = read_studies(reader, policy)
        read = read_policy(reader, policy)
        figures = read_prose_figures(reader, policy=policy)
        return cls(read, used, ProseReader(figures, read.numbers, policy), frames)

    def line(self, text: str, *about: str, owner: str = "") -> Line:
        """Prose with its figures and citations; ``owner`` is the recommendation whose limits it names."""
        prose = replace(self.prose, owner=owner) if owner else self.prose
        return prose.line(text, *about)

    def cell(self, text: str, *about: str) -> Line:
        """Prose with its figures and without citations, for a cell of a table."""
        return self._uncited.line(text, *about)

    @cached_property
    def _uncited(self) -> ProseReader:
        return replace(self.prose, numbers={})

    def section(self, name: str) -> tuple[Block, ...]:
        """The authored paragraphs of a section of the policy."""
        return self.headed(self.policy.prose.get(name, ()), f"section:{self.policy.id}/{name}")

    def headed(self, prose: Sequence[Prose], about: str) -> tuple[Block, ...]:
        """Authored paragraphs, those with a heading as sections of their own."""
        blocks: list[Block] = []
        for authored in prose:
            paragraph = Paragraph(self.line(authored.text, about))
            blocks.append(paragraph if authored.heading is None else Section(authored.heading, (paragraph,)))
        return tuple(blocks)

    def study(self, study: str, indication: str | None) -> Paragraph:
        """The paragraph about a study as used for an indication."""
        if (study, indication) not in self._told:
            from kb.narrative.study import Setting, study_paragraph

            setting = Setting(self.prose, self.policy.id, indication)
            sentences = study_paragraph(self.studies[study], setting)
            self._told[study, indication] = Paragraph(*sentences, about=(f"study:{study}",))
        return self._told[study, indication]

    def references(self, lines: Sequence[Line] | None = None) -> Bullets | None:
        """The reference list, or the references that some lines cite; null when there is none."""
        listed = self.policy.references
        if lines is not None:
            wanted = {citation.number for line in lines for citation in cited_numbers(line)}
            listed = tuple(reference for reference in listed if reference.number in wanted)
        items = [
            ListItem(
                reference_line(reference.text, reference.notice),
                reference.number,
                about=(f"reference:{reference.reference}",),
            )
            for reference in listed
        ]
        return Bullets(items) if items else None
