"""``kb study show``: the page about one study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table
from kb.evidence.policies import read_prose_figures
from kb.evidence.policies_about import policies_about
from kb.evidence.references import NOTICE_MARKS
from kb.evidence.studies import read_study
from kb.evidence.study import AppraisalItem, Study
from kb.evidence.vocabulary import read_namings
from kb.inlines import Line, TermText
from kb.narrative.abbreviations import Abbreviations
from kb.narrative.figures_in_words import in_cell
from kb.narrative.notices import marked
from kb.narrative.prose import ProseReader, in_italics
from kb.narrative.study import Setting, study_paragraphs
from kb.narrative.study_appraisal import answer_line, judged_as, none_line
from kb.narrative.study_design import cohort_facts, conduct_facts, design_facts
from kb.narrative.study_opening import is_size
from kb.reports.results import result_tables
from kb.reports.spelled_out import spelled_out


def build_study_page(reader: Reader, study: str, *, templates: Path | None = None) -> Document:
    """Citation, design, arms, results as tables, limitations, and where the study is used.

    ``templates`` is accepted as by every page; this one has no frames. Raises KbError for an unknown study.
    """
    del templates
    return study_page_from(reader, read_study(reader, study))


def study_page_from(reader: Reader, study: Study) -> Document:
    """The page of a study that has been read."""
    # A page about one study has no list of references, so no citation is numbered.
    prose = ProseReader(read_prose_figures(reader, study=study.id))
    words = tuple(
        Paragraph(*sentences, about=(f"study:{study.id}",))
        for sentences in study_paragraphs(study, Setting(prose))
    )
    reviews = run(reader, "evidence/study_reviews", study=study.id)
    sections = (
        Section("In words", words, key="words"),
        Section("Arms", _arms(study), key="arms"),
        Section("Margins", _margins(study), key="margins"),
        *result_tables(study, prose),
        Section("Strengths and limitations", _appraisal(study, prose), key="limitations"),
        *_judged(study, prose),
        Section("Studies in this review", _inclusions(study, prose), key="inclusions"),
    )
    facts = _facts(study, prose)
    abbreviations = Abbreviations(read_namings(reader))
    spelled = spelled_out((section for section in sections if section.blocks), abbreviations)
    elsewhere = (
        Section("Used in", _uses(_in_use(reader, study.id)), key="uses"),
        Section("Named by systematic reviews", _reviews(reviews), key="reviews"),
    )
    kept = (*spelled, *(section for section in elsewhere if section.blocks))
    return Document(f"{study.label} ({study.id})", facts, kept)


def _in_use(reader: Reader, study: str) -> list[Row]:
    return [
        row
        for policy in policies_about(reader, study=study)
        for row in run(reader, "evidence/study_in_use", policy=policy, study=study)
    ]


def _facts(study: Study, prose: ProseReader) -> list[tuple[str, Line]]:
    enrolled = [result for result in study.results if is_size(result) and result.scope == "study"]
    reports = [
        (f"{report.role.capitalize()} report", marked(in_italics(report.citation_text), report.notice).plain)
        for report in study.reports
    ]
    through = Line(TermText(study.known_through_label or "", (f"study:{study.known_through}",)))
    through = marked(through, study.known_through_notice)
    facts: list[tuple[str, str | Line]] = [
        ("Notice", NOTICE_MARKS.get(study.notice or "", "").capitalize()),
        *reports,
        *(("Registration", f"{one.registry} {one.number}") for one in study.registrations),
        ("Acronym", study.acronym or ""),
        ("Design", study.design_name),
        *design_facts(study),
        ("Data", study.data_direction or ""),
        ("Population", prose.line(study.population or "", f"participants:{study.id}")),
        ("Setting", prose.line(study.setting or "", f"setting:{study.id}")),
        *conduct_facts(study),
        ("Sponsor", study.sponsor or ""),
        ("Funding", study.funding or ""),
        ("Conflicts of interest", study.conflicts or ""),
        ("Enrolled", in_cell(enrolled[0].figures) if enrolled else ""),
        *cohort_facts(study),
        ("Known through", through),
        ("Read from", study.document or ""),
        ("Authors' conclusion", prose.line(study.conclusion or "", f"conclusion:{study.id}")),
    ]
    return [(label, Line(value)) for label, value in facts if value]


def _arms(study: Study) -> tuple[Block, ...]:
    sizes = {result.column: in_cell(result.figures) for result in study.results if is_size(result)}
    columns = {
        "Key": [arm.key for arm in study.arms.values()],
        "Arm": [arm.label for arm in study.arms.values()],
        "n": [sizes.get(arm.key, "") for arm in study.arms.values()],
    }
    further = {
        "Kind": [arm.kind or "" for arm in study.arms.values()],
        "Test": [arm.test_name or "" for arm in study.arms.values()],
        "Version": [arm.test_version or "" for arm in study.arms.values()],
        "Threshold": [arm.threshold or "" for arm in study.arms.values()],
        "Dose": [arm.dose or "" for arm in study.arms.values()],
        "Route": [arm.route or "" for arm in study.arms.values()],
        "Schedule": [arm.schedule or "" for arm in study.arms.values()],
        "Duration": [arm.duration or "" for arm in study.arms.values()],
    }
    columns |= {heading: cells for heading, cells in further.items() if any(cells)}
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    return (Table("", [*columns], rows),) if rows else ()


def _margins(study: Study) -> tuple[Block, ...]:
    """Margins of noninferiority or equivalence, and whether they were kept."""
    header = ("Outcome", "Contrast", "Population", "Hypothesis", "Margin", "Met", "Note")
    rows = [
        (
            margin.outcome_name,
            margin.contrast or "",
            "all participants"
            if margin.population == "whole"
            else study.populations[margin.population].label,
            margin.hypothesis,
            margin.margin,
            margin.met or "",
            margin.note or "",
        )
        for margin in study.margins
    ]
    return (Table("", header, rows),) if rows else ()


def _appraisal(study: Study, prose: ProseReader) -> tuple[Block, ...]:
    several = len({answer.edition for answer in study.answers} - {""}) > 1
    items = [
        Line(f"{_answer_name(answer, several)}: ", _answer(study, answer, prose)) for answer in study.answers
    ]
    return (Bullets(items),) if items else ()


def _answer(study: Study, answer: AppraisalItem, prose: ProseReader) -> Line:
    return none_line(answer) if answer.kind == "none" else answer_line(study.id, answer, prose)


def _answer_name(answer: AppraisalItem, several: bool) -> str:
    """What the answer is about; its edition too where the answers are of several."""
    if answer.kind == "strength":
        return answer.kind
    code = "/".join(part for part in (answer.table_name, answer.domain, answer.code) if part)
    remarks = [f"{answer.policy} {answer.indication}"] if answer.indication else []
    remarks += [answer.edition] if several else []
    return f"{code} ({', '.join(remarks)})" if remarks else code


def _judged(study: Study, prose: ProseReader) -> Iterator[Section]:
    """A table for each appraisal: domains with their judgements, and the overall one."""
    for judgement in study.judgements:
        place = f"judgement:{judgement.id}"
        rows: list[tuple[str | Line, ...]] = [
            (
                domain.heading or "",
                f"{domain.label} (critical)" if domain.critical else domain.label,
                Line(TermText(domain.judgement, (place,))),
                prose.line(domain.note or "", place),
            )
            for domain in judgement.domains
        ]
        remark = prose.line(judgement.note or "", place)
        if judgement.overall:
            rows.append(("", "overall", Line(TermText(judgement.overall, (place,))), remark))
        if judgement.score:
            rows.append(("", "score", judgement.score, "" if judgement.overall else remark))
        header = ("Heading", "Domain", "Judgement", "Why")
        title = Line("Appraisal: ", judged_as(judgement)).plain
        yield Section(title, (_without_empty_columns(header, rows),), key=place)


def _without_empty_columns(header: Sequence[str], rows: Sequence[Sequence[str | Line]]) -> Table:
    kept = [index for index in range(len(header)) if any(row[index] for row in rows)]
    return Table("", [header[index] for index in kept], [[row[index] for index in kept] for row in rows])


def _inclusions(study: Study, prose: ProseReader) -> tuple[Block, ...]:
    items = []
    for inclusion in study.inclusions:
        name = Line(f"{inclusion.unnamed} not named" if inclusion.unnamed is not None else "no study")
        if inclusion.label:
            about = (f"study:{inclusion.study}",) if inclusion.study is not None else ()
            name = Line(TermText(inclusion.label, about))
        reason = prose.line(inclusion.reason or "", f"reason:{study.id}/{inclusion.study}")
        shown = marked(name, inclusion.notice, [reason] if reason else [])
        items.append(Line(f"{inclusion.state.replace('-', ' ')}: ", shown))
    return (Bullets(items),) if items else ()


def _uses(rows: list[Row]) -> tuple[Block, ...]:
    if not rows:
        return ()
    header = ("Policy", "Title", "Indication", "Placed under", "Citation")
    cells = tuple(
        (
            row["policy"],
            row["policy_title"],
            row["indication_title"],
            row["group_heading"],
            "" if row["citation_number"] is None else str(row["citation_number"]),
        )
        for row in rows
    )
    return (Table("", header, cells),)


def _reviews(rows: list[Row]) -> tuple[Block, ...]:
    items = [
        f"{marked(Line(row['label']), row['notice']).plain}: {row['state'].replace('-', ' ')}"
        + (f" ({row['reason']})" if row["reason"] else "")
        for row in rows
    ]
    return (Bullets(items),) if items else ()
