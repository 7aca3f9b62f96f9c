"""``kb study show``: the page about one study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table
from kb.evidence.policies import read_prose_figures
from kb.evidence.policies_about import policies_about
from kb.evidence.studies import read_study
from kb.evidence.study import Study
from kb.narrative.limitations import answer_text
from kb.narrative.opening import is_size
from kb.narrative.prose import expand
from kb.narrative.study import Setting, study_paragraph
from kb.notation import display
from kb.reports.results import Plain, result_tables
from kb.reports.source import plain_text, without_italics


def build_study_page(reader: Reader, study: str, *, templates: Path | None = None) -> Document:
    """Citation, design, arms, results as tables, limitations, and where the study is used.

    ``templates`` is accepted as by every page; this one has no frames. Raises KbError for an unknown study.
    """
    del templates
    return study_page_from(reader, read_study(reader, study), read_prose_figures(reader, study=study))


def study_page_from(reader: Reader, found: Study, figures: Mapping[str, str]) -> Document:
    """The page of a study that has been read, with the figures that its prose names."""
    study = found.header.study

    def plain(text: str) -> str:
        return plain_text(expand(text, figures))

    told = Paragraph(*map(plain, study_paragraph(found, Setting())))
    blocks = (
        Section("In words", (told,), key="words"),
        Section("Arms", _arms(found), key="arms"),
        *result_tables(found, plain),
        Section("Strengths and limitations", _appraisal(found, plain), key="limitations"),
        Section("Studies in this review", _inclusions(found, plain), key="inclusions"),
        Section("Used in", _uses(_in_use(reader, study)), key="uses"),
        Section(
            "Named by reviews", _reviews(run(reader, "evidence/study_reviews", study=study)), key="reviews"
        ),
    )
    kept = tuple(block for block in blocks if block.blocks)
    facts = _facts(found, _registrations(reader, study), plain)
    return Document(f"{found.header.label} ({study})", facts, kept)


def _in_use(reader: Reader, study: str) -> list[Row]:
    return [
        row
        for policy in policies_about(reader, study=study)
        for row in run(reader, "evidence/study_in_use", policy=policy, study=study)
    ]


def _registrations(reader: Reader, study: str) -> list[tuple[str, str]]:
    rows = run(reader, "evidence/study_registrations", study=study)
    return [("Registration", f"{row['registry']} {row['number']}") for row in rows]


def _facts(
    study: Study, registrations: Sequence[tuple[str, str]], plain: Plain
) -> tuple[tuple[str, str], ...]:
    header = study.header
    enrolled = [result for result in study.results if is_size(result) and result.scope == "study"]
    facts = [
        *(
            (report.role.capitalize() + " report", without_italics(report.citation_text))
            for report in study.reports
        ),
        *registrations,
        ("Design", header.design_name),
        ("Data", header.data_direction or ""),
        ("Population", header.population or ""),
        ("Setting", header.setting or ""),
        ("Enrolled", display(enrolled[0].figures) if enrolled else ""),
        ("Known through", header.known_through_label or ""),
        ("Authors' conclusion", header.conclusion or ""),
    ]
    return tuple((label, plain(value)) for label, value in facts if value)


def _arms(study: Study) -> tuple[Block, ...]:
    sizes = {result.column: display(result.figures) for result in study.results if is_size(result)}
    rows = tuple((arm.key, arm.label, sizes.get(arm.key, "")) for arm in study.arms.values())
    return (Table("", ("Key", "Arm", "n"), rows),) if rows else ()


def _appraisal(study: Study, plain: Plain) -> tuple[Block, ...]:
    items = []
    for answer in study.answers:
        place = f"{answer.policy} {answer.indication}" if answer.indication else answer.kind
        code = f"{answer.table_name}/{answer.domain}" + (f"/{answer.code}" if answer.code else "")
        named = (
            answer.kind if answer.kind == "strength" else f"{code} ({place})" if answer.indication else code
        )
        items.append(f"{named}: {plain(answer_text(answer))}")
    return (Bullets(items),) if items else ()


def _inclusions(study: Study, plain: Plain) -> tuple[Block, ...]:
    items = []
    for one in study.inclusions:
        name = one.label or (f"{one.unnamed} not named" if one.unnamed is not None else "no study")
        reason = f" ({plain(one.reason)})" if one.reason else ""
        items.append(f"{one.state.replace('-', ' ')}: {name}{reason}")
    return (Bullets(items),) if items else ()


def _uses(rows: list[Row]) -> tuple[Block, ...]:
    if not rows:
        return ()
    header = ("Policy", "Title", "Indication", "Placed under", "Citation")
    told = tuple(
        (
            row["policy"],
            row["policy_title"],
            row["indication_title"],
            row["group_heading"],
            "" if row["citation_number"] is None else str(row["citation_number"]),
        )
        for row in rows
    )
    return (Table("", header, told),)


def _reviews(rows: list[Row]) -> tuple[Block, ...]:
    items = [
        f"{row['label']}: {row['state'].replace('-', ' ')}" + (f" ({row['reason']})" if row["reason"] else "")
        for row in rows
    ]
    return (Bullets(items),) if items else ()
