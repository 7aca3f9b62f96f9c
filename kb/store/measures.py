"""What results say, one row per measure: derived from the figures of a record whenever they are written.

The public views on results read these rows. They hold nothing that the figures do not say: a dump leaves
them out, and a load makes them anew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kb.notation import Figure, display
from kb.notation.effect_direction import side_of
from kb.notation.scales import null_of
from kb.statistics.effects import standard_error_of
from kb.statistics.intervals import Scale
from kb.store.accuracy_rows import add_evaluations
from kb.store.measure_links import link_measures
from kb.store.measure_parts import MeasurePart, parts_of
from kb.store.printed_sizes import Denominator, GroupSizes, ResultFigures, said_unit, whole_number
from kb.store.rows import RecordRows, Row

TABLES = ("measure", "group_size", "study_size", "evaluation")
"""The derived tables. What changes in them follows from a change of figures, and is not logged."""

_ADJUSTING_METHODS = frozenset({"propensity-matched", "propensity-weighted", "multivariable"})
"""Methods of a contrast that make its numbers adjusted ones."""
_ADJUSTING_ESTIMATORS = frozenset({"least-squares"})
_ADJUSTED_MEANS = frozenset(
    {"least-squares-mean", "least-squares-mean-difference", "least-squares-mean-change"}
)
_NO_PARTICIPANTS = frozenset({"eligibility", "definition", "flow"})
"""Roles of results that are limits, dates or counts of other things: no participants are behind them."""
_OF_A_PART = frozenset(
    {
        *("sensitivity", "specificity", "ppv", "npv", "false-positive-rate", "false-negative-rate"),
        *("positive-likelihood-ratio", "negative-likelihood-ratio", "diagnostic-odds-ratio"),
        *("true-positives", "false-positives", "false-negatives", "true-negatives"),
        *("detection-rate", "penetrance", "i-squared", "tau-squared", "cochran-q"),
    }
)
"""Measures of those with the disease, of those with a positive test, or of studies: not of all in the set."""
_VALUES = ("=", "~")
"""Signs of a number that is a value, not a bound."""
_UNSYMMETRIC = frozenset({"median-difference"})
"""Effects whose intervals say nothing about a standard error."""


def add_measures(rows: RecordRows, results: Sequence[ResultFigures]) -> None:
    """Add the rows of the derived tables that follow from the results of a study."""
    adding = _Adding(rows, results)
    for result, ids, figures in results:
        adding.add(result, ids, figures)
    link_measures(rows, adding.measured)
    add_evaluations(rows, adding.measured)


class _Adding:
    def __init__(self, rows: RecordRows, results: Sequence[ResultFigures]) -> None:
        self._rows = rows
        self._sizes = GroupSizes(rows, results)
        self._methods = {row["id"]: row["method"] for row in rows.of("contrast")}
        self._matched = {row["id"] for row in rows.of("population_set") if row["kind"] == "matched"}
        self.measured: list[tuple[Row, Row]] = []

    def add(self, result: Row, ids: Sequence[str], figures: Sequence[Figure]) -> None:
        """Add what one result says."""
        parts = parts_of(figures)
        id_of = {id(figure): key for figure, key in zip(figures, ids, strict=True)}
        for position, part in enumerate(parts, start=1):
            text = display(part.text_figures()) if len(parts) > 1 else result["reported_text"]
            values = {
                "result_id": result["id"],
                "position": position,
                "statement": part.lead.statement,
                "reported_text": text,
                **_estimate(part),
                **self._counts(result, part),
                **_spreads(part),
                **_words(part),
                **_heterogeneity(part),
                "adjusted": self._is_adjusted(result, part),
                "synthesis": _synthesis(result, part),
                **_on_scale(part),
                "risk_difference": None,
                "risk_difference_from": None,
            }
            row = self._rows.add("measure", id_of[id(part.lead)], values)
            self.measured.append((result, row))

    def _counts(self, result: Row, part: MeasurePart) -> dict[str, Any]:
        counted = said_unit(part.lead.counted or result["counted"])
        out_of = self._denominator(result, part, counted)
        count = part.of("count")
        return {
            "counted": counted,
            "events": None if count is None or count.sign not in _VALUES else whole_number(count),
            "total": whole_number(part.of("total")),
            "n": None if out_of is None else out_of.n,
            "n_from": None if out_of is None else out_of.source,
        }

    def _denominator(self, result: Row, part: MeasurePart, counted: str | None) -> Denominator | None:
        if (total := part.of("total")) is not None:
            n = whole_number(total)
            return None if n is None or total.sign not in _VALUES else Denominator(n, "printed")
        if result["role"] in _NO_PARTICIPANTS or part.lead.statistic in _OF_A_PART:
            return None
        if part.is_across or part.lead.statistic == "mean-of-study-rates":
            return None
        out_of = self._sizes.denominator(result, counted)
        return out_of if out_of is None or _is_out_of(part, out_of.n) else None

    def _is_adjusted(self, result: Row, part: MeasurePart) -> bool:
        qualifiers = part.lead.qualifiers
        if "unadjusted" in qualifiers:
            return False
        return (
            result["adjusted"]
            or "adjusted" in qualifiers
            or result["estimator"] in _ADJUSTING_ESTIMATORS
            or part.lead.statistic in _ADJUSTED_MEANS
            or self._methods.get(result["contrast_id"]) in _ADJUSTING_METHODS
            or (result["scope"] == "contrast" and result["population_set_id"] in self._matched)
        )


def _estimate(part: MeasurePart) -> dict[str, Any]:
    lead = part.lead
    has_value = part.is_named and lead.value is not None
    sign = "~" if lead.sign == "=" and "read-from-graph" in lead.qualifiers else lead.sign
    is_number = part.is_named or part.is_spread
    return {
        "measure": lead.statistic if part.is_named else None,
        "estimate": float(lead.value or 0) if has_value else None,
        "sign": sign if has_value else None,
        "unit": (lead.unit or None) if is_number else None,
        "per": lead.per or None,
        "absent_reason": None if part.is_spread else lead.absent,
        "planned": "planned" in lead.qualifiers,
    }


_MULTIPLICITY = {"multiplicity-adjusted": "adjusted", "fdr-adjusted": "fdr", "nominal": "nominal"}
"""Qualifier of a p value -> code of P_MULTIPLICITY."""
_HETEROGENEITY = {"i_squared": "i-squared", "tau_squared": "tau-squared", "cochran_q": "cochran-q"}
_SPREAD_COLUMNS = (
    *(f"{kind}_{end}" for kind in ("ci", "prediction", "range", "iqr") for end in ("low", "high")),
    *("sd", "se"),
)


def _spreads(part: MeasurePart) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(_SPREAD_COLUMNS)
    for column, figure in part.spreads.items():
        values[column] = None if figure.value is None else float(figure.value)
    end = _interval_end(part)
    values["ci_level"] = None if end is None or end.level is None else float(end.level)
    ends = {"ci_low", "ci_high"} & part.spreads.keys()
    values["ci_one_sided"] = len(ends) == 1
    values["ci_kind"] = None if end is None else end.statistic.rpartition("-")[0].replace("ci", "confidence")
    return values


def _interval_end(part: MeasurePart) -> Figure | None:
    return part.spreads.get("ci_low") or part.spreads.get("ci_high")


def _words(part: MeasurePart) -> dict[str, Any]:
    test = _test(part.tests[0] if part.tests else None)
    if part.is_heterogeneity and test["p_test"] == "difference":
        test["p_test"] = "heterogeneity"
    return {
        "verbal": part.words[0].reported if part.words else None,
        **test,
        "p_timepoint": None,
    }


def _heterogeneity(part: MeasurePart) -> dict[str, Any]:
    """I-squared, tau-squared, Q and their p value, of the measure that they stand behind."""
    own = part.heterogeneity
    values = {
        column: next(
            (float(it.lead.value) for it in own if it.lead.statistic == slug and it.lead.value is not None),
            None,
        )
        for column, slug in _HETEROGENEITY.items()
    }
    test = next((it.tests[0] for it in own if it.tests), None)
    of_test = _test(test)
    return {**values, "heterogeneity_p": of_test["p_value"], "heterogeneity_p_sign": of_test["p_sign"]}


def _test(test: Figure | None) -> dict[str, Any]:
    if test is None:
        return {
            **dict.fromkeys(("p_value", "p_sign", "p_text", "p_test", "p_multiplicity")),
            "p_one_sided": False,
        }
    purposes = [slug.removeprefix("for-") for slug in test.qualifiers if slug.startswith("for-")]
    return {
        "p_value": None if test.value is None else float(test.value),
        "p_sign": None if test.value is None else test.sign,
        "p_text": test.text,
        "p_test": purposes[0] if purposes else "difference",
        "p_one_sided": "one-sided" in test.qualifiers,
        "p_multiplicity": next((_MULTIPLICITY[it] for it in test.qualifiers if it in _MULTIPLICITY), None),
    }


def _synthesis(result: Row, part: MeasurePart) -> str | None:
    """Code of SYNTHESIS, None for a result of the participants of one study."""
    if part.lead.statistic == "mean-of-study-rates":
        return "mean-of-studies"
    if part.is_across and part.is_spread:
        return "range-of-studies"
    if result["estimator"] in ("pooled-fixed", "pooled-random"):
        return "pooled"
    return "summary-of-studies" if part.is_across else None


def _on_scale(part: MeasurePart) -> dict[str, Any]:
    """Logarithm of a ratio, standard error of an effect (of the logarithm for ratios), and where none is."""
    lead = part.lead
    none = null_of(lead.statistic)
    is_ratio = none == 1
    if none is None or lead.value is None:
        return {"log_estimate": None, "standard_error": None, "effect_sign": None}
    has_log = is_ratio and lead.value > 0 and lead.sign in _VALUES
    return {
        "log_estimate": math.log(lead.value) if has_log else None,
        "standard_error": _standard_error(part, is_ratio),
        "effect_sign": side_of(none, lead),
    }


def _standard_error(part: MeasurePart, is_ratio: bool) -> float | None:
    """From the interval of any level (95% unless stated), else as printed.

    None for one-sided intervals and ends that are bounds.
    """
    low, high = (_exact(part.spreads.get(f"ci_{end}")) for end in ("low", "high"))
    end = part.spreads.get("ci_low")
    if part.lead.statistic in _UNSYMMETRIC:
        return None
    if low is not None and high is not None and end is not None and end.statistic == "ci-low":
        level = 95.0 if end.level is None else float(end.level)
        return standard_error_of(low, high, level, Scale.LOG if is_ratio else Scale.LINEAR)
    printed = _exact(part.spreads.get("se"))
    return printed if not is_ratio and printed else None


def _exact(figure: Figure | None) -> float | None:
    if figure is None or figure.value is None or figure.sign not in _VALUES:
        return None
    return None if "one-sided" in figure.qualifiers else float(figure.value)


def _is_out_of(part: MeasurePart, n: int) -> bool:
    """Whether a count, and the percentage printed with it, can be out of so many."""
    count, share = part.of("count"), part.lead
    if count is None or count.value is None:
        return True
    if share is count or share.value is None or share.unit != "%":
        return count.value <= n
    step = Decimal(10) ** -share.decimals
    return n > 0 and abs(100 * count.value / n - share.value) < step
