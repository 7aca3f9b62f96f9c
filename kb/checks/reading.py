"""Reading studies for the checks: a range of keys at a time, so that memory does not grow with the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from kb.checks.scales import EFFECTS
from kb.checks.study import (
    Arm,
    Breakdown,
    Contrast,
    Figure,
    Outcome,
    Population,
    Result,
    Study,
    Time,
)
from kb.db.connect import Reader, Row
from kb.db.queries import run

BATCH = 100
"""Studies that are read together."""

Outcomes = dict[str, Outcome]


def read_outcomes(reader: Reader) -> Outcomes:
    """The outcomes of the vocabulary by key."""
    return {
        row["outcome"]: Outcome(
            row["outcome"], row["name"], row["domain"], row["direction"], bool(row["whole_numbers"])
        )
        for row in run(reader, "checks/outcomes")
    }


def study_keys(reader: Reader) -> list[str]:
    """Keys of all studies, in the order in which the database sorts them."""
    return [row["study"] for row in reader.rows("SELECT id AS study FROM study ORDER BY id")]


def read_studies(reader: Reader, keys: Sequence[str]) -> Iterator[Study]:
    """The studies of these keys, in their order. Neighbours of the base are read together."""
    outcomes = read_outcomes(reader)
    everything = study_keys(reader)
    for first, last, wanted in ranges(set(keys), everything, BATCH):
        for study in _read_range(reader, first, last, outcomes):
            if study.id in wanted:
                pooled = _pooled(reader, study, outcomes)
                yield replace(study, pooled=pooled) if pooled else study


def _pooled(reader: Reader, study: Study, outcomes: Outcomes) -> tuple[Study, ...]:
    """The studies behind the effects of a review."""
    effects = (result for result in study.results if result.scope == "contrast" and result.get(*EFFECTS))
    if not study.pools or next(effects, None) is None:
        return ()
    return tuple(one for key in study.pools for one in _read_range(reader, key, key, outcomes))


def ranges(wanted: set[str], everything: Sequence[str], longest: int) -> Iterator[tuple[str, str, set[str]]]:
    """First, last and all of each run of wanted keys that stand side by side, at most ``longest`` keys."""
    side_by_side: list[str] = []
    for key in (*everything, None):
        if side_by_side and (key not in wanted or len(side_by_side) == longest):
            yield side_by_side[0], side_by_side[-1], set(side_by_side)
            side_by_side = []
        if key is not None and key in wanted:
            side_by_side.append(key)


def _read_range(reader: Reader, first: str, last: str, outcomes: Outcomes) -> Iterator[Study]:
    """All studies between two keys, both included."""

    def by_study(name: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in run(reader, name, first=first, last=last):
            found[row["study"]].append(row)
        return found

    links, arms, sets, contrasts, breakdowns, figures = (
        by_study(f"checks/{name}")
        for name in ("links", "arms", "populations", "contrasts", "breakdowns", "figures")
    )
    for row in run(reader, "checks/studies", first=first, last=last):
        key = row["study"]
        results = tuple(_results(figures[key], outcomes))
        linked = defaultdict(list)
        for link in links[key]:
            linked[link["kind"]].append(link["key"])
        yield Study(
            id=key,
            label=row["label"],
            design=row["design"],
            design_group=row["design_group"],
            data_direction=row["data_direction"],
            known_through=row["known_through"],
            conditions=tuple(linked["condition"]),
            reports=tuple(linked["report"]),
            arms=_arms(arms[key], results),
            populations={
                p["population"]: Population(p["population"], p["kind"], p["label"]) for p in sets[key]
            },
            contrasts={c["contrast"]: _contrast(c) for c in contrasts[key]},
            breakdowns=_breakdowns(breakdowns[key]),
            includes=tuple(linked["included"]),
            pools=() if linked["unnamed"] else tuple(linked["pooled"]),
            results=results,
        )


def _results(rows: Sequence[Row], outcomes: Outcomes) -> Iterator[Result]:
    for key, group in groupby(rows, key=itemgetter("result")):
        figures = list(group)
        row = figures[0]
        yield Result(
            id=key,
            entry=row["entry"],
            outcome=outcomes[row["outcome"]],
            population=row["population"],
            time=Time(row["time"], row["time_kind"], row["time_label"], row["months"]),
            scope=row["scope"],
            column=row["column_key"],
            role=row["role"],
            counted=row["counted"],
            estimator=row["estimator"],
            adjusted=bool(row["adjusted"]),
            flag=row["flag"],
            note=row["note"],
            text=row["result_text"],
            figures=tuple(read_figure(figure) for figure in figures),
        )


def read_figure(row: Row) -> Figure:
    """The figure of a row that holds its columns, named as in `figures.sql`."""
    return Figure(
        id=row["figure"],
        statement=row["statement"],
        statistic=row["statistic"],
        reported=row["reported"],
        text=row["text"],
        value=None if row["value"] is None else Decimal(row["value"]),
        decimals=row["decimals"] or 0,
        comparator=row["comparator"],
        unit=row["unit"],
        counted=row["figure_counted"],
        level=None if row["level"] is None else Decimal(row["level"]),
        qualifiers=tuple(row["qualifiers"].split()),
        per=row["per"],
        absent=row["absent"],
    )


def _arms(rows: Sequence[Row], results: Sequence[Result]) -> dict[str, Arm]:
    sizes = {r.column: r.get("count") for r in results if r.entry == 0 and r.scope == "arm"}
    return {
        key: Arm(
            key,
            group[0]["label"],
            tuple(row["intervention"] for row in group if row["intervention"] is not None),
            sizes.get(key),
        )
        for key, group in ((key, list(group)) for key, group in groupby(rows, key=itemgetter("arm")))
    }


def _contrast(row: Row) -> Contrast:
    sides = (row["index_side"], row["reference_side"])
    return Contrast(row["contrast"], row["kind"], row["method"], *sides, row["factor"])


def _breakdowns(rows: Sequence[Row]) -> tuple[Breakdown, ...]:
    found = []
    for key, group in groupby(rows, key=itemgetter("breakdown")):
        parts = list(group)
        row = parts[0]
        found.append(
            Breakdown(
                id=key,
                whole=row["whole"],
                population=row["population"],
                parts=tuple(part["part"] for part in parts if part["part"] is not None),
                parts_in=row["parts_in"],
                sets=tuple(part["part_set"] for part in parts if part["part_set"] is not None),
                complete=bool(row["complete"]),
            )
        )
    return tuple(found)
