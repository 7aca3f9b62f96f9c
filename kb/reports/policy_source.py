"""All that the documents of one policy are built from, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.db.queries import run
from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section
from kb.evidence.plan import HealthPlan, PlanText, in_force, read_plan
from kb.evidence.policies import read_bound_figures, read_policy, read_prose_figures
from kb.evidence.policy import Policy, Prose
from kb.evidence.references import NOTICE_MARKS
from kb.evidence.vocabulary import read_namings
from kb.inlines import Line, Strong, cited_numbers
from kb.narrative.abbreviations import Abbreviations
from kb.narrative.frames import Frames
from kb.narrative.prose import ProseReader, in_italics
from kb.reports.own_words import own_words

if TYPE_CHECKING:
    from kb.db.connect import Reader, Row
    from kb.evidence.study import Study
    from kb.narrative.told_where import Focus


_PLACED = frozenset(
    {
        "description",
        "policy-guidelines",
        "coding",
        "benefit",
        "regulatory",
        "background",
        "review-method",
        "guideline-selection",
        "clinical-review-documentation",
    }
)
"""Sections of authored prose and boilerplate that have a place of their own in the report."""


def reference_line(text: str, notice: str | None = None) -> Line:
    """A reference in the house citation style, with that it was retracted or called in question."""
    mark = NOTICE_MARKS.get(notice or "")
    return Line(in_italics(text), " ", Strong(f"{mark.capitalize()}.")) if mark else in_italics(text)


def _focuses(reader: Reader, policy: Policy) -> dict[str, Focus]:
    """The focus of each indication by its key; one that shares a conclusion has the findings of both."""
    # Imported where used: the brief summary tells no study.
    from kb.evidence.vocabulary import read_vocabulary
    from kb.narrative.told_where import Focus

    vocabulary, bound = read_vocabulary(reader), read_bound_figures(reader, policy.id)
    return {
        indication.key: Focus.of(
            indication,
            bound.get(indication.key, set()) | bound.get(indication.concluded_with or "", set()),
            vocabulary,
        )
        for indication in policy.indications
    }


@dataclass(frozen=True)
class PolicySource:
    """One policy with its studies, what reads its prose, and the frames of the plan."""

    policy: Policy
    studies: Mapping[str, Study]
    prose: ProseReader
    frames: Frames
    plan: HealthPlan
    """The plan that issues it."""
    tests: Sequence[Row] = ()
    """The tests that it asks about, or that its studies had, by name: rows of ``evidence/policy_tests``."""
    abbreviations: Abbreviations = field(default_factory=Abbreviations)
    """Those of the vocabulary: each part of a document spells out its terms at first use."""
    focuses: Mapping[str, Focus] = field(default_factory=dict)
    """What each indication, by its key, makes of its studies; none for paragraphs that tell everything."""
    _told: dict[tuple[str, str | None], tuple[Paragraph, ...]] = field(default_factory=dict)
    """Paragraphs about studies by study and indication: report and summary both tell them."""

    @classmethod
    def read(
        cls,
        reader: Reader,
        policy: str,
        templates: Path | None,
        *,
        studies: bool = True,
        full_prose: bool = False,
    ) -> PolicySource:
        """Everything about a policy; ``studies`` false leaves out the studies themselves.

        With ``full_prose`` the paragraph of a study tells every figure, and no table the rest.
        """
        used: Mapping[str, Study] = {}
        if studies:
            # Imported where used: the brief summary tells no study.
            from kb.evidence.studies import read_studies

            used = read_studies(reader, policy)
        read = read_policy(reader, policy)
        figures = read_prose_figures(reader, policy=policy)
        plan = read_plan(reader, read.plan_key)
        frames = Frames(templates, plan.sentences, plan.key)
        tests = run(reader, "evidence/policy_tests", policy=policy)
        focuses = _focuses(reader, read) if studies and not full_prose else {}
        prose = ProseReader(figures, read.numbers, policy)
        abbreviations = Abbreviations(read_namings(reader))
        return cls(read, used, prose, frames, plan, tests, abbreviations, focuses)

    def line(self, text: str, *about: str, owner: str = "") -> Line:
        """Prose with its figures and citations; ``owner`` is the recommendation whose limits it names."""
        prose = replace(self.prose, owner=owner) if owner else self.prose
        return prose.line(text, *about)

    def cell(self, text: str, *about: str, owner: str = "") -> Line:
        """Prose with its figures and without citations, for a cell of a table; ``owner`` as for ``line``."""
        prose = replace(self._uncited, owner=owner) if owner else self._uncited
        return prose.line(text, *about)

    @cached_property
    def _uncited(self) -> ProseReader:
        return replace(self.prose, numbers={})

    def section(self, name: str) -> tuple[Block, ...]:
        """The authored paragraphs of a section of the policy, else the boilerplate in force."""
        if name in self.policy.prose:
            return self.headed(self.policy.prose[name], f"section:{self.policy.id}/{name}")
        section = self.boilerplate.get(name)
        return () if section is None else own_words(section.text, f"boilerplate:{self.policy.id}/{name}")

    @cached_property
    def boilerplate(self) -> Mapping[str, PlanText]:
        """The boilerplate in force by its keys, in order."""
        return {section.key: section for section in in_force(self.plan, self.policy.boilerplate)}

    def further(self, place: str) -> tuple[Section, ...]:
        """Prose and boilerplate for which the report has no place of its own, at one of BOILERPLATE_PLACE."""
        boilerplate = [section.key for section in self.boilerplate.values() if section.place == place]
        authored = self.policy.prose if place == "back" else ()
        names = dict.fromkeys([*authored, *(key for key in boilerplate if key not in self.policy.prose)])
        spelled = {name: name.replace("-", " ").capitalize() for name in names if name not in _PLACED}
        sections = tuple(self.titled(name, usual) for name, usual in spelled.items())
        return (*sections, *self._disclaimer(place))

    def _disclaimer(self, place: str) -> tuple[Section, ...]:
        """That of the plan, unless the policy has words of its own for it or leaves it out."""
        said = self.plan.disclaimer
        worded = {section.key for section in self.policy.boilerplate} | self.policy.prose.keys()
        if said is None or place != self.plan.disclaimer_place or "disclaimer" in worded:
            return ()
        return (Section("Disclaimer", own_words(said, f"disclaimer:{self.plan.key}"), key="disclaimer"),)

    def titled(
        self, name: str, usual: str, blocks: tuple[Block, ...] | None = None, key: str = ""
    ) -> Section:
        """A section under the heading of its boilerplate, else under the usual one."""
        said = None if name in self.policy.prose else self.boilerplate.get(name)
        heading = usual if said is None or said.heading is None else said.heading
        return Section(heading, self.section(name) if blocks is None else blocks, key=key or name)

    def headed(self, prose: Sequence[Prose], about: str) -> tuple[Block, ...]:
        """Authored paragraphs, those with a heading as sections of their own."""
        blocks: list[Block] = []
        for authored in prose:
            paragraph = Paragraph(self.line(authored.text, about))
            blocks.append(paragraph if authored.heading is None else Section(authored.heading, (paragraph,)))
        return tuple(blocks)

    def study(self, study: str, indication: str | None) -> tuple[Paragraph, ...]:
        """The paragraph about a study as used for an indication; several where it would be long."""
        if (study, indication) not in self._told:
            from kb.narrative.study import Setting, study_paragraphs

            setting = Setting(self.prose, self.policy.id, indication, self.focuses.get(indication or ""))
            self._told[study, indication] = tuple(
                Paragraph(*sentences, about=(f"study:{study}",))
                for sentences in study_paragraphs(self.studies[study], setting)
            )
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
