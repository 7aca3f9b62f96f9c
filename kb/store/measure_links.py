"""What a measure has from other results: denominators and risks of both arms, p values over several times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from kb.notation.effect_direction import OF_RATES, OF_RISKS
from kb.notation.units import PEOPLE
from kb.store.rows import RecordRows, Row

Measured = tuple[Row, Row]
"""A result, and a row of ``measure`` of it."""

_SAME_QUESTION = ("study_outcome_id", "population_set_id", "column_key", "role")
_P_COLUMNS = ("p_value", "p_sign", "p_text", "p_test", "p_one_sided", "p_multiplicity")
_PEOPLE = PEOPLE | {None}
_POINTS = ("%", "percentage points")


Share = tuple[tuple[int, int], str]
"""Numerator and denominator of a share, and what it is from: counts or percentages."""
_Shares = dict[tuple[Any, ...], Share | None]
RiskDifference = tuple[float, str]
"""From -1 to 1, and what it is from: a code of RISK_SOURCE."""


def link_measures(rows: RecordRows, measured: Sequence[Measured]) -> None:
    """Give the measures of contrasts what other results say: denominators, p values, risks."""
    of_contrasts = [pair for pair in measured if pair[0]["scope"] == "contrast"]
    if of_contrasts:
        _take_denominators(rows, measured, of_contrasts)
        _join_tests(rows, of_contrasts)
        _add_risk_differences(rows, measured, of_contrasts)


def _take_denominators(
    rows: RecordRows, measured: Iterable[Measured], of_contrasts: Iterable[Measured]
) -> None:
    """Where the arms print what their numbers are out of, the comparison of them is out of these together.

    Null where one arm prints two such numbers: which of them was compared, nobody can know. What the whole
    arms print says nothing of those who were matched.
    """
    arms = {row["id"]: row for row in rows.of("contrast") if row["kind"] == "arms"}
    whole = {row["id"] for row in rows.of("population_set") if row["kind"] == "whole"}
    out_of = _denominators_of_arms(measured)
    for result, measure in of_contrasts:
        contrast = arms.get(result["contrast_id"])
        if contrast is None or measure["n_from"] == "printed":
            continue
        if contrast["method"] == "propensity-matched" and result["population_set_id"] in whole:
            continue
        sides = [
            out_of.get(_group(result, measure, contrast[f"{side}_arm_id"]), {})
            for side in ("index", "reference")
        ]
        if any("printed" in side for side in sides):
            measure.update(_together(sides))


def _denominators_of_arms(measured: Iterable[Measured]) -> dict[tuple[Any, ...], dict[str, set[int]]]:
    """What the shares of each arm are out of, by where that is from."""
    out_of: dict[tuple[Any, ...], dict[str, set[int]]] = {}
    for result, measure in measured:
        is_share = measure["n"] is not None and measure["measure"] in ("count", "percent")
        if result["scope"] == "arm" and is_share:
            group = out_of.setdefault(_group(result, measure, result["arm_id"]), {})
            group.setdefault(measure["n_from"], set()).add(measure["n"])
    return out_of


def _together(sides: Sequence[dict[str, set[int]]]) -> dict[str, Any]:
    """Both sides: the printed denominator of each, else the size of the arm."""
    sizes = [side.get("printed") or set().union(*side.values()) for side in sides]
    if any(len(of_side) != 1 for of_side in sizes):
        return {"n": None, "n_from": None}
    (source,) = {source for side in sides if "printed" not in side for source in side} or {"printed"}
    return {"n": sum(n for of_side in sizes for n in of_side), "n_from": source}


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
    return (
        time,
        bool(measure["adjusted"]),
        measure["counted"],
        *(result[column] for column in _SAME_QUESTION),
    )


def _add_risk_differences(
    rows: RecordRows, measured: Iterable[Measured], of_contrasts: Sequence[Measured]
) -> None:
    """Index minus reference share of the outcome as it is named, for comparisons of arms.

    The one printed in the same result, else that of the counts or percentages of both arms at the same time.
    """
    arms = {row["id"]: row for row in rows.of("contrast") if row["kind"] == "arms"}
    shares = _shares(measured)
    printed: dict[str, RiskDifference] = {}
    events = [pair for pair in of_contrasts if pair[0]["contrast_id"] in arms and _is_of_events(pair[1])]
    for result, measure in events:
        if measure["measure"] == "risk-difference":
            of_arms = _of_arms(shares, (result, measure), arms[result["contrast_id"]])
            if (share := _printed_share(measure, of_arms)) is not None:
                printed[result["id"]] = (share, "printed")
    for result, measure in events:
        difference = printed.get(result["id"]) or _of_arms(
            shares, (result, measure), arms[result["contrast_id"]]
        )
        if difference is not None:
            measure["risk_difference"], measure["risk_difference_from"] = difference


def _is_of_events(measure: Row) -> bool:
    """Whether it compares how many people something happens to; a p value or words alone may."""
    name = measure["measure"]
    if measure["counted"] not in _PEOPLE:
        return False  # nobody treats lesions
    return (
        name in OF_RATES or name in OF_RISKS or (name is None and measure["p_test"] in (None, "difference"))
    )


def _of_arms(shares: _Shares, pair: Measured, contrast: Row) -> RiskDifference | None:
    sides = [shares.get(_group(*pair, contrast[f"{side}_arm_id"])) for side in ("index", "reference")]
    if sides[0] is None or sides[1] is None:
        return None
    (index, index_from), (reference, reference_from) = sides[0], sides[1]
    source = "counts" if index_from == reference_from == "counts" else "percentages"
    return float(Fraction(*index) - Fraction(*reference)), source


def _shares(measured: Iterable[Measured]) -> _Shares:
    """The share of each arm that has an outcome, and what it is from; None where an arm has two of them."""
    shares: _Shares = {}
    for result, measure in measured:
        if result["scope"] == "arm" and not measure["planned"] and (share := _share(measure)) is not None:
            group = _group(result, measure, result["arm_id"])
            shares[group] = None if group in shares else share
    return shares


def _group(result: Row, measure: Row, arm: str) -> tuple[Any, ...]:
    columns = ("study_outcome_id", "population_set_id", "timepoint_id", "role")
    return (arm, measure["counted"], *(result[column] for column in columns))


def _share(measure: Row) -> Share | None:
    if measure["measure"] not in ("percent", "count") or measure["sign"] not in ("=", "~"):
        return None
    if measure["events"] is not None and measure["n"]:
        return (measure["events"], measure["n"]), "counts"
    if measure["measure"] == "percent" and measure["unit"] == "%" and measure["synthesis"] is None:
        return (round(measure["estimate"] * 10**6), 10**8), "percentages"
    return None


def _printed_share(measure: Row, of_arms: RiskDifference | None) -> float | None:
    """A printed risk difference as a share.

    Without a unit it is in percent where it or an end of its interval is 1 or more, else in what is nearer to
    the difference of the arms; a share where neither tells.
    """
    estimate: float | None = measure["estimate"]
    if estimate is None or measure["sign"] not in ("=", "~"):
        return None
    in_points = estimate / 100
    numbers = [number for number in (estimate, measure["ci_low"], measure["ci_high"]) if number is not None]
    if measure["unit"] in _POINTS or max(map(abs, numbers)) >= 1:
        return in_points
    if of_arms is not None and abs(in_points - of_arms[0]) < abs(estimate - of_arms[0]):
        return in_points
    return estimate
