"""Reading studies whole: the named reads of this folder put together per study."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, TypeVar

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.study_rows import (
    Answer,
    Arm,
    Breakdown,
    Contrast,
    Inclusion,
    Population,
    Report,
    Result,
    Study,
    StudyHeader,
    figure_of,
)

Made = TypeVar("Made")


def read_study(reader: Reader, study: str) -> Study:
    """One study by its key. Raises KbError that names the nearest ones when there is none."""
    found = _read(reader, study=study, policy=None)
    if study not in found:
        known = [row["study"] for row in run(reader, "evidence/study_keys")]
        raise KbError(f"There is no study {study!r}. {nearest(study, known)}".strip())
    return found[study]


def read_studies(reader: Reader, policy: str) -> dict[str, Study]:
    """All studies that a policy uses, by key."""
    return _read(reader, study=None, policy=policy)


def _read(reader: Reader, study: str | None, policy: str | None) -> dict[str, Study]:
    def rows(name: str) -> list[Row]:
        return run(reader, name, study=study, policy=policy)

    arms = _per_study(rows("evidence/arms"), lambda row: Arm(row["key"], row["label"]))
    populations = _per_study(rows("evidence/populations"), _population)
    contrasts = _per_study(rows("evidence/contrasts"), _contrast)
    answers = _per_study(rows("evidence/appraisals"), _answer)
    reports = _per_study(rows("evidence/reports"), _report)
    inclusions = _per_study(rows("evidence/inclusions"), _inclusion, "review")
    results = _results(rows("evidence/figures"))
    breakdowns = _breakdowns(rows("evidence/breakdowns"))
    return {
        row["study"]: Study(
            header=StudyHeader(**row),
            arms=tuple(arms.get(row["study"], ())),
            populations={one.key: one for one in populations.get(row["study"], ())},
            contrasts={one.key: one for one in contrasts.get(row["study"], ())},
            results=tuple(results.get(row["study"], ())),
            breakdowns=tuple(breakdowns.get(row["study"], ())),
            inclusions=tuple(inclusions.get(row["study"], ())),
            answers=tuple(answers.get(row["study"], ())),
            reports=tuple(reports.get(row["study"], ())),
        )
        for row in rows("evidence/studies")
    }


def _per_study(rows: Iterable[Row], make: Callable[[Row], Made], key: str = "study") -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(make(row))
    return found


def _results(rows: Iterable[Row]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for _, group in groupby(rows, key=lambda row: row["result"]):
        members = list(group)
        found.setdefault(members[0]["study"], []).append(_result(members))
    return found


def _result(members: list[Row]) -> Result:
    row: Mapping[str, Any] = members[0]
    return Result(
        result=row["result"],
        entry=row["entry"],
        step=row["step"],
        outcome=row["outcome"],
        outcome_name=row["outcome_name"],
        domain=row["domain"],
        definition=row["definition"],
        is_primary=bool(row["is_primary"]),
        population=row["population"],
        time_kind=row["time_kind"],
        times=_times(row["time_label"]),
        scope=row["scope"],
        column=row["column_key"],
        role=row["role"],
        counted=row["counted"],
        estimator=row["estimator"],
        adjusted=bool(row["adjusted"]),
        flag=row["flag"],
        note=row["note"],
        figures=tuple(figure_of(member) for member in members),
    )


def _breakdowns(rows: Iterable[Row]) -> dict[str, list[Breakdown]]:
    found: dict[str, list[Breakdown]] = {}
    for _, group in groupby(rows, key=lambda row: row["breakdown"]):
        first, *rest = group
        parts = tuple((row["part"], row["part_population"]) for row in (first, *rest))
        found.setdefault(first["study"], []).append(Breakdown(first["whole"], first["population"], parts))
    return found


def _times(label: str) -> tuple[str, ...]:
    """The times of a label; those of a series stand side by side: ``1 y, 3 y, 5 y``."""
    return tuple(part.strip() for part in label.replace("+", ",").split(",") if part.strip())


def _population(row: Row) -> Population:
    return Population(row["key"], row["kind"], row["label"], row["by_outcome"], row["by_outcome_name"])


def _contrast(row: Row) -> Contrast:
    sides = (row["index_side"], row["reference_side"])
    return Contrast(row["key"], row["kind"], row["method"], *sides, row["factor"])


def _answer(row: Row) -> Answer:
    return Answer(
        policy=row["policy"],
        indication=row["indication"],
        kind=row["kind"],
        table_name=row["table_name"],
        domain=row["domain"],
        code=row["code"],
        label=row["code_label"],
        note=row["note"],
    )


def _report(row: Row) -> Report:
    return Report(row["reference"], row["role"], row["citation_text"], row["pmid"])


def _inclusion(row: Row) -> Inclusion:
    return Inclusion(
        row["study"], row["label"], row["reference"], row["unnamed"], row["state"], row["reason"]
    )
