"""What index tests of a study found: a row for each target, test and population, a column a measure."""

from __future__ import annotations

from collections.abc import Sequence

from kb.documents.content import Block, Section, Table, TableRow
from kb.evidence.study import PrintedStatement, Result, Study
from kb.inlines import Line, TermText, joined
from kb.narrative.blocks import each_once, flag_of, note_of
from kb.narrative.figures_in_words import said_as
from kb.narrative.study_phrases import Subjects, is_named_by_measure
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
        Section("Accuracy of the tests", _accuracy(study, subjects), key="accuracy"),
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


def _accuracy(study: Study, subjects: Subjects) -> tuple[Block, ...]:
    groups: dict[tuple[object, ...], list[Result]] = {}
    for result in filter(is_in_accuracy_table, study.results):
        place = (result.target, result.column, result.population, result.time.key, result.counted)
        groups.setdefault((*place, result.estimator, result.adjusted), []).append(result)
    if not groups:
        return ()
    measures = [_measures(results) for results in groups.values()]
    printed = dict.fromkeys(name for cells in measures for name in cells)
    names = [name for name in _ORDER if name in printed] + [name for name in printed if name not in _ORDER]
    header = ["Target", "Test", "Threshold", "Population", "Time", *map(_heading, names), "Remarks"]
    rows = [
        [
            *_place(results[0], subjects),
            *(cells.get(name, Line()) for name in names),
            _remarks(results, subjects),
        ]
        for results, cells in zip(groups.values(), measures, strict=True)
    ]
    kept = [index for index in range(len(header)) if any(row[index] for row in rows)]
    about = [tuple(f"result:{result.id}" for result in results) for results in groups.values()]
    cells_kept = [[row[index] for index in kept] for row in rows]
    lines = [TableRow(row, about=ids) for row, ids in zip(cells_kept, about, strict=True)]
    return (Table("", [header[index] for index in kept], lines),)


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
        Line(", ".join(first.times)),
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
    return Line(said_as(shown, *statement.figures))


def _remarks(results: Sequence[Result], subjects: Subjects) -> Line:
    first = results[0]
    about = [
        f"per {singular(first.counted)}" if first.counted else "",
        "" if first.estimator == "as-reported" else first.estimator.replace("-", " "),
        "adjusted" if first.adjusted else "",
    ]
    remarks = each_once(remark for result in results for remark in (flag_of(result), note_of(result)))
    said = [Line(text) for text in about if text]
    return joined("; ", [*said, *map(subjects.remark, remarks)])
