"""What index tests of a study found: a row for each target, test and population, a column a measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.documents.content import Block, Section, Table, TableRow
from kb.evidence.study import PrintedStatement, Result, Study
from kb.inlines import Line, TermText, joined
from kb.narrative.blocks import each_once, flag_of, note_of
from kb.narrative.figures_in_words import grouped, said_as
from kb.narrative.study_phrases import Subjects, estimator_words, is_named_by_measure
from kb.notation import display
from kb.notation.statistics import STATISTICS
from kb.notation.units import singular
from kb.statistics.accuracy_measures import COLUMNS, COUNT_COLUMNS

_ORDER = [*COUNT_COLUMNS, *COLUMNS]
"""Measures in the order of their columns; others follow in the order of the record."""


def is_in_accuracy_table(result: Result) -> bool:
    """Whether a result stands in the table of accuracy, and so in no other."""
    return result.scope != "contrast" and result.role == "outcome" and is_named_by_measure(result)


def accuracy_sections(study: Study, subjects: Subjects) -> tuple[Section, ...]:
    """The targets with how they were established, and the accuracy of each test; none without any."""
    sections = (
        Section("Targets of the tests", _targets(study), key="targets"),
        Section(
            "Accuracy of the tests", accuracy_tables([(subjects, study.results)], named=False), key="accuracy"
        ),
    )
    return tuple(section for section in sections if section.blocks)


def _targets(study: Study) -> tuple[Block, ...]:
    columns = {
        "Key": [target.key for target in study.targets.values()],
        "Target": [target.name for target in study.targets.values()],
    }
    further = {
        "Reference standard": [target.reference_standard or "" for target in study.targets.values()],
        "Threshold": [target.threshold or "" for target in study.targets.values()],
        "Timing": [target.timing or "" for target in study.targets.values()],
        "Blinding": [_spelled(target.blinding) for target in study.targets.values()],
        "Verified": [_spelled(target.verification) for target in study.targets.values()],
        "Unit": [target.unit or "" for target in study.targets.values()],
        "Note": [target.note or "" for target in study.targets.values()],
    }
    columns |= {heading: cells for heading, cells in further.items() if any(cells)}
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    return (Table("", [*columns], rows),) if rows else ()


def _spelled(code: str | None) -> str:
    return (code or "").replace("-", " ")


class _AccuracyRow(NamedTuple):
    """One row: where it was measured, each measure by its statistic, remarks, and the results it shows."""

    place: list[Line]
    measures: dict[str, Line]
    remarks: Line
    about: tuple[str, ...]


def accuracy_tables(
    studies: Sequence[tuple[Subjects, Sequence[Result]]], *, named: bool = True
) -> tuple[Table, ...]:
    """One table of the measures of tests among some results of studies; none without any.

    ``named`` false leaves out the column of studies.
    """
    rows = [row for subjects, results in studies for row in _rows(subjects, results)]
    if not rows:
        return ()
    printed = dict.fromkeys(name for row in rows for name in row.measures)
    names = [name for name in _ORDER if name in printed] + [name for name in printed if name not in _ORDER]
    header = ["Study", "Target", "Test", "Threshold", "Population", "Time", *map(_heading, names), "Remarks"]
    cells = [[*row.place, *(row.measures.get(name, Line()) for name in names), row.remarks] for row in rows]
    first = 0 if named else 1
    kept = [index for index in range(first, len(header)) if any(row[index] for row in cells)]
    lines = [
        TableRow([of_row[index] for index in kept], about=row.about)
        for of_row, row in zip(cells, rows, strict=True)
    ]
    return (Table("", [header[index] for index in kept], lines),)


def _rows(subjects: Subjects, of_study: Sequence[Result]) -> Iterator[_AccuracyRow]:
    groups: dict[tuple[object, ...], list[Result]] = {}
    for result in filter(is_in_accuracy_table, of_study):
        place = (result.target, result.column, result.population, result.time.key, result.counted)
        groups.setdefault((*place, result.estimator, result.adjusted), []).append(result)
    for results in groups.values():
        about = tuple(f"result:{result.id}" for result in results)
        place_cells = [study_cell(subjects), *_place(results[0], subjects)]
        yield _AccuracyRow(place_cells, _measures(results), _remarks(results, subjects), about)


def study_cell(subjects: Subjects) -> Line:
    """The study by its label, as the first cell of a row of a table of several studies."""
    return Line(TermText(subjects.study.label, (f"study:{subjects.study.id}",)))


def _heading(name: str) -> str:
    written = STATISTICS[name].written
    return written[0].upper() + written[1:]


def _place(first: Result, subjects: Subjects) -> list[Line]:
    study = subjects.study
    arm = study.arms.get(first.column)
    target = study.targets[first.target or ""]
    threshold = target.threshold or (arm.threshold if arm is not None else None)
    return [
        Line(TermText(target.name, (f"target:{study.id}/{target.key}",))),
        subjects.arms.get(first.column, Line()),
        Line(threshold or ""),
        subjects.population_label(first.population),
        Line(first.time.words),
    ]


def _measures(results: Sequence[Result]) -> dict[str, Line]:
    """Statistic -> its cell; what names none, such as a p value, stands with the measure before it."""
    cells: dict[str, list[Line]] = {}
    for result in results:
        name = ""
        for statement in result.statements:
            own = _measure_of(statement)
            name = own or name
            cells.setdefault(name, []).append(_cell(statement, own))
    return {name: joined("; ", lines) for name, lines in cells.items() if name}


def _measure_of(statement: PrintedStatement) -> str:
    named = (figure.statistic for figure in statement.figures)
    odds = "diagnostic-odds-ratio"
    return next((name for name in named if STATISTICS[name].group == "accuracy" or name == odds), "")


def _cell(statement: PrintedStatement, name: str) -> Line:
    text = display(statement.figures)
    shown = text.removeprefix(f"{STATISTICS[name].written}, ") if name else text
    return Line(said_as(grouped(shown), *statement.figures))


def _remarks(results: Sequence[Result], subjects: Subjects) -> Line:
    first = results[0]
    about = [
        f"per {singular(first.counted)}" if first.counted else "",
        estimator_words(first),
        "adjusted" if first.adjusted else "",
    ]
    remarks = each_once(remark for result in results for remark in (flag_of(result), note_of(result)))
    said = [Line(text) for text in about if text]
    return joined("; ", [*said, *map(subjects.remark, remarks)])
