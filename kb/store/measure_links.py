"""What a measure has from other results: the p value over several times, the risks of both arms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from kb.notation.effect_direction import OF_RATES, OF_RISKS
from kb.store.rows import RecordRows, Row

Measured = tuple[Row, Row]
"""A result, and a row of ``measure`` of it."""

_SAME_QUESTION = ("study_outcome_id", "population_set_id", "column_key", "role", "counted")
_P_COLUMNS = ("p_value", "p_sign", "p_text", "p_test")
_POINTS = ("%", "percentage points")


def link_measures(rows: RecordRows, measured: Sequence[Measured]) -> None:
    """Give the measures of contrasts the p value that holds for several times, and the risk difference."""
    of_contrasts = [pair for pair in measured if pair[0]["scope"] == "contrast"]
    if of_contrasts:
        _join_tests(rows, of_contrasts)
        _add_risk_differences(rows, measured, of_contrasts)


def _join_tests(rows: RecordRows, measured: Iterable[Measured]) -> None:
    """A p value over a series of times, also in each estimate at one of them that has none of its own."""
    series = {row["id"]: row for row in rows.of("timepoint") if row["kind"] == "series"}
    tests: dict[tuple[Any, ...], Measured] = {}
    for result, measure in measured:
        time = series.get(result["timepoint_id"])
        if time is None or measure["measure"] is not None or measure["p_test"] != "difference":
            continue
        for key in time["key"].split("+"):
            tests.setdefault(_question(result, f"{time['study_id']}@{key}", measure), (result, measure))
    for result, measure in measured if tests else ():
        if measure["measure"] is None or measure["p_text"] is not None:
            continue
        if (test := tests.get(_question(result, result["timepoint_id"], measure))) is not None:
            measure.update({column: test[1][column] for column in _P_COLUMNS})
            measure["p_timepoint"] = test[0]["timepoint_id"].rpartition("@")[2]


def _question(result: Row, time: str, measure: Row) -> tuple[Any, ...]:
    return (time, bool(measure["adjusted"]), *(result[column] for column in _SAME_QUESTION))


def _add_risk_differences(
    rows: RecordRows, measured: Iterable[Measured], of_contrasts: Sequence[Measured]
) -> None:
    """Index minus reference share of the outcome as it is named, for comparisons of arms.

    The one printed in the same result, else that of the counts or percentages of both arms at the same time.
    """
    sides = {row["id"]: row for row in rows.of("contrast") if row["kind"] == "arms"}
    shares = _shares(measured)
    printed = {
        result["id"]: share
        for result, measure in of_contrasts
        if measure["measure"] == "risk-difference" and (share := _printed_share(measure)) is not None
    }
    for result, measure in of_contrasts:
        contrast = sides.get(result["contrast_id"])
        if contrast is None or measure["measure"] not in _OF_EVENTS:
            continue
        if result["id"] in printed:
            measure["risk_difference"] = printed[result["id"]]
            measure["risk_difference_from"] = "printed"
            continue
        pair = [shares.get(_group(result, contrast[f"{side}_arm_id"])) for side in ("index", "reference")]
        if pair[0] is not None and pair[1] is not None:
            (index, index_from), (reference, reference_from) = pair[0], pair[1]
            is_counted = index_from == reference_from == "counts"
            measure["risk_difference"] = float(Fraction(*index) - Fraction(*reference))
            measure["risk_difference_from"] = "counts" if is_counted else "percentages"


_OF_EVENTS = OF_RATES | OF_RISKS | {None}
"""Measures of a contrast that are of events; None is a p value or words alone."""


Share = tuple[tuple[int, int], str]
"""Numerator and denominator of a share, and what it is from: counts or percentages."""


def _shares(measured: Iterable[Measured]) -> dict[tuple[Any, ...], Share | None]:
    """The share of each arm that has an outcome, and what it is from; None where an arm has two of them."""
    shares: dict[tuple[Any, ...], Share | None] = {}
    for result, measure in measured:
        if result["scope"] == "arm" and not measure["planned"] and (share := _share(measure)) is not None:
            group = _group(result, result["arm_id"])
            shares[group] = None if group in shares else share
    return shares


def _group(result: Row, arm: str) -> tuple[Any, ...]:
    columns = ("study_outcome_id", "population_set_id", "timepoint_id", "role", "counted")
    return (arm, *(result[column] for column in columns))


def _share(measure: Row) -> Share | None:
    if measure["measure"] not in ("percent", "count") or measure["sign"] not in ("=", "~"):
        return None
    if measure["events"] is not None and measure["n"]:
        return (measure["events"], measure["n"]), "counts"
    if measure["measure"] == "percent" and measure["unit"] == "%" and measure["synthesis"] is None:
        return (round(measure["estimate"] * 10**6), 10**8), "percentages"
    return None


def _printed_share(measure: Row) -> float | None:
    """A printed risk difference as a share. Without a unit it is in percent where it or an end is above 1."""
    estimate: float | None = measure["estimate"]
    if estimate is None or measure["sign"] not in ("=", "~"):
        return None
    numbers = [number for number in (estimate, measure["ci_low"], measure["ci_high"]) if number is not None]
    is_percent = measure["unit"] in _POINTS or max(map(abs, numbers)) > 1
    return estimate / 100 if is_percent else estimate
