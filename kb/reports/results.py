"""The results of a study as tables: arms side by side, what compares them beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.documents.content import Section, Table
from kb.evidence.study import Result, Study
from kb.narrative.subjects import Subjects
from kb.notation import display
from kb.notation.units import singular

Plain = Callable[[str], str]

_ROLES = {
    "flow": "Participants and flow",
    "eligibility": "Eligibility",
    "definition": "Limits that define groups",
    "baseline": "Baseline characteristics",
    "treatment": "Treatment received",
    "follow-up": "Follow-up",
    "outcome": "Outcomes",
}
_ESTIMATORS = {"as-reported": "", "kaplan-meier": "Kaplan-Meier"}


def result_tables(study: Study, plain: Plain = str) -> tuple[Section, ...]:
    """One table for each role that the study has results of; every result stands in exactly one row.

    ``plain`` puts figures in the place of tokens in authored remarks.
    """
    sections = []
    for role, title in _ROLES.items():
        results = [result for result in study.results if result.role == role]
        if results:
            sections.append(Section(title, (_table(study, results, plain),), key=role))
    return tuple(sections)


def _table(study: Study, results: Sequence[Result], plain: Plain) -> Table:
    subjects = Subjects.of(study)
    arms = [arm for arm in study.arms.values() if any(result.column == arm.key for result in results)]
    whole = any(result.scope == "study" for result in results)
    contrasts = list(dict.fromkeys(result.column for result in results if result.scope == "contrast"))
    alone = subjects.versus(study.contrasts[contrasts[0]]) if len(contrasts) == 1 else ""
    header = [
        "Outcome",
        "Population",
        "Time",
        *(subjects.arms[arm.key] for arm in arms),
        *(["All"] if whole else []),
        *([alone or "Comparison"] if contrasts else []),
        "Remarks",
    ]
    columns = [*(arm.key for arm in arms), *(["all"] if whole else [])]
    if contrasts:
        columns += contrasts if alone else [""]
    lines: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        lines.setdefault(_line(result), []).append(result)
    rows = [_row(members, columns, subjects) for members in lines.values()]
    return _without_empty_columns(header, [(*row[:-1], plain(row[-1])) for row in rows])


def _line(result: Result) -> tuple[object, ...]:
    """What stands in one row: an entry of the record at one time."""
    return (result.entry, result.outcome, result.population, result.times, result.counted, result.adjusted)


def _row(members: Sequence[Result], columns: Sequence[str], subjects: Subjects) -> tuple[str, ...]:
    """One row; the column ``""`` holds several contrasts, each with its name."""
    first = members[0]
    cells = {result.column: display(result.figures) for result in members}
    cells[""] = "; ".join(
        f"{subjects.versus(subjects.study.contrasts[result.column])}: {cells[result.column]}"
        for result in members
        if result.scope == "contrast"
    )
    remarks = dict.fromkeys(
        text for result in members for text in (result.flag, result.note) if text is not None
    )
    return (
        _outcome(first),
        subjects.population_label(first.population),
        ", ".join(first.times),
        *(cells.get(column, "") for column in columns),
        "; ".join(remarks),
    )


def _outcome(result: Result) -> str:
    parts = [
        f"per {singular(result.counted)}" if result.counted else "",
        _ESTIMATORS.get(result.estimator, result.estimator.replace("-", " ")),
        "adjusted" if result.adjusted else "",
        "primary outcome" if result.is_primary else "",
    ]
    remarks = ", ".join(part for part in parts if part)
    return f"{result.outcome_name} ({remarks})" if remarks else result.outcome_name


def _without_empty_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    kept = [index for index in range(len(header)) if any(row[index] for row in rows)]
    return Table("", [header[index] for index in kept], [[row[index] for index in kept] for row in rows])
