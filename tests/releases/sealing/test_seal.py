"""What a seal covers: every column of what belongs to a version, unless it is listed here with the reason."""

from __future__ import annotations

import re

import pytest

from kb.db.append_only import APPEND_ONLY
from kb.db.queries import statement
from kb.releases.sealing.seal import PARTS
from kb.schema.tables import metadata

TABLES = {
    "facts": "release",
    "cycle": "review_cycle",
    "records": "release_record",
    "documents": "release_document",
    "conclusions": "release_conclusion",
    "searches": "search_run",
    "search_corrections": "search_run_correction",
    "hits": "search_hit",
    "decisions": "screening_decision",
    "pairs": "duplicate_pair",
    "judgements": "duplicate_judgement",
    "sign_offs": "approval",
    "adjudications": "adjudication",
    "offers": "study_offer",
    "changes": "change",
    "conclusion_changes": "conclusion_change",
}
NOT_SEALED = {
    "candidate_link": "added to by later imports: what other publications say of this one",
    "published_notice": "of no review: what exports and registers tell of publications",
    "frozen_record": "sealed with the record of each release",
    "release_part": "the seal itself",
    "release_seal": "the seal itself",
}
BY_SCOPE = {"release_id", "review_cycle_id"}
"""Columns by which the rows of a release are chosen: another value takes the row away from it."""


@pytest.mark.parametrize("part", TABLES)
def test_every_column_is_sealed(part: str) -> None:
    sql = statement(f"releases/sealing/{part}")
    columns = {column.name for column in metadata.tables[TABLES[part]].columns}
    missing = {name for name in columns - BY_SCOPE if not re.search(rf"\.\"?{name}\"?\b", sql)}
    assert missing <= {"id"}


def test_every_table_that_is_only_added_to_is_sealed_or_said_why_not() -> None:
    assert {part.name for part in PARTS} == TABLES.keys()
    assert set(TABLES.values()) | NOT_SEALED.keys() >= APPEND_ONLY
