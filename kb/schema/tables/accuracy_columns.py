"""What a study prints about an index test and one of its targets, side by side: derived, one row each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    coded,
    described,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    real_column,
    text_column,
)
from kb.statistics.accuracy_measures import COLUMNS, COUNT_COLUMNS

_COUNTS = {
    "tp": "Positive tests of those who have the target condition",
    "fp": "Positive tests of those who do not have it",
    "fn": "Negative tests of those who have it",
    "tn": "Negative tests of those who do not have it",
}
_MEASURES = {
    "sensitivity": "Sensitivity in percent",
    "specificity": "Specificity in percent",
    "ppv": "Positive predictive value in percent",
    "npv": "Negative predictive value in percent",
    "lr_positive": "Positive likelihood ratio",
    "lr_negative": "Negative likelihood ratio",
    "dor": "Diagnostic odds ratio",
    "auc": "Area under the receiver operating characteristic curve, from 0 to 1",
    "detection_rate": "Detection rate in percent",
    "false_positive_rate": "False-positive rate in percent",
}


def _columns() -> dict[str, Any]:
    """The columns in order, by name."""
    result = "First of its results, which has its arm, target, population, time and estimator"
    flagged = "First of its results with a printed oddity or error; null when none has one"
    columns = {
        "id": primary_key("Key of the first of its results"),
        "record_id": from_record(),
        "result_id": foreign_key("result.id", result),
        "flagged_result_id": foreign_key("result.id", flagged, null=True),
        "counted": text_column(
            "Unit of analysis, of the result or else of the target; null for participants or when not stated",
            null=True,
        ),
        "synthesis": text_column(
            "How the studies of a systematic review were put together; null for a study's own result",
            null=True,
        ),
    }
    for name in COUNT_COLUMNS.values():
        told = "null when neither printed nor told by the counts of a share"
        columns[name] = integer_column(f"{_COUNTS[name]}; {told}", null=True)
    columns["counts_from"] = text_column(
        "Where the counts that are not null are from; null without any", null=True, codes=codes.TABLE_SOURCE
    )
    for name in COLUMNS.values():
        columns[name] = real_column(f"{_MEASURES[name]}; null when not printed as a number", null=True)
        columns[f"{name}_sign"] = text_column(
            "How that number bounds the value; null without one", null=True, codes=codes.SIGN
        )
        columns[f"{name}_low"] = real_column("Lower end of its interval; null when none is given", null=True)
        columns[f"{name}_high"] = real_column("Upper end of its interval; null when none is given", null=True)
    columns["ci_level"] = real_column(
        "Level of the intervals in percent; null when not stated, when they differ, or without one", null=True
    )
    return columns


def _table() -> None:
    columns = []
    for name, field in _columns().items():
        column = field.sa_column
        column.name = column.key = name
        columns.append(column)
    checks = [coded("counts_from", codes.TABLE_SOURCE), coded("synthesis", codes.SYNTHESIS)]
    checks += [coded(f"{name}_sign", codes.SIGN) for name in COLUMNS.values()]
    *arguments, options = described(
        "One row per index test, target, threshold and population of a study: its counts and measures side by"
        " side; derived from the figures when they are written.",
        *checks,
    )
    Table("evaluation", SchemaTable.metadata, *columns, *arguments, **options)


_table()
