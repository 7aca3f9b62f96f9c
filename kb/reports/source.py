"""All that the documents of one policy are built from, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section
from kb.evidence.policies import read_policy, read_prose_figures
from kb.evidence.policy import Policy, Prose
from kb.inlines import CitationNumber, Emphasis, Line, Strong, cited_numbers
from kb.narrative.frames import Frames
from kb.narrative.prose import expand

if TYPE_CHECKING:
    from kb.db.connect import Reader
    from kb.evidence.study import Study

_ITALICS = re.compile(r"\*([^*]+)\*")
_CITATION = re.compile(r" ?\[@([^\[\]]+)\]")


def line(text: str, numbers: Mapping[str, int]) -> Line:
    """Words with citations in the place of ``[@reference]``; a reference without a number leaves no trace."""
    pieces: list[str | CitationNumber] = []
    end = 0
    for found in _CITATION.finditer(text):
        before = text[end : found.start()]
        end = found.end()
        number = numbers.get(found[1])
        pieces.append(before + (" " if number is not None and found[0].startswith(" ") else ""))
        if number is not None:
            pieces.append(CitationNumber(found[1], number))
    return Line(*pieces, text[end:])


def reference_line(text: str, retracted: bool = False) -> Line:
    """A reference in the house citation style, its ``*italics*`` as such, and that it was retracted."""
    parts: list[str | Emphasis] = []
    for index, part in enumerate(_ITALICS.split(text)):
        parts.append(Emphasis(part) if index % 2 else part)
    return Line(*parts, " ", Strong("Retracted.")) if retracted else Line(*parts)


def without_italics(text: str) -> str:
    """A reference as plain words."""
    return _ITALICS.sub(r"\1", text)


def plain_text(text: str) -> str:
    """Words without their citations."""
    return _CITATION.sub("", text)


@dataclass(frozen=True)
class Source:
    """One policy with its studies, the figures its prose names, and the frames of the plan."""

    policy: Policy
    studies: Mapping[str, Study]
    figures: Mapping[str, str]
    frames: Frames

    @classmethod
    def read(cls, reader: Reader, policy: str, templates: Path | None, *, studies: bool = True) -> Source:
        """Everything about a policy; ``studies`` false leaves out the studies themselves."""
        frames = Frames(templates)
        told: Mapping[str, Study] = {}
        if studies:
            # Imported where used: the brief summary tells no study.
            from kb.evidence.studies import read_studies

            told = read_studies(reader, policy)
        return cls(read_policy(reader, policy), told, read_prose_figures(reader, policy=policy), frames)

    def expanded(self, text: str, owner: str = "") -> str:
        """Prose with its figures; ``owner`` is the recommendation whose limits it names, else the policy."""
        return expand(text, self.figures, owner or self.policy.header.policy)

    def line(self, text: str, owner: str = "") -> Line:
        """Prose with its figures and citations."""
        return line(self.expanded(text, owner), self.policy.numbers)

    def plain(self, text: str) -> str:
        """Prose with its figures and without citations, for a cell of a table."""
        return plain_text(self.expanded(text))

    def paragraph(self, *sentences: str) -> Paragraph:
        """A paragraph of prose or of sentences."""
        return Paragraph(*(self.line(sentence) for sentence in sentences))

    def section(self, name: str) -> tuple[Block, ...]:
        """The authored paragraphs of a section of the policy."""
        return self.headed(self.policy.prose.get(name, ()))

    def headed(self, prose: Sequence[Prose]) -> tuple[Block, ...]:
        """Authored paragraphs, those with a heading as sections of their own."""
        return tuple(
            self.paragraph(one.text)
            if one.heading is None
            else Section(one.heading, (self.paragraph(one.text),))
            for one in prose
        )

    def study(self, study: str, indication: str | None) -> Paragraph:
        """The paragraph about a study as used for an indication."""
        return self.paragraph(*self.told(study, indication))

    def told(self, study: str, indication: str | None) -> list[str]:
        """The sentences about a study as used for an indication."""
        from kb.narrative.study import Setting, study_paragraph

        setting = Setting(self.policy.numbers, self.policy.header.policy, indication)
        return study_paragraph(self.studies[study], setting)

    def references(self, lines: Sequence[Line] | None = None) -> Bullets | None:
        """The reference list, or the references that some lines cite; null when there is none."""
        listed = self.policy.references
        if lines is not None:
            wanted = {citation.number for one in lines for citation in cited_numbers(one)}
            listed = tuple(one for one in listed if one.number in wanted)
        items = [ListItem(reference_line(one.text, one.retracted), one.number) for one in listed]
        return Bullets(items) if items else None
