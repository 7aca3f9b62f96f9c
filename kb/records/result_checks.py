"""What can be wrong with the results of a study record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.errors import nearest
from kb.notation import Figure
from kb.notation.units import NOUN_WORDS
from kb.records.base import Flaw
from kb.records.cells import FigureCell
from kb.records.excerpts import excerpt_flaws
from kb.records.studies import ALL, WHOLE, ResultEntry, StudyRecord
from kb.records.study_order import listed, named_unit
from kb.records.yaml_source import Path


def result_flaws(study: StudyRecord) -> Iterator[Flaw]:
    """Every flaw of every result."""
    first: dict[tuple[object, ...], int] = {}
    for index, result in enumerate(study.results):
        path = ("results", index)
        yield from _field_flaws(study, result, path)
        repeated: dict[int, list[str]] = {}
        for column, cells in result.columns.items():
            if column not in study.columns():
                yield _unknown_column(study, column, path)
                continue
            yield from _column_flaws(study, result, column, path)
            for dimensions in _dimensions(result, column, cells):
                if (other := first.setdefault(dimensions, index)) != index:
                    repeated.setdefault(other, []).append(column)
        for other, columns in repeated.items():
            yield _repeated(dict.fromkeys(columns), other, path)


def _repeated(columns: Iterable[str], other: int, path: Path) -> Flaw:
    """Columns of an entry that another entry has too, for the same outcome, population and time."""
    first, *more = columns
    what = f"is entered for the second time, and so {'is' if len(more) == 1 else 'are'} {', '.join(more)}."
    message = what if more else "is entered for the second time."
    remedy = (
        f"Entry {other + 1} {{line}} says the same outcome, population, time and column."
        " Keep one, or say both in one cell: mean 3; mean change 1."
    )
    return Flaw((*path, first), message, remedy, ("results", other))


def _unknown_column(study: StudyRecord, column: str, path: Path) -> Flaw:
    known = [*study.columns(), *ResultEntry.model_fields]
    remedy = nearest(column, known) or f"Arms: {', '.join(study.arms) or 'none'}."
    return Flaw((*path, column), f"`{column}` is no arm or contrast of this study.", remedy)


def _field_flaws(study: StudyRecord, result: ResultEntry, path: Path) -> Iterator[Flaw]:
    if not result.columns and not result.stated:
        remedy = f"Add a line for one of: {', '.join(study.columns())}."
        yield Flaw(path, "the result has no figure.", remedy)
    if result.population != WHOLE and result.population not in study.populations:
        remedy = nearest(result.population, list(study.populations)) or "Add it under `populations`."
        yield Flaw((*path, "population"), f"`{result.population}` is no population of this study.", remedy)
    if result.target is not None and result.target not in study.targets:
        remedy = nearest(result.target, list(study.targets)) or "Add it under `targets`."
        yield Flaw((*path, "target"), f"`{result.target}` is no target of this study.", remedy)
    is_misnamed = any(column not in study.columns() for column in result.columns)
    for field in ("stated", "flags"):
        for column in () if is_misnamed else getattr(result, field):
            if column not in result.columns:
                remedy = nearest(column, list(result.columns))
                yield Flaw((*path, field, column), f"the entry has no figure for `{column}`.", remedy)
    if len({str(time) for time in result.at}) < len(result.at):
        yield Flaw((*path, "at"), "a time is listed twice.", "Remove one of them.")
    if result.counted is not None and NOUN_WORDS.get(result.counted) != result.counted:
        remedy = nearest(result.counted, sorted(set(NOUN_WORDS.values())))
        yield Flaw((*path, "counted"), f"`{result.counted}` is no unit of analysis.", remedy)
    elif result.counted == result.outcome:
        yield Flaw((*path, "counted"), "repeats the outcome.", "Remove it.")


def _column_flaws(study: StudyRecord, result: ResultEntry, column: str, path: Path) -> Iterator[Flaw]:
    cells = result.columns[column]
    if isinstance(cells, tuple) and len(cells) != len(result.at):
        times = f"{len(result.at)} times" if len(result.at) != 1 else "one time"
        count = "1 value" if len(cells) == 1 else f"{len(cells)} values"
        remedy = "Write one value for each time under `at`; `not reported` where there is none."
        yield Flaw((*path, column), f"{count} for {times}.", remedy)
    for cell in listed(cells):
        named = named_unit(cell)
        if result.counted and named and named != result.counted:
            yield Flaw(
                (*path, column), f"counts {named}, the entry {result.counted}.", "Correct one of them."
            )
    if column in result.stated:
        sizes = size_figures(study, column)
        yield from excerpt_flaws(cells, result.stated[column], (*path, "stated", column), sizes)


def _dimensions(
    result: ResultEntry, column: str, cells: FigureCell | tuple[FigureCell, ...]
) -> Iterator[tuple[object, ...]]:
    times = [str(time) for time in result.at]
    spots = times if isinstance(cells, tuple) else ["+".join(times)]
    for spot, cell in zip(spots, listed(cells), strict=False):
        unit = result.counted or named_unit(cell)
        unit = "" if unit == result.outcome else unit  # lesions counted in lesions
        yield (
            result.outcome,
            result.population,
            result.target,
            result.role,
            spot,
            column,
            unit,
            result.estimator,
            result.adjusted,
        )


def size_figures(study: StudyRecord, column: str) -> tuple[Figure, ...]:
    """The counts that a denominator in this column may repeat: of the arm, else of the whole study."""
    cell = study.arms[column].n if column in study.arms else study.enrolled
    if column != ALL and column not in study.arms:
        return ()
    return cell.figures if cell is not None else ()
