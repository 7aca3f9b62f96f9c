"""The results of a study as tables: arms side by side, what compares them beside them."""

from __future__ import annotations

from collections.abc import Sequence

from kb.documents.content import Section, Table, TableRow
from kb.evidence.study import Result, Study
from kb.inlines import Line, joined
from kb.narrative.blocks import each_once, flag_of, note_of
from kb.narrative.figures_in_words import in_cell
from kb.narrative.phrasing import bracketed
from kb.narrative.prose import ProseReader
from kb.narrative.study_phrases import Subjects, estimator_words, outcome_name
from kb.notation.units import singular
from kb.reports.accuracy_table import accuracy_sections, is_in_accuracy_table

_ROLES = {
    "flow": "Participants and flow",
    "eligibility": "Eligibility",
    "definition": "Limits that define groups",
    "baseline": "Baseline characteristics",
    "treatment": "Treatment received",
    "follow-up": "Follow-up",
    "outcome": "Outcomes",
}


def result_tables(study: Study, prose: ProseReader) -> tuple[Section, ...]:
    """One table for each role that the study has results of; every result stands in exactly one row.

    Measures of a test stand in a table of their own, by what the test was to find.
    """
    sections = []
    tabulated = [result for result in study.results if not is_in_accuracy_table(result)]
    for role, title in _ROLES.items():
        results = [result for result in tabulated if result.role == role]
        if results:
            sections.append(Section(title, (_table(results, Subjects.of(study, prose)),), key=role))
    return (*sections, *accuracy_sections(study, Subjects.of(study, prose)))


def _table(results: Sequence[Result], subjects: Subjects) -> Table:
    columns = _columns(results, subjects)
    rows: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        rows.setdefault(row_of(result), []).append(result)
    header = [Line("Outcome"), Line("Population"), Line("Time"), *columns.values(), Line("Remarks")]
    cells = [_cells(members, [*columns], subjects) for members in rows.values()]
    kept = [index for index in range(len(header)) if any(row[index] for row in cells)]
    about = [tuple(f"result:{result.id}" for result in members) for members in rows.values()]
    return Table(
        "",
        [header[index] for index in kept],
        [TableRow([row[index] for index in kept], about=ids) for row, ids in zip(cells, about, strict=True)],
    )


def _columns(results: Sequence[Result], subjects: Subjects) -> dict[str, Line]:
    """Key -> heading of the columns with values; the key ``""`` is that of several contrasts together."""
    study = subjects.study
    columns = {
        arm.key: subjects.arms[arm.key]
        for arm in study.arms.values()
        if any(result.column == arm.key for result in results)
    }
    if any(result.scope == "study" for result in results):
        columns["all"] = Line("All")
    contrasts = list(dict.fromkeys(result.column for result in results if result.scope == "contrast"))
    if len(contrasts) == 1:
        columns[contrasts[0]] = subjects.versus(study.contrasts[contrasts[0]]) or Line("Comparison")
    elif contrasts:
        columns[""] = Line("Comparison")
    return columns


def row_of(result: Result) -> tuple[object, ...]:
    """What stands in one row: an entry of the record at one time."""
    dimensions = (result.outcome, result.target, result.population, result.times, result.counted)
    return (result.entry, *dimensions, result.adjusted)


def _cells(members: Sequence[Result], columns: Sequence[str], subjects: Subjects) -> list[Line]:
    """One row; the column ``""`` holds several contrasts, each with its name."""
    first = members[0]
    cells = {result.column: in_cell(result.figures) for result in members}
    compared = [
        Line(subjects.versus(subjects.study.contrasts[result.column]), ": ", cells[result.column])
        for result in members
        if result.scope == "contrast"
    ]
    cells[""] = joined("; ", compared)
    return [
        outcome_cell(first),
        subjects.population_label(first.population),
        Line(first.time.words),
        *(cells.get(column, Line()) for column in columns),
        remarks_cell(members, subjects),
    ]


def remarks_cell(members: Sequence[Result], subjects: Subjects) -> Line:
    """What is odd in print about some results, and our remarks on them, each once."""
    remarks = each_once(remark for result in members for remark in (flag_of(result), note_of(result)))
    return joined("; ", map(subjects.remark, remarks))


def outcome_cell(result: Result) -> Line:
    """The outcome with its unit of analysis, estimator, adjustment and rank."""
    said = any(figure.counted for figure in result.figures)
    parts = [
        f"per {singular(result.counted)}" if result.counted and not said else "",
        estimator_words(result),
        "adjusted" if result.adjusted else "",
        f"scale {result.scale}" if result.scale is not None else "",
        "primary outcome" if result.is_primary else "",
    ]
    remarks = ", ".join(part for part in parts if part)
    return bracketed(outcome_name(result), [remarks] if remarks else [])
