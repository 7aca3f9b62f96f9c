"""Rows of a record while they are being made, and the rows of a record as they come from a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
"""Column -> value. Flags are bool, everything else str, int, float or None."""

TABLES: dict[str, tuple[str, ...]] = {
    "designs": ("design",),
    "interventions": ("intervention",),
    "conditions": ("condition",),
    "outcomes": ("outcome",),
    "documents": ("document",),
    "instruments": ("instrument_version", "instrument_item"),
    "references": (
        "reference",
        "reference_author",
        "reference_identifier",
        "reference_notice",
        "reference_merge",
        "acknowledgement",
    ),
    "studies": (
        "study",
        "study_condition",
        "study_report",
        "study_registration",
        "arm",
        "arm_intervention",
        "population_set",
        "contrast",
        "timepoint",
        "study_outcome",
        "result",
        "figure",
        "figure_source",
        "breakdown",
        "breakdown_part",
        "included_study",
        "appraisal",
        "appraisal_answer",
        "prose_link",
        "acknowledgement",
    ),
    "guidelines": (
        "guideline",
        "recommendation",
        "fact",
        "figure",
        "figure_source",
        "prose_link",
        "acknowledgement",
    ),
    "policies": (
        "policy",
        "policy_version",
        "policy_code",
        "statement",
        "statement_indication",
        "statement_code",
        "statement_criterion",
        "related_policy",
        "fact",
        "figure",
        "figure_source",
        "section_text",
        "policy_recommendation",
        "clinical_input",
        "coverage_position",
        "search_strategy",
        "strategy_indication",
        "trial_search",
        "ongoing_trial",
        "history_entry",
        "definition",
        "listed_reference",
        "prose_link",
        "acknowledgement",
    ),
    "indications": (
        "indication",
        "pico_element",
        "indication_outcome",
        "selection_criterion",
        "section_text",
        "evidence_group",
        "study_use",
        "appraisal",
        "appraisal_answer",
        "conclusion",
        "finding",
        "finding_basis",
        "prose_link",
        "acknowledgement",
    ),
}
"""The tables that a kind of record has rows in."""

FLAGS = frozenset(
    {
        "authors_truncated",
        "is_primary",
        "adjusted",
        "is_main",
        "inherited",
        "relevant",
        "stated",
        "complete",
        "whole_numbers",
    }
)
"""Columns that hold true or false, which SQLite gives back as 1 or 0."""


@dataclass(slots=True)
class Rows:
    """The rows of one record, by table."""

    record_id: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """Tokens and bases of findings, as written, that name nothing."""

    def add(self, table: str, id: str, **values: Any) -> Row:
        """Add a row, and return it."""
        row = {"id": id, "record_id": self.record_id, **values}
        self.tables.setdefault(table, []).append(row)
        return row

    def of(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.tables.get(table, [])

    def ordered(self, table: str, *columns: str, **where: Any) -> list[Row]:
        """The rows of a table with these values, in the order of the columns (``position`` unless told)."""
        keys = columns or ("position",)
        found = (row for row in self.of(table) if all(row[name] == value for name, value in where.items()))
        return sorted(found, key=lambda row: tuple(row[key] for key in keys))

    def one(self, table: str) -> Row:
        """The only row of a table."""
        (row,) = self.of(table)
        return row


def numbered(items: Iterable[Any]) -> Iterable[tuple[int, Any]]:
    """Items with their position from 1."""
    return enumerate(items, start=1)


def with_flags(row: Mapping[str, Any]) -> Row:
    """The row with its flags as bool."""
    return {name: bool(value) if name in FLAGS else value for name, value in row.items()}


def said(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """The pairs that say something, for a record: what is absent is not written."""
    return {key: value for key, value in pairs.items() if value is not None and value != () and value != {}}
