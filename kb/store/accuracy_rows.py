"""What a study prints about an index test and one of its targets, put side by side in one row.

The counts of the four-fold table and the measures of one arm, target, population, time and unit stand
together, from whichever entries of the record print them. Without a target, results stand by their outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kb.notation.statistics import PROPORTIONS
from kb.statistics.accuracy_measures import COLUMNS, COUNT_COLUMNS
from kb.store.rows import RecordRows, Row

_Members = Sequence[tuple[Row, Row]]
"""Result and measure, in the order of the record."""
_FOLLOWING = {
    "tp": (("sensitivity", "fn", "events", "others"), ("ppv", "fp", "events", "others")),
    "fn": (("sensitivity", "tp", "others", "events"), ("npv", "tn", "others", "events")),
    "tn": (("specificity", "fp", "events", "others"), ("npv", "fn", "events", "others")),
    "fp": (("specificity", "tn", "others", "events"), ("ppv", "tp", "others", "events")),
}
"""Count -> the shares that tell it: measure, the other count of its total, and which part either is."""


def add_evaluations(rows: RecordRows, measured: _Members) -> None:
    """Add a row for each index test and target that results of a study print counts or measures of."""
    units = {row["id"]: row["unit"] for row in rows.of("target")}
    groups: dict[tuple[object, ...], list[tuple[Row, Row]]] = {}
    for result, measure in measured:
        if _is_of_test(result, measure):
            groups.setdefault(_place(result, units), []).append((result, measure))
    for members in groups.values():
        values = _measures(members)
        counts = _counts([measure for _, measure in members])
        if any(value is not None for value in (*values.values(), *counts.values())):
            result = members[0][0]
            row = {**_about(members, units), **counts, **values}
            rows.add("evaluation", result["id"], row)


def _is_of_test(result: Row, measure: Row) -> bool:
    name = measure["measure"]
    if result["scope"] == "contrast" or measure["planned"]:
        return False
    return name in COLUMNS or (name in COUNT_COLUMNS and measure["unit"] is None)


def _place(result: Row, units: Mapping[str, str | None]) -> tuple[object, ...]:
    about = result["target_id"] or result["study_outcome_id"]
    place = (result["column_key"], about, result["population_set_id"], result["timepoint_id"])
    return (*place, _unit(result, units), result["estimator"], result["adjusted"])


def _unit(result: Row, units: Mapping[str, str | None]) -> str | None:
    return result["counted"] or units.get(result["target_id"] or "")


def _about(members: _Members, units: Mapping[str, str | None]) -> dict[str, Any]:
    result = members[0][0]
    levels = {measure["ci_level"] for _, measure in members if measure["ci_low"] is not None}
    return {
        "result_id": result["id"],
        "flagged_result_id": next((row["id"] for row, _ in members if row["flag"] is not None), None),
        "counted": _unit(result, units),
        "synthesis": next((m["synthesis"] for _, m in members if m["synthesis"] is not None), None),
        "ci_level": levels.pop() if len(levels) == 1 else None,
    }


def _measures(members: _Members) -> dict[str, Any]:
    """Each measure as it is printed first with a number; the others of the same name stay in ``measure``."""
    values: dict[str, Any] = {}
    for name, column in COLUMNS.items():
        printed = (m for _, m in members if m["measure"] == name and m["estimate"] is not None)
        first = next(printed, None)
        values |= _numbers(column, first) if first is not None else dict.fromkeys(_names(column))
    return values


def _names(column: str) -> tuple[str, str, str, str]:
    return column, f"{column}_sign", f"{column}_low", f"{column}_high"


def _numbers(column: str, measure: Row) -> dict[str, Any]:
    ends = (measure["estimate"], measure["ci_low"], measure["ci_high"])
    value, low, high = (_scaled(end, _factor(measure)) for end in ends)
    return dict(zip(_names(column), (value, measure["sign"], low, high), strict=True))


def _factor(measure: Row) -> Decimal:
    """Shares are kept in percent and areas from 0 to 1, however they are printed."""
    is_percent = measure["unit"] == "%"
    if measure["measure"] in PROPORTIONS:
        is_share = max(measure["estimate"], measure["ci_high"] or 0) <= 1
        return Decimal(100) if is_share and not is_percent else Decimal(1)
    return Decimal("0.01") if measure["measure"] == "auc" and is_percent else Decimal(1)


def _scaled(value: float | None, factor: Decimal) -> float | None:
    return None if value is None else float(Decimal(str(value)) * factor)


def _counts(measures: Sequence[Row]) -> dict[str, Any]:
    """The printed counts, and those that a share printed with its counts tells and that contradict none."""
    printed = dict(_printed_counts(measures))
    shares = dict(_shares(measures))
    counts = {name: printed.get(name) for name in COUNT_COLUMNS.values()}
    for name, ways in _FOLLOWING.items():
        for share, other, part, rest in ways:
            told = shares.get(share)
            if counts[name] is None and told is not None and printed.get(other) in (None, told[rest]):
                counts[name] = told[part]
    known = {name for name, count in counts.items() if count is not None}
    return {**counts, "counts_from": _source(known, printed.keys() & known)}


def _source(known: set[str], printed: set[str]) -> str | None:
    if not known:
        return None
    return "shares" if not printed else "printed" if printed == known else "printed-and-shares"


def _printed_counts(measures: Sequence[Row]) -> Iterator[tuple[str, int]]:
    for measure in reversed(measures):
        number = measure["estimate"]
        if measure["measure"] in COUNT_COLUMNS and measure["sign"] == "=" and number == int(number):
            yield COUNT_COLUMNS[measure["measure"]], int(number)


def _shares(measures: Sequence[Row]) -> Iterator[tuple[str, dict[str, int]]]:
    for measure in reversed(measures):
        count, total = measure["events"], measure["total"]
        if count is not None and total is not None and count <= total:
            yield measure["measure"], {"events": count, "others": total - count}
