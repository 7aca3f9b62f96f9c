"""What the paragraphs about the studies of an evidence group leave out, as tables below them.

``told_where`` says which results these are; together with the paragraphs no figure of a study stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.documents.content import Section, Table, TableRow
from kb.evidence.study import Result, Study
from kb.inlines import Line, joined, led
from kb.narrative.figures_in_words import in_cell
from kb.narrative.prose import ProseReader
from kb.narrative.reviews import inclusion_cells, names_many
from kb.narrative.study_phrases import Subjects
from kb.narrative.told_where import Focus, ToldWhere, told_where
from kb.reports.accuracy_table import accuracy_tables, is_in_accuracy_table, study_cell
from kb.reports.results import outcome_cell, remarks_cell, row_of

_HEADER = ("Study", "Outcome", "Population", "Time", "Result", "Comparison", "Remarks")
_ALWAYS = frozenset({"Study", "Outcome", "Result"})


def further_results(studies: Sequence[Study], focus: Focus | None, prose: ProseReader) -> tuple[Section, ...]:
    """The section with all results of some studies that their paragraphs do not tell; none without any."""
    untold = [(Subjects.of(study, prose), told_where(study, focus)) for study in studies]
    of_tests = [
        (subjects, [result for result in where.table if is_in_accuracy_table(result)])
        for subjects, where in untold
    ]
    tables = (*_tables(untold), *accuracy_tables(of_tests), *_included(studies, prose))
    return (Section("Further results", tables, key="further-results"),) if tables else ()


def _included(studies: Sequence[Study], prose: ProseReader) -> tuple[Table, ...]:
    """The studies that reviews include, of reviews whose paragraph only counts them."""
    rows = [
        TableRow((study_cell(Subjects.of(study, prose)), *inclusion_cells(study, prose)))
        for study in studies
        if names_many(study)
    ]
    heads = ("Review", "Included", "Included without pooling", "Not included")
    kept = [index for index in range(len(heads)) if any(row.cells[index] for row in rows)]
    shown = [TableRow([row.cells[index] for index in kept]) for row in rows]
    return (Table("Studies in systematic reviews", [heads[index] for index in kept], shown),) if rows else ()


def _tables(untold: Sequence[tuple[Subjects, ToldWhere]]) -> tuple[Table, ...]:
    rows = [row for subjects, where in untold for row in _rows(subjects, where)]
    if not rows:
        return ()
    filled = {index for row in rows for index, cell in enumerate(row.cells) if cell}
    kept = [index for index, head in enumerate(_HEADER) if head in _ALWAYS or index in filled]
    header = [_HEADER[index] for index in kept]
    return (Table("", header, [TableRow([row.cells[i] for i in kept], about=row.about) for row in rows]),)


def _rows(subjects: Subjects, where: ToldWhere) -> Iterator[TableRow]:
    """A row for each outcome of a study, in one population at one time; defined at its first mention."""
    groups: dict[tuple[object, ...], list[Result]] = {}
    introduced = {result.outcome for result in where.paragraph}
    for result in where.table:
        if not is_in_accuracy_table(result):
            groups.setdefault(row_of(result), []).append(result)
    for members in groups.values():
        first = members[0]
        cells = (
            study_cell(subjects),
            _outcome(first, subjects, first.outcome not in introduced),
            subjects.population_label(first.population),
            Line(first.time.words),
            _sides([result for result in members if result.scope != "contrast"], subjects),
            joined("; ", [_compared(result, subjects) for result in members if result.scope == "contrast"]),
            remarks_cell(members, subjects),
        )
        introduced.add(first.outcome)
        yield TableRow(cells, about=tuple(f"result:{result.id}" for result in members))


def _outcome(result: Result, subjects: Subjects, introduce: bool) -> Line:
    words = {"baseline": ", at the start", "definition": ", limit"}.get(result.role, "")
    if result.role == result.domain or (result.target is not None and result.role == "definition"):
        words = ""
    definition = subjects.definition(result) if introduce else Line()
    return Line(outcome_cell(result), words, led(": ", definition))


def _sides(results: Sequence[Result], subjects: Subjects) -> Line:
    """``RFA: 3.3%; overall: 4.1%``; without names where the study has one arm only, or of all alone."""
    parted = len(subjects.study.arms) > 1 and any(result.scope == "arm" for result in results)
    names = [subjects.arms.get(result.column, Line("overall")) if parted else Line() for result in results]
    cells = [in_cell(result.figures) for result in results]
    return joined("; ", [joined(": ", pair) for pair in zip(names, cells, strict=True)])


def _compared(result: Result, subjects: Subjects) -> Line:
    contrast = subjects.study.contrasts[result.column]
    return Line(subjects.versus(contrast), ": ", in_cell(result.figures))
