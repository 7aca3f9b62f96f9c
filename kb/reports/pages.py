"""``kb policy show``, ``kb indication show``, ``kb reference show``: one page about one thing."""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table
from kb.evidence.policies_about import policies_about
from kb.evidence.policy import EvidenceGroup, Indication
from kb.evidence.references import NOTICE_MARKS, read_reference, standing_notice
from kb.inlines import Line, TermText
from kb.lookup.references import reference_key
from kb.narrative.evidence_base import counted
from kb.narrative.figures_in_words import in_cell
from kb.narrative.notices import marked, notice_counts
from kb.narrative.phrasing import bracketed
from kb.narrative.prose import in_italics
from kb.narrative.study_opening import is_size
from kb.reports.back import history
from kb.reports.front import codes
from kb.reports.indication import brief, certainty, question_line, summary
from kb.reports.policy_source import PolicySource
from kb.reports.spelled_out import spelled_out
from kb.reports.statements import statements
from kb.reports.summary import adopted_from, choose
from kb.reports.supplement import no_guidelines, trial_table


def build_policy_page(reader: Reader, policy: str, *, templates: Path | None = None) -> Document:
    """Dates, statement, codes, indications with their conclusions, and history of a policy."""
    return policy_page_from(PolicySource.read(reader, policy, templates, studies=False))


def policy_page_from(source: PolicySource) -> Document:
    """The page of a policy that has been read; its studies are not needed."""
    policy = source.policy
    facts = (
        ("Plan", policy.plan),
        ("Section", policy.section),
        ("Original policy date", source.plan.day(policy.original_date)),
        ("Effective date", source.plan.day(policy.effective_date)),
        ("Adopted from", adopted_from(source)),
        ("References", str(len(source.policy.references))),
    )
    rows = tuple(
        (indication.key, indication.title, _studies_of(indication), _concluded(indication))
        for indication in source.policy.indications
    )
    sections = (
        Section("Policy statement", statements(source), key="statement"),
        Section(
            "Indications", (Table("", ("Key", "Indication", "Studies", "Evidence"), rows),) if rows else ()
        ),
        Section("Codes", codes(source), key="codes"),
        Section("Guidelines", _recommendations(source)),
        Section("Ongoing and unpublished trials", trial_table(policy.trials, source)),
        Section("History", history(source)),
    )
    kept = tuple(section for section in sections if section.blocks)
    return Document(f"{policy.number} {policy.title}", tuple((k, v) for k, v in facts if v), kept)


def _recommendations(source: PolicySource) -> tuple[Block, ...]:
    """The recommendations that the policy reports with their grades, and where none was identified."""
    rows = tuple(
        (
            ", ".join(filter(None, (item.abbreviation or item.organization, item.title, item.version))),
            source.cell(
                item.text,
                f"recommendation:{item.guideline}/{item.recommendation}",
                owner=f"{item.guideline}/{item.recommendation}",
            ),
            item.category or "",
            item.indication or "",
        )
        for item in source.policy.recommendations
    )
    table = Table("", ("Guideline", "Recommendation", "Grade", "Indication"), rows)
    return (*((table,) if rows else ()), *no_guidelines(source))


def _concluded(indication: Indication) -> str:
    """The verdict; or that there are findings without one, or nothing yet."""
    if indication.verdict is not None:
        return indication.verdict
    return "no verdict" if indication.findings or indication.chain_of_evidence else "none yet"


def _studies_of(indication: Indication) -> Line:
    """How many studies an indication uses, and how many of them were retracted or called in question."""
    uses = [use for group in indication.groups for use in group.studies]
    return bracketed(Line(counted(uses)), notice_counts(uses))


def build_indication_page(
    reader: Reader, policy: str, indication: str, *, templates: Path | None = None
) -> Document:
    """The PICO question of an indication, its conclusion, and its studies in reading order."""
    source = PolicySource.read(reader, policy, templates)
    return indication_page_from(source, choose(source.policy.indications, policy, indication)[0])


