"""Reading studies whole: the named reads of this folder, put together per study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.study import (
    AppraisalItem,
    Arm,
    Breakdown,
    Contrast,
    Inclusion,
    JudgedDomain,
    Margin,
    Population,
    Registration,
    Report,
    Result,
    SharedCohort,
    Study,
    StudyJudgement,
    StudyOutline,
    Target,
    Timepoint,
)
from kb.notation import Figure

Made = TypeVar("Made")


class _Selection(NamedTuple):
    """Studies with keys in a range, and those that policies in a range of numbers use, ends included."""

    first: str | None = None
    last: str | None = None
    first_policy: str | None = None
    last_policy: str | None = None


def read_study(reader: Reader, study: str) -> Study:
    """One study by its key. Raises KbError that names the nearest ones when there is none."""
    for record in read_study_range(reader, study, study):
        return record
    remedy = nearest(study, study_keys(reader)) or "kb study list shows them."
    raise KbError(f"There is no study {study!r}. {remedy}")


def read_studies(reader: Reader, policy: str) -> dict[str, Study]:
    """All studies that a policy uses, by key."""
    selection = _Selection(first_policy=policy, last_policy=policy)
    return {study.id: study for study in _studies(reader, selection)}


def read_study_range(reader: Reader, first: str, last: str) -> Iterator[Study]:
    """All studies between two keys, both included, by key."""
    return _studies(reader, _Selection(first, last))


def read_outlines(reader: Reader, first_policy: str, last_policy: str) -> dict[str, StudyOutline]:
    """The studies that policies between two numbers, both included, use, by key; without their numbers."""
    selection = _Selection(first_policy=first_policy, last_policy=last_policy)
    return {values["id"]: StudyOutline(**values) for values in _outlines(reader, selection)}


def study_keys(reader: Reader) -> list[str]:
    """Keys of all studies, in the order in which the database sorts them."""
    return [row["study"] for row in run(reader, "evidence/study_keys")]


def _studies(reader: Reader, selection: _Selection) -> Iterator[Study]:
    results = _rows_by_study(reader, "evidence/figures", selection)
    qualifiers = _rows_by_study(reader, "evidence/qualifiers", selection)
    breakdowns = _rows_by_study(reader, "evidence/breakdowns", selection)
    answers = _made_by_study(_rows_by_study(reader, "evidence/appraisals", selection), _answer)
    judgements = _rows_by_study(reader, "evidence/study_judgements", selection)
    for values in _outlines(reader, selection):
        key = values["id"]
        yield Study(
            **values,
            results=tuple(_results(results[key], qualifiers.get(key, ()))),
            breakdowns=tuple(_breakdowns(breakdowns[key])),
            answers=answers.get(key, ()),
            judgements=tuple(_judgements(judgements[key])),
        )


def _outlines(reader: Reader, selection: _Selection) -> Iterator[dict[str, Any]]:
    """The fields of the outline of each study."""
    arms = _rows_by_study(reader, "evidence/arms", selection)
    links = _rows_by_study(reader, "evidence/study_links", selection)
    populations = _made_by_study(_rows_by_study(reader, "evidence/populations", selection), _population)
    targets = _made_by_study(_rows_by_study(reader, "evidence/targets", selection), _target)
    contrasts = _made_by_study(_rows_by_study(reader, "evidence/contrasts", selection), _contrast)
    reports = _made_by_study(_rows_by_study(reader, "evidence/reports", selection), _report)
    registrations = _made_by_study(_rows_by_study(reader, "evidence/registrations", selection), _registration)
    margins = _made_by_study(_rows_by_study(reader, "evidence/margins", selection), _margin)
    shared = _made_by_study(_rows_by_study(reader, "evidence/shared_cohorts", selection), _shared)
    inclusions = _made_by_study(_rows_by_study(reader, "evidence/inclusions", selection), _inclusion)
    for row in run(reader, "evidence/studies", **selection._asdict()):
        key = row["id"]
        yield row | {
            "conditions": tuple(_linked(links[key], "condition")),
            "countries": tuple(_linked(links[key], "country")),
            "masked": tuple(_linked(links[key], "masked")),
            "margins": margins.get(key, ()),
            "shared_cohorts": shared.get(key, ()),
            "registrations": registrations.get(key, ()),
            "outcomes_reported": frozenset(_linked(links[key], "outcome")),
            "reports": reports.get(key, ()),
            "arms": {arm.key: arm for arm in _arms(arms[key])},
            "populations": {population.key: population for population in populations.get(key, ())},
            "targets": {target.key: target for target in targets.get(key, ())},
            "contrasts": {contrast.key: contrast for contrast in contrasts.get(key, ())},
            "inclusions": inclusions.get(key, ()),
        }


def _rows_by_study(reader: Reader, name: str, selection: _Selection) -> dict[str, list[Row]]:
    """The rows of a named read by study."""
    by_study: dict[str, list[Row]] = defaultdict(list)
    for row in run(reader, name, **selection._asdict()):
        by_study[row["study"]].append(row)
    return by_study


def _made_by_study(
    by_study: dict[str, list[Row]], make: Callable[[Row], Made]
) -> dict[str, tuple[Made, ...]]:
    return {study: tuple(make(row) for row in rows) for study, rows in by_study.items()}


def _linked(rows: Iterable[Row], kind: str) -> Iterator[str]:
    return (row["key"] for row in rows if row["kind"] == kind)


def _results(rows: Iterable[Row], qualifiers: Iterable[Row]) -> Iterator[Result]:
    said: dict[str, list[str]] = defaultdict(list)
    for qualifier in qualifiers:
        said[qualifier["figure"]].append(qualifier["qualifier"])
    for key, group in groupby(rows, key=itemgetter("result")):
        figures = list(group)
        row = figures[0]
        yield Result(
            id=key,
            entry=row["entry"],
            step=row["step"],
            outcome=row["outcome"],
            outcome_name=row["outcome_name"],
            domain=row["domain"],
            direction=row["direction"],
            whole_numbers=bool(row["whole_numbers"]),
            definition=row["definition"],
            is_primary=bool(row["is_primary"]),
            scale=row["scale"],
            population=row["population"],
            target=row["target"],
            target_name=row["target_name"],
            time=timepoint_of(row),
            scope=row["scope"],
            column=row["column_key"],
            role=row["role"],
            counted=row["counted"] or "",
            estimator=row["estimator"],
            adjusted=bool(row["adjusted"]),
            flag=row["flag"],
            note=row["note"],
            text=row["result_text"],
            figures=tuple(figure_of(figure, said.get(figure["figure"], ())) for figure in figures),
        )


def timepoint_of(row: Row) -> Timepoint:
    """The time of a row that has the columns of ``figures.sql``."""
    return Timepoint(row["time"], row["time_kind"], row["time_label"] or "", row["months"])


def figure_of(row: Row, qualifiers: Iterable[str]) -> Figure:
    """The figure of a row that has the columns of ``figures.sql``."""
    return Figure(
        id=row["figure"],
        statement=row["statement"],
        statistic=row["statistic"],
        reported=row["reported"],
        value=None if row["value"] is None else Decimal(row["value"]),
        sign=row["sign"],
        unit=row["unit"] or "",
        counted=row["figure_counted"] or "",
        level=None if row["level"] is None else Decimal(row["level"]),
        qualifiers=tuple(qualifiers),
        per=row["per"] or "",
        absent=row["absent"],
    )


def _arms(rows: Iterable[Row]) -> Iterator[Arm]:
    for key, group in groupby(rows, key=itemgetter("arm")):
        members = list(group)
        received = [row for row in members if row["intervention"] is not None]
        names = ("label", "dose", "kind", "schedule", "route", "duration")
        tested = ("test", "test_name", "test_version", "threshold")
        told = {name: members[0][name] for name in (*names, *tested)}
        yield Arm(
            key,
            interventions=tuple(row["intervention"] for row in received),
            intervention_names=tuple(row["intervention_name"] for row in received),
            **told,
        )


def _breakdowns(rows: Iterable[Row]) -> Iterator[Breakdown]:
    for key, group in groupby(rows, key=itemgetter("breakdown")):
        first, *rest = group
        parts = tuple((row["part"], row["part_population"]) for row in (first, *rest))
        place = (first["whole"], first["population"])
        yield Breakdown(key, first["kind"], *place, parts, bool(first["complete"]))


def _population(row: Row) -> Population:
    return Population(row["key"], row["kind"], row["label"] or "", row["by_outcome"], row["by_outcome_name"])


def _target(row: Row) -> Target:
    return Target(**{name: row[name] for name in Target._fields})


def _contrast(row: Row) -> Contrast:
    sides = (row["index_side"], row["reference_side"])
    return Contrast(row["key"], row["kind"], row["method"], *sides, row["factor"])


def _judgements(rows: Iterable[Row]) -> Iterator[StudyJudgement]:
    for key, group in groupby(rows, key=itemgetter("appraisal")):
        members = list(group)
        first = members[0]
        yield StudyJudgement(
            id=key,
            edition=first["edition"],
            instrument=first["instrument_name"],
            outcome=first["outcome_name"],
            judged_by=first["judged_by_label"],
            overall=first["overall_label"],
            score=first["score"],
            note=first["remark"],
            domains=tuple(map(_judged_domain, (row for row in members if row["domain_label"] is not None))),
        )


def _judged_domain(row: Row) -> JudgedDomain:
    return JudgedDomain(
        label=row["domain_label"],
        heading=row["heading"],
        critical=bool(row["critical"]),
        judgement=row["judgement_label"],
        place=row["judgement_place"],
        note=row["note"],
    )


def _answer(row: Row) -> AppraisalItem:
    return AppraisalItem(
        policy=row["policy"],
        indication=row["indication"],
        kind=row["kind"],
        table_name=row["table_name"],
        domain=row["domain"] or "",
        code=row["code"],
        label=row["code_label"],
        note=row["note"],
        edition=row["edition"],
    )


def _report(row: Row) -> Report:
    several = row["authors"] > 2 or row["authors_truncated"]
    author = f"{row['first_author'] or row['reference']}{' et al' if several else ''}"
    name = f"{author}, {row['year'] or 'n.d.'}"
    return Report(row["reference"], row["role"], row["citation_text"], row["pmid"], name, row["notice"])


def _registration(row: Row) -> Registration:
    return Registration(row["registry"], row["number"])


def _margin(row: Row) -> Margin:
    return Margin(**{name: row[name] for name in Margin._fields})


def _shared(row: Row) -> SharedCohort:
    return SharedCohort(row["other_study"], row["other_label"], row["relation"])


def _inclusion(row: Row) -> Inclusion:
    return Inclusion(
        study=row["included"],
        label=row["label"],
        design_group=row["design_group"],
        reference=row["reference"],
        unnamed=row["unnamed"],
        state=row["state"],
        reason=row["reason"],
        notice=row["notice"],
    )