def indication_page_from(source: PolicySource, indication: Indication) -> Document:
    """The page of an indication of a policy that has been read."""
    question = [
        source.line(prose.text, f"section:{indication.id}/{section}")
        for section in ("purpose", "question")
        for prose in indication.prose.get(section, ())
    ]
    blocks: tuple[Block, ...] = (
        Section("Question", (*map(Paragraph, question), brief(indication, source))),
        Section(
            "Evidence and conclusion",
            spelled_out((summary(indication, source),), source.abbreviations),
        ),
        *(
            Section(group.heading, _group(group, source))
            for group in indication.groups
            if group.studies or group.none_identified
        ),
        *(Section("Certainty of evidence", rated) for rated in (certainty(indication, source),) if rated),
    )
    policy = source.policy
    return Document(indication.title, (("Policy", f"{policy.number} {policy.title}"),), blocks)


def _group(group: EvidenceGroup, source: PolicySource) -> tuple[Block, ...]:
    question = question_line(group)
    return (*([Paragraph(question)] if question else []), _studies(group, source))


def _studies(group: EvidenceGroup, source: PolicySource) -> Block:
    if not group.studies:
        return Paragraph(source.frames.say("no-study-identified"))
    rows = []
    for use in group.studies:
        study = source.studies[use.study]
        sizes = [
            in_cell(result.figures) for result in study.results if is_size(result) and result.scope == "study"
        ]
        number = [source.policy.numbers.get(report.reference) for report in study.reports[:1]]
        cited = "" if not number or number[0] is None else str(number[0])
        rows.append(
            (
                marked(Line(TermText(use.study, (f"study:{use.study}",))), study.notice),
                study.design_name,
                sizes[0] if sizes else "",
                cited,
            )
        )
    return Table("", ("Study", "Design", "Enrolled", "Citation"), tuple(rows))


def build_reference_page(reader: Reader, reference: str, *, templates: Path | None = None) -> Document:
    """Citation, identifiers and notices of a reference, the studies it reports, and where it is cited.

    ``reference`` is a key or an identifier such as ``pmid:25284802``; ``templates`` is accepted as by every
    page. Raises KbError for an unknown reference.
    """
    del templates
    return reference_page_from(reader, reference_key(reader, reference))


def reference_page_from(reader: Reader, key: str) -> Document:
    """The page of the reference of a key that is known."""
    reference = read_reference(reader, key)
    notices = [
        f"{notice.kind}, {notice.date or 'undated'}: {in_italics(notice.text or '').plain}".rstrip(": ")
        for notice in reference.notices
    ]
    studies = [f"{study.label} ({study.study}), {study.role} report" for study in reference.studies]
    sections = (
        Section("Notices", _list(notices), key="notices"),
        Section("Reports", _list(studies), key="studies"),
        Section("Cited in", _cited(reader, key), key="citations"),
    )
    standing = standing_notice(reference.notices)
    facts = [("Citation", in_italics(reference.citation_text).plain), ("Key", key)]
    if standing is not None and standing.kind in NOTICE_MARKS:
        facts.append(("Notice", NOTICE_MARKS[standing.kind].capitalize()))
    facts += [(scheme.upper(), value) for scheme, value in reference.identifiers]
    return Document(reference.title, tuple(facts), tuple(section for section in sections if section.blocks))


def _list(items: list[str]) -> tuple[Block, ...]:
    return (Bullets(items),) if items else ()


def _cited(reader: Reader, reference: str) -> tuple[Block, ...]:
    rows = tuple(
        (
            row["policy"],
            str(row["citation_number"]),
            row["indication_title"] or ("listed only" if row["listed_only"] else "elsewhere in the policy"),
        )
        for policy in policies_about(reader, reference=reference)
        for row in run(reader, "evidence/reference_citations", policy=policy, reference=reference)
    )
    return (Table("", ("Policy", "Number", "Where"), rows),) if rows else ()
